-- The keys of a line are in the order of their letters, as canonical JSON has them.
CREATE TEMP TABLE history AS
SELECT crime_id, string_agg(title || COALESCE(to_char(decided_on, ' (YYYY-MM)'), ''), '; ' ORDER BY row) AS outcomes
FROM told GROUP BY crime_id;

INSERT INTO written (verb, row_kind, entity_id, said)
SELECT 'collected', 'Crime', s.id, '{' || concat_ws(',',
  pg_temp.said('category', NULL, s.category),
  pg_temp.said('force', NULL, s.force),
  pg_temp.said('label', NULL, s.label),
  pg_temp.said('notifiable', NULL, s.notifiable),
  pg_temp.said('occurred_from', NULL, s.occurred_from),
  pg_temp.said('occurred_precision', NULL, 'month'),
  pg_temp.said('occurred_until', NULL, s.occurred_until),
  pg_temp.said('outcome', NULL, t.title),
  pg_temp.said('outcome_code', NULL, NULLIF(t.code, '')),
  pg_temp.said('outcome_on', NULL, t.decided_on::text),
  pg_temp.said('outcomes', NULL, h.outcomes),
  pg_temp.said('place_id', NULL, p.id::text),
  pg_temp.said('published_id', NULL, s.published_id),
  pg_temp.said('published_row', NULL, s.published_row::text),
  pg_temp.said('reference', NULL, d.reference),
  pg_temp.said('status', NULL, COALESCE(t.status, 'recorded')),
  pg_temp.said('summary', NULL, NULLIF(s.context, ''))) || '}'
FROM subject s
JOIN numbered d ON d.id = s.id
LEFT JOIN standing t ON t.crime_id = s.id
LEFT JOIN history h ON h.crime_id = s.id
LEFT JOIN spot p ON (p.latitude, p.longitude, p.location) = (s.latitude, s.longitude, s.location)
WHERE s.is_new;

INSERT INTO written (verb, row_kind, entity_id, said)
SELECT 'altered', 'Crime', r.id, '{' || concat_ws(',',
  pg_temp.said('category', r.was_category, r.category),
  pg_temp.said('label', r.was_label, r.label),
  pg_temp.said('occurred_from', r.was_from, r.occurred_from),
  pg_temp.said('occurred_until', r.was_until, r.occurred_until),
  pg_temp.said('outcome', r.was_outcome, r.outcome),
  pg_temp.said('outcome_code', r.was_code, r.code),
  pg_temp.said('outcome_on', r.was_on::text, r.decided_on::text),
  pg_temp.said('outcomes', NULL, h.outcomes),
  pg_temp.said('place_id', r.was_place::text, r.place_id::text),
  pg_temp.said('status', r.was_status::text, r.status)) || '}'
FROM revised r
LEFT JOIN history h ON h.crime_id = r.id
WHERE r.is_changed OR h.crime_id IS NOT NULL;
