-- Of rows that give a crime the same outcome in the same month, the first stands.
CREATE TEMP TABLE prepared AS
SELECT s.*,
       NULL::uuid AS published_row,
       CASE WHEN s.published_id IS NULL THEN s.row ELSE
         first_value(s.row) OVER (PARTITION BY s.published_id, s.month, s.outcome ORDER BY s.row)
       END AS stands,
       s.month AS decided_on
FROM staged s;

DROP TABLE staged;
CREATE INDEX ON prepared (row);
ANALYZE prepared;
