-- The rows that stand, beside the crime they are about where it is on the record.
CREATE TEMP TABLE chunk AS
SELECT p.*, COALESCE(p.published_id, p.published_row::text) COLLATE "C" AS key, COALESCE(a.id, b.id) AS known_id
FROM prepared p
LEFT JOIN crime a ON a.published_id = p.published_id
LEFT JOIN crime b ON b.published_row = p.published_row
WHERE p.row BETWEEN %(first)s AND %(last)s AND p.reason IS NULL AND p.stands = p.row;

-- Each crime of the chunk once, as its first row has it. The month of an outcome is not that of the crime.
CREATE TEMP TABLE subject AS
SELECT u.*, COALESCE(u.known_id, pg_temp.uuid7()) AS id, u.known_id IS NULL AS is_new,
       CASE WHEN u.category IS NOT NULL THEN u.month::timestamp AT TIME ZONE 'Europe/London' END AS occurred_from,
       CASE WHEN u.category IS NOT NULL THEN
         (u.month + interval '1 month')::timestamp AT TIME ZONE 'Europe/London' - interval '1 second'
       END AS occurred_until,
       concat_ws(', ', COALESCE(u.category, 'Crime'), NULLIF(u.location, ''),
                 CASE WHEN u.category IS NOT NULL THEN to_char(u.month, 'FMMonth YYYY') END) AS label
FROM (SELECT DISTINCT ON (key) * FROM chunk ORDER BY key, row) u
ORDER BY u.row;

ANALYZE chunk;
ANALYZE subject;
