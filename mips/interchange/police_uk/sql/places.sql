-- One place for each published point with its wording: found where it is on the record, else made.
CREATE TEMP TABLE spot AS
SELECT u.*, COALESCE(known.id, pg_temp.uuid7()) AS id, known.id IS NULL AS is_new,
       COALESCE(NULLIF(u.location, ''), u.latitude || ', ' || u.longitude) AS label
FROM (
  SELECT latitude, longitude, location, max(lsoa) AS lsoa, min(force) AS force
  FROM subject WHERE latitude IS NOT NULL GROUP BY latitude, longitude, location
) u
LEFT JOIN LATERAL (
  SELECT p.id FROM place p
  WHERE p.latitude = u.latitude AND p.longitude = u.longitude AND p.address = u.location
  ORDER BY p.id LIMIT 1
) known ON TRUE;

ANALYZE spot;
