-- What the street file says anew of how a crime stands. That no status is available takes no known outcome away.
CREATE TEMP TABLE told AS
SELECT pg_temp.uuid7() AS id, s.id AS crime_id, c.row, c.outcome AS title, m.code, m.is_open, NULL::date AS decided_on
FROM chunk c
JOIN subject s USING (key)
JOIN outcome_meaning m ON m.title = c.outcome
LEFT JOIN LATERAL (
  SELECT o.title, COALESCE(om.is_open, FALSE) AS is_open
  FROM crime_outcome o LEFT JOIN outcome_meaning om ON om.title = o.title
  WHERE o.crime_id = s.known_id AND o.source = %(source)s
  ORDER BY o.created_at DESC, o.id DESC LIMIT 1
) last ON TRUE
WHERE last.title IS NULL OR (last.title <> c.outcome AND (last.is_open OR NOT m.is_open));
