-- Crime numbers out of the blocks that were taken for this chunk.
CREATE TEMP TABLE numbered AS
SELECT s.id, s.force || '/' || lpad(serial::text, GREATEST(7, length(serial::text)), '0') || '/' || to_char(s.month, 'YY')
         AS reference
FROM (
  SELECT n.*, b.first + row_number() OVER (PARTITION BY n.force, b.year ORDER BY n.row) - 1 AS serial
  FROM subject n
  JOIN json_to_recordset(%(blocks)s::json) AS b(force text, year integer, first integer)
    ON b.force = n.force AND b.year = extract(year FROM n.month)
  WHERE n.is_new
) s;

ANALYZE numbered;
