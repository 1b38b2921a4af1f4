UPDATE import_file f
SET created = f.created + n.created, updated = f.updated + n.updated, unchanged = f.unchanged + n.unchanged,
    duplicate = f.duplicate + n.duplicate, rejected = f.rejected + n.rejected,
    rows_done = %(last)s, version = f.version + 1,
    state = CASE WHEN %(last)s >= f.rows THEN 'complete' ELSE 'loading' END
FROM (
  SELECT count(*) FILTER (WHERE verdict = 'created') AS created,
         count(*) FILTER (WHERE verdict = 'updated') AS updated,
         count(*) FILTER (WHERE verdict = 'unchanged') AS unchanged,
         count(*) FILTER (WHERE verdict = 'duplicate') AS duplicate,
         count(*) FILTER (WHERE verdict = 'rejected') AS rejected
  FROM import_row WHERE file_id = %(file_id)s AND row BETWEEN %(first)s AND %(last)s
) n
WHERE f.id = %(file_id)s;
