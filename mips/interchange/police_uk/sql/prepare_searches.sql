-- No search has an id: a row is known by what it says and by its turn among the rows that say the same.
CREATE TEMP TABLE prepared AS
SELECT s.*,
       CASE WHEN s.digest IS NOT NULL THEN
         md5(s.digest::text || '/' || row_number() OVER (PARTITION BY s.digest ORDER BY s.row))::uuid
       END AS published_row,
       s.row AS stands,
       ''::text AS location,
       ''::text AS lsoa
FROM staged s;

DROP TABLE staged;
CREATE INDEX ON prepared (row);
ANALYZE prepared;
