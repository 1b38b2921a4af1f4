INSERT INTO written (verb, row_kind, entity_id, said)
SELECT 'collected', 'StopSearch', s.id, '{' || concat_ws(',',
  pg_temp.said('age_range', NULL, NULLIF(s.age_range, '')),
  pg_temp.said('force', NULL, NULLIF(s.force, '')),
  pg_temp.said('gender', NULL, NULLIF(s.gender, '')),
  pg_temp.said('in_operation', NULL, s.in_operation),
  pg_temp.said('label', NULL, s.label),
  pg_temp.said('legislation', NULL, NULLIF(s.legislation, '')),
  pg_temp.said('more_than_outer_clothing', NULL, s.more_than_outer_clothing),
  pg_temp.said('occurred_from', NULL, s.at),
  pg_temp.said('occurred_until', NULL, s.at),
  pg_temp.said('officer_defined_ethnicity', NULL, NULLIF(s.officer_defined_ethnicity, '')),
  pg_temp.said('operation', NULL, NULLIF(s.operation, '')),
  pg_temp.said('outcome', NULL, NULLIF(s.outcome, '')),
  pg_temp.said('outcome_linked', NULL, s.outcome_linked),
  pg_temp.said('place_id', NULL, p.id::text),
  pg_temp.said('published_row', NULL, s.published_row::text),
  pg_temp.said('search_type', NULL, s.search_type),
  pg_temp.said('searched_for', NULL, NULLIF(s.searched_for, '')),
  pg_temp.said('self_defined_ethnicity', NULL, NULLIF(s.self_defined_ethnicity, ''))) || '}'
FROM subject s
LEFT JOIN spot p ON (p.latitude, p.longitude, p.location) = (s.latitude, s.longitude, s.location)
WHERE s.is_new;
