"""The journal is append-only: partitions by month, guards on each, and what the application's role may do

Roles mips_app and mips_retention are made when they are missing (without login: whoever runs the server
gives them one).
Partitions are made from January 2026 to three months ahead, then by `journal_months`, which the worker calls.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

ROLES = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mips_app') THEN CREATE ROLE mips_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mips_retention') THEN CREATE ROLE mips_retention NOLOGIN; END IF;
END $$;
"""

GUARDS = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the journal is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE FUNCTION journal_only_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'mips_retention' THEN
    RAISE EXCEPTION 'only the retention role may erase the values of an entry' USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION log_entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a log entry stands as it was written: correct it by a later one' USING ERRCODE = '42501';
END $$;

CREATE TRIGGER journal_entry_stands BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_detail_stands BEFORE UPDATE ON journal_detail
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_detail_erased BEFORE DELETE ON journal_detail
  FOR EACH ROW EXECUTE FUNCTION journal_only_retention();
CREATE TRIGGER seal_stands BEFORE UPDATE OR DELETE ON seal
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER seal_leaf_stands BEFORE UPDATE OR DELETE ON seal_leaf
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER log_entry_stands
  BEFORE UPDATE OF at, kind, text, author_id, corrects_id, created_at OR DELETE ON log_entry
  FOR EACH ROW EXECUTE FUNCTION log_entry_stands();
CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_detail_kept BEFORE TRUNCATE ON journal_detail
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER seal_kept BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER seal_leaf_kept BEFORE TRUNCATE ON seal_leaf FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER log_entry_kept BEFORE TRUNCATE ON log_entry FOR EACH STATEMENT EXECUTE FUNCTION log_entry_stands();
"""

# A TRUNCATE guard on the parent does not protect a partition: each gets its own as it is made.
MONTHS = """
CREATE FUNCTION journal_months(first date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  parent text; month date; name text; made integer := 0;
BEGIN
  IF months NOT BETWEEN 1 AND 60 THEN RAISE EXCEPTION 'between 1 and 60 months at a time'; END IF;
  FOREACH parent IN ARRAY ARRAY['journal_entry', 'journal_detail'] LOOP
    FOR i IN 0 .. months - 1 LOOP
      month := date_trunc('month', first)::date + make_interval(months => i);
      name := parent || '_' || to_char(month, 'YYYYMM');
      IF to_regclass('public.' || name) IS NOT NULL THEN CONTINUE; END IF;
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', name, parent,
                     to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
                     to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
      EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON public.%I '
                     'FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()', name || '_kept', name);
      EXECUTE format('REVOKE ALL ON public.%I FROM mips_app, mips_retention', name);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION journal_months(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_months(date, integer) TO mips_app;
SELECT journal_months(date '2026-01-01',
  (extract(year FROM now()) * 12 + extract(month FROM now()))::integer - 2026 * 12 - 1 + 4);
"""

PRIVILEGES = """
GRANT USAGE ON SCHEMA public TO mips_app, mips_retention;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mips_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO mips_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mips_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO mips_app;
DO $$
DECLARE part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits
              WHERE inhparent IN ('journal_entry'::regclass, 'journal_detail'::regclass) LOOP
    EXECUTE format('REVOKE ALL ON %s FROM mips_app, mips_retention', part);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE ON journal_entry, journal_detail, seal, seal_leaf FROM mips_app;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM mips_app;
GRANT SELECT, INSERT ON journal_entry, journal_detail TO mips_retention;
GRANT DELETE ON journal_detail TO mips_retention;
"""


def upgrade() -> None:
    for part in (ROLES, GUARDS, MONTHS, PRIVILEGES):
        op.execute(part)


def downgrade() -> None:
    op.execute("DROP FUNCTION journal_months(date, integer)")
    op.execute("DROP FUNCTION journal_refuse() CASCADE")
    op.execute("DROP FUNCTION journal_only_retention() CASCADE")
    op.execute("DROP FUNCTION log_entry_stands() CASCADE")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM mips_app")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM mips_app")
    op.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM mips_app, mips_retention")
    op.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM mips_app")
    op.execute("REVOKE USAGE ON SCHEMA public FROM mips_app, mips_retention")
