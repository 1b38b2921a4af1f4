-- What the outcomes file says that the crime's history does not hold.
CREATE TEMP TABLE told AS
SELECT pg_temp.uuid7() AS id, s.id AS crime_id, c.row, c.outcome AS title, m.code, m.is_open, c.decided_on
FROM chunk c
JOIN subject s USING (key)
JOIN outcome_meaning m ON m.title = c.outcome
WHERE NOT EXISTS (
  SELECT FROM crime_outcome o
  WHERE o.crime_id = s.known_id AND o.source = %(source)s AND o.title = c.outcome AND o.decided_on = c.decided_on
);
