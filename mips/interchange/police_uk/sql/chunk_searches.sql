-- The rows of the chunk, beside the search they are about where it is on the record.
CREATE TEMP TABLE subject AS
SELECT p.*, COALESCE(k.id, pg_temp.uuid7()) AS id, k.id IS NULL AS is_new,
       concat_ws(': ', p.search_type, NULLIF(p.searched_for, '')) AS label
FROM prepared p
LEFT JOIN stop_search k ON k.published_row = p.published_row
WHERE p.row BETWEEN %(first)s AND %(last)s AND p.reason IS NULL
ORDER BY p.row;

ANALYZE subject;
