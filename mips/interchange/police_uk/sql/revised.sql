-- Crimes on the record, as they were and as they are now. What somebody works on here keeps its facts: a publication
-- adds to the history of its outcomes and changes nothing else.
CREATE TEMP TABLE revised AS
SELECT *,
       (was_category, was_label, was_from, was_until, was_place, was_outcome, was_code, was_on, was_status)
         IS DISTINCT FROM (category, label, occurred_from, occurred_until, place_id, outcome, code, decided_on, status)
         AS is_changed
FROM (
  SELECT s.id, s.row,
         k.category AS was_category, n.label AS was_label, e.occurred_from AS was_from, e.occurred_until AS was_until,
         e.place_id AS was_place, k.outcome AS was_outcome, k.outcome_code AS was_code, k.outcome_on AS was_on,
         k.status AS was_status,
         CASE WHEN keep THEN k.category ELSE s.category END AS category,
         CASE WHEN keep THEN k.notifiable ELSE s.notifiable END AS notifiable,
         CASE WHEN keep THEN n.label ELSE s.label END AS label,
         CASE WHEN keep THEN e.occurred_from ELSE s.occurred_from END AS occurred_from,
         CASE WHEN keep THEN e.occurred_until ELSE s.occurred_until END AS occurred_until,
         CASE WHEN keep THEN e.place_id ELSE COALESCE(p.id, e.place_id) END AS place_id,
         CASE WHEN here THEN k.outcome ELSE COALESCE(t.title, k.outcome) END AS outcome,
         CASE WHEN here THEN k.outcome_code ELSE COALESCE(t.code, k.outcome_code) END AS code,
         CASE WHEN here THEN k.outcome_on ELSE t.decided_on END AS decided_on,
         CASE WHEN here THEN k.status ELSE COALESCE(t.status, k.status) END AS status
  FROM subject s
  JOIN crime k ON k.id = s.known_id
  JOIN event e ON e.id = k.id
  JOIN entity n ON n.id = k.id
  LEFT JOIN standing t ON t.crime_id = s.id
  LEFT JOIN spot p ON (p.latitude, p.longitude, p.location) = (s.latitude, s.longitude, s.location)
  CROSS JOIN LATERAL (
    SELECT k.officer_in_case_id IS NOT NULL OR k.offence_code <> '' OR COALESCE(t.decided_here, FALSE) AS here
  ) work
  CROSS JOIN LATERAL (SELECT work.here OR s.category IS NULL AS keep) facts
) compared;
