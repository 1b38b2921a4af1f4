"""The job queue: procrastinate's own tables, open to the application's role

Jobs are queued in the transaction of the change that causes them; a rollback removes them.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


def downgrade() -> None:
    op.execute(
        """
        DO $$
        DECLARE thing record;
        BEGIN
          FOR thing IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'procrastinate%' LOOP
            EXECUTE format('DROP TABLE %I CASCADE', thing.relname);
          END LOOP;
          FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc WHERE proname LIKE 'procrastinate%' LOOP
            EXECUTE format('DROP FUNCTION %s CASCADE', thing.name);
          END LOOP;
          FOR thing IN SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%' AND typtype IN ('e', 'c') LOOP
            EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', thing.typname);
          END LOOP;
        END $$
        """
    )
