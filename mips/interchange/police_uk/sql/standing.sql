-- The outcome each crime has now, whatever the order in which files came: one decided here, else the newest the
-- street files know, else the last of the outcomes files, else that its status is not known.
CREATE TEMP TABLE standing AS
SELECT DISTINCT ON (h.crime_id) h.crime_id, h.title, h.code, m.status, h.source = '' AS decided_here,
       max(h.decided_on) OVER (PARTITION BY h.crime_id, h.title) AS decided_on
FROM (
  SELECT o.crime_id, o.id, o.title, o.code, o.decided_on, o.source, o.created_at
  FROM crime_outcome o JOIN subject s ON s.known_id = o.crime_id
  UNION ALL
  SELECT crime_id, id, title, code, decided_on, %(source)s, %(now)s FROM told
) h
LEFT JOIN outcome_meaning m ON m.title = h.title
ORDER BY h.crime_id,
  CASE WHEN h.source = '' THEN 3
       WHEN h.source = %(street)s AND NOT COALESCE(m.is_open, FALSE) THEN 2
       WHEN h.source = %(outcomes)s THEN 1
       ELSE 0 END DESC,
  h.decided_on DESC NULLS LAST, h.created_at DESC, h.id DESC;

ANALYZE told;
ANALYZE standing;
