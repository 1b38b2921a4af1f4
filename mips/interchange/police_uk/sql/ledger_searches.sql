INSERT INTO import_row (file_id, row, verdict, entity_id, reason, raw)
SELECT %(file_id)s, p.row,
  CASE WHEN p.reason IS NOT NULL THEN 'rejected' WHEN s.is_new THEN 'created' ELSE 'unchanged' END,
  s.id, p.reason, p.raw
FROM prepared p
LEFT JOIN subject s ON s.row = p.row
WHERE p.row BETWEEN %(first)s AND %(last)s
ORDER BY p.row;
