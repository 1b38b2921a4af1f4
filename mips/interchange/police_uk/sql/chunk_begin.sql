DROP TABLE IF EXISTS pg_temp.chunk, pg_temp.subject, pg_temp.spot, pg_temp.told, pg_temp.standing, pg_temp.revised,
  pg_temp.written, pg_temp.numbered, pg_temp.history;

-- The journal's lines of this chunk: `said` is the canonical JSON of their values.
CREATE TEMP TABLE written (
  entry_id uuid NOT NULL DEFAULT pg_temp.uuid7(),
  salt bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()),
  verb text NOT NULL,
  row_kind text NOT NULL,
  entity_id uuid NOT NULL,
  said text NOT NULL
);
