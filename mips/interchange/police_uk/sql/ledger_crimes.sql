INSERT INTO import_row (file_id, row, verdict, entity_id, reason, raw)
SELECT %(file_id)s, p.row,
  CASE WHEN p.reason IS NOT NULL THEN 'rejected'
       WHEN p.stands <> p.row THEN 'duplicate'
       WHEN s.is_new AND s.row = p.row THEN 'created'
       WHEN t.row IS NOT NULL OR (r.is_changed AND r.row = p.row) THEN 'updated'
       ELSE 'unchanged' END,
  s.id,
  CASE WHEN p.reason IS NOT NULL THEN p.reason
       WHEN p.stands <> p.row THEN concat_ws(', ', 'repeats row ' || p.stands,
         CASE WHEN w.outcome IS DISTINCT FROM p.outcome THEN 'with outcome ' || COALESCE(p.outcome, 'none') END,
         CASE WHEN (w.latitude, w.longitude, w.location) IS DISTINCT FROM (p.latitude, p.longitude, p.location)
              THEN 'at ' || COALESCE(NULLIF(concat_ws(' ', NULLIF(p.location, ''), p.latitude, p.longitude), ''), 'no place') END,
         CASE WHEN w.category IS DISTINCT FROM p.category THEN 'as ' || p.category END,
         CASE WHEN w.month IS DISTINCT FROM p.month THEN 'in ' || to_char(p.month, 'YYYY-MM') END) END,
  p.raw
FROM prepared p
LEFT JOIN chunk c ON c.row = p.row
LEFT JOIN subject s ON s.key = c.key
LEFT JOIN revised r ON r.id = s.id
LEFT JOIN (SELECT DISTINCT row FROM told) t ON t.row = p.row
LEFT JOIN prepared w ON w.row = p.stands AND p.stands <> p.row
WHERE p.row BETWEEN %(first)s AND %(last)s
ORDER BY p.row;
