INSERT INTO written (verb, row_kind, entity_id, said)
SELECT 'collected', 'Place', id, '{' || concat_ws(',',
  pg_temp.said('address', NULL, NULLIF(location, '')),
  pg_temp.said('force', NULL, NULLIF(force, '')),
  pg_temp.said('label', NULL, label),
  pg_temp.said('latitude', NULL, latitude::text),
  pg_temp.said('longitude', NULL, longitude::text),
  pg_temp.said('lsoa', NULL, NULLIF(lsoa, ''))) || '}'
FROM spot WHERE is_new;
