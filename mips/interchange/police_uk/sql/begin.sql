-- What one file needs while it is loaded: gone with the connection.
CREATE OR REPLACE FUNCTION pg_temp.uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
              PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
              FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

DROP TABLE IF EXISTS pg_temp.staged, pg_temp.prepared, pg_temp.outcome_meaning;

CREATE TEMP TABLE outcome_meaning AS
SELECT title, COALESCE(extra ->> 'outcome', '') AS code, extra ->> 'status' AS status,
       COALESCE((extra ->> 'open')::boolean, FALSE) AS is_open
FROM reference_item WHERE list_name = 'published-outcome';

-- One value of a journal's line in canonical JSON: "key":[before,after]; NULL where nothing changed.
CREATE OR REPLACE FUNCTION pg_temp.said(key text, was text, now text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN was IS DISTINCT FROM now THEN
    '"' || key || '":[' || COALESCE(to_json(was)::text, 'null') || ',' || COALESCE(to_json(now)::text, 'null') || ']'
  END
$$;
CREATE OR REPLACE FUNCTION pg_temp.said(key text, was boolean, now boolean) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN was IS DISTINCT FROM now THEN
    '"' || key || '":[' || COALESCE(was::text, 'null') || ',' || COALESCE(now::text, 'null') || ']'
  END
$$;
CREATE OR REPLACE FUNCTION pg_temp.said(key text, was timestamptz, now timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT pg_temp.said(key, to_char(was AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'),
                      to_char(now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'))
$$;
