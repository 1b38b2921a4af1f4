-- One entry for each record made or changed, in the form and with the digest of every other entry.
INSERT INTO journal_entry (id, verb, usecase, actor_id, actor_name, actor_role, origin, request, reason,
                           subject_kind, subject_id, row_kind, row_id, digest)
SELECT entry_id, verb, %(usecase)s, %(actor_id)s, %(actor_name)s, %(actor_role)s, %(origin)s, %(request)s, %(reason)s,
       'entity', entity_id, row_kind, entity_id, sha256(salt || convert_to(said, 'UTF8'))
FROM written;

INSERT INTO journal_detail (entry_id, salt, "values")
SELECT entry_id, salt, said::jsonb FROM written;
