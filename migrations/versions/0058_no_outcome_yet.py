"""What is published as under investigation, or without a word, has no outcome yet in lists of crimes

The view that says what a crime's lines say; the lines of those crimes are renewed. The release before this one runs on.
Going back, they are listed by those words again.
"""

from alembic import op

revision = "0058"
down_revision = "0056"

SAID = "c.outcome"
OPEN = "CASE WHEN c.outcome IN ('Under investigation', 'Status update unavailable') THEN '' ELSE c.outcome END"

DUE = """
CREATE OR REPLACE VIEW crime_line_due AS
SELECT c.id AS crime_id, f.flag,
  GREATEST(COALESCE(c.recorded_at, v.reported_at, v.occurred_from, e.created_at), v.occurred_from) AS listed_at,
  c.category AS kind, c.status::text AS status,
  COALESCE(NULLIF(t.unit, ''), t.name, 'No unit') AS unit,
  c.officer_in_case_id AS officer_id,
  COALESCE(NULLIF(c.outcome_code, ''), {outcome}) AS outcome,
  COALESCE(p.lsoa, '') AS lsoa, v.place_id,
  c.notifiable AND c.status <> 'cancelled' AS counted,
  COALESCE(v.occurred_from, v.occurred_until) AS happened_from,
  COALESCE(v.occurred_until, v.occurred_from) AS happened_until,
  COALESCE(v.occurred_until - v.occurred_from > interval '92 days', false) AS lasting
FROM crime c
JOIN event v ON v.id = c.id
JOIN entity e ON e.id = c.id
LEFT JOIN team t ON t.id = e.team_id
LEFT JOIN place p ON p.id = v.place_id
CROSS JOIN LATERAL (
  SELECT '' AS flag UNION ALL
  SELECT DISTINCT g.flag FROM crime_flag g WHERE g.crime_id = c.id AND g.until_on IS NULL
) f
"""
RENEWED = """
SELECT crime_line_renew(id) FROM crime
WHERE outcome_code = '' AND outcome IN ('Under investigation', 'Status update unavailable')
"""


def upgrade() -> None:
    _say(OPEN)


def downgrade() -> None:
    _say(SAID)


def _say(outcome: str) -> None:
    op.execute(DUE.format(outcome=outcome))
    op.execute(RENEWED)
