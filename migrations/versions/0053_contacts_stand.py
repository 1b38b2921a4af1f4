"""Contacts with victims stand as they were written: the database lets nobody change or remove one

No row changes. The release before this one only ever adds contacts, and runs on. Going back takes the guard away.
"""

from alembic import op

revision = "0053"
down_revision = "0052"

GUARDS = """
CREATE FUNCTION contact_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a contact stands as it was written: enter another' USING ERRCODE = '42501';
END $$;

CREATE TRIGGER victim_contact_stands BEFORE UPDATE OR DELETE ON victim_contact
  FOR EACH ROW EXECUTE FUNCTION contact_stands();
CREATE TRIGGER victim_contact_kept BEFORE TRUNCATE ON victim_contact
  FOR EACH STATEMENT EXECUTE FUNCTION contact_stands();
"""


def upgrade() -> None:
    op.execute(GUARDS)


def downgrade() -> None:
    op.execute("DROP TRIGGER victim_contact_stands ON victim_contact")
    op.execute("DROP TRIGGER victim_contact_kept ON victim_contact")
    op.execute("DROP FUNCTION contact_stands")
