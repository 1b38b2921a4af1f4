-- Which row of the file stands for its crime: of rows with one Crime ID the first whose outcome is known, else the
-- first. A row without an id is known by what it says and by its turn among the rows that say the same.
CREATE TEMP TABLE prepared AS
SELECT s.*,
       CASE WHEN s.digest IS NOT NULL THEN
         md5(s.digest::text || '/' || row_number() OVER (PARTITION BY s.digest ORDER BY s.row))::uuid
       END AS published_row,
       CASE WHEN s.published_id IS NULL THEN s.row ELSE
         first_value(s.row) OVER (
           PARTITION BY s.published_id ORDER BY COALESCE(m.is_open, TRUE), s.row)
       END AS stands,
       NULL::date AS decided_on
FROM staged s LEFT JOIN outcome_meaning m ON m.title = s.outcome;

DROP TABLE staged;
CREATE INDEX ON prepared (row);
ANALYZE prepared;
