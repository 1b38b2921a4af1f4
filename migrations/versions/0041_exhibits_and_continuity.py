"""Exhibits, the bags they are sealed in, and whose hands they were in; stores and shelves to keep them

New tables, empty. A record may be part of another, which hides it (`within_id`); none that is there is. The database
lets no continuity event be changed and none leave a gap. The release before this one runs on with it. On the way back
exhibits must be gone from the record first, with what hangs on them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

GUARDS = """
CREATE FUNCTION continuity_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'continuity stands as it was written: correct it by a later entry' USING ERRCODE = '42501';
END $$;

CREATE FUNCTION continuity_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before continuity_event%ROWTYPE;
BEGIN
  SELECT * INTO before FROM continuity_event WHERE exhibit_id = NEW.exhibit_id ORDER BY number DESC LIMIT 1;
  IF NOT FOUND THEN
    IF NEW.number <> 1 OR NEW.from_where <> 'found' THEN
      RAISE EXCEPTION 'continuity begins where the exhibit was found' USING ERRCODE = '23514';
    END IF;
  ELSIF NEW.number <> before.number + 1 OR NEW.at < before.at
    OR (NEW.from_where, NEW.from_user_id, NEW.from_shelf_id, NEW.from_name)
      IS DISTINCT FROM (before.to_where, before.to_user_id, before.to_shelf_id, before.to_name) THEN
    RAISE EXCEPTION 'entry % does not follow entry %', NEW.number, before.number USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER continuity_event_follows BEFORE INSERT ON continuity_event
  FOR EACH ROW EXECUTE FUNCTION continuity_follows();
CREATE TRIGGER continuity_event_stands BEFORE UPDATE OR DELETE ON continuity_event
  FOR EACH ROW EXECUTE FUNCTION continuity_stands();
CREATE TRIGGER continuity_signature_stands BEFORE UPDATE OR DELETE ON continuity_signature
  FOR EACH ROW EXECUTE FUNCTION continuity_stands();
CREATE TRIGGER continuity_event_kept BEFORE TRUNCATE ON continuity_event
  FOR EACH STATEMENT EXECUTE FUNCTION continuity_stands();
CREATE TRIGGER continuity_signature_kept BEFORE TRUNCATE ON continuity_signature
  FOR EACH STATEMENT EXECUTE FUNCTION continuity_stands();
"""


def upgrade() -> None:
    op.create_table(
        "property_store",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["keeper_id"], ["user.id"], name=op.f("fk_property_store_keeper_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_store")),
        sa.UniqueConstraint("name", name=op.f("uq_property_store_name")),
    )
    op.create_table(
        "property_shelf",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("store_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "shelf_kind",
            sa.Enum(
                "shelf",
                "safe",
                "drugs",
                "firearms",
                "cold",
                name="shelfkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id"], ["property_store.id"], name=op.f("fk_property_shelf_store_id_property_store")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_shelf")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_property_shelf_store_id_code")),
    )
    op.create_table(
        "exhibit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("producer_id", sa.Uuid(), nullable=True),
        sa.Column("producer", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_where", sa.Text(), nullable=False),
        sa.Column("found_by_id", sa.Uuid(), nullable=False),
        sa.Column("seized_under", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "none",
                "sensitive",
                "intimate",
                "indecent",
                name="sensitivity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("hazards", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("whereabouts", _where("whereabouts"), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=True),
        sa.Column("shelf_id", sa.Uuid(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_exhibit_crime_id_crime")),
        sa.ForeignKeyConstraint(["found_by_id"], ["user.id"], name=op.f("fk_exhibit_found_by_id_user")),
        sa.ForeignKeyConstraint(["holder_id"], ["user.id"], name=op.f("fk_exhibit_holder_id_user")),
        sa.ForeignKeyConstraint(["id"], ["thing.id"], name=op.f("fk_exhibit_id_thing")),
        sa.ForeignKeyConstraint(["parent_id"], ["exhibit.id"], name=op.f("fk_exhibit_parent_id_exhibit")),
        sa.ForeignKeyConstraint(["producer_id"], ["user.id"], name=op.f("fk_exhibit_producer_id_user")),
        sa.ForeignKeyConstraint(["shelf_id"], ["property_shelf.id"], name=op.f("fk_exhibit_shelf_id_property_shelf")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit")),
        sa.UniqueConstraint("crime_id", "mark", name=op.f("uq_exhibit_crime_id_mark")),
    )
    op.create_index(op.f("ix_exhibit_crime_id"), "exhibit", ["crime_id"], unique=False)
    op.create_index(op.f("ix_exhibit_found_by_id"), "exhibit", ["found_by_id"], unique=False)
    op.create_index(
        "ix_exhibit_holder", "exhibit", ["holder_id"], unique=False, postgresql_where="holder_id IS NOT NULL"
    )
    op.create_index(op.f("ix_exhibit_parent_id"), "exhibit", ["parent_id"], unique=False)
    op.create_index("ix_exhibit_shelf", "exhibit", ["shelf_id"], unique=False, postgresql_where="shelf_id IS NOT NULL")
    op.create_index("ix_exhibit_where", "exhibit", ["whereabouts", "id"], unique=False)
    op.create_table(
        "continuity_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("from_where", _where("leftwhere"), nullable=False),
        sa.Column("from_user_id", sa.Uuid(), nullable=True),
        sa.Column("from_shelf_id", sa.Uuid(), nullable=True),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("to_where", _where("towhere"), nullable=False),
        sa.Column("to_user_id", sa.Uuid(), nullable=True),
        sa.Column("to_shelf_id", sa.Uuid(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("seal_before", sa.Text(), nullable=False),
        sa.Column("seal_intact", sa.Boolean(), nullable=True),
        sa.Column("seal_after", sa.Text(), nullable=False),
        sa.Column("seal_why", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_continuity_event_by_id_user")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["continuity_event.id"], name=op.f("fk_continuity_event_corrects_id_continuity_event")
        ),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_continuity_event_exhibit_id_exhibit")),
        sa.ForeignKeyConstraint(
            ["from_shelf_id"], ["property_shelf.id"], name=op.f("fk_continuity_event_from_shelf_id_property_shelf")
        ),
        sa.ForeignKeyConstraint(["from_user_id"], ["user.id"], name=op.f("fk_continuity_event_from_user_id_user")),
        sa.ForeignKeyConstraint(
            ["to_shelf_id"], ["property_shelf.id"], name=op.f("fk_continuity_event_to_shelf_id_property_shelf")
        ),
        sa.ForeignKeyConstraint(["to_user_id"], ["user.id"], name=op.f("fk_continuity_event_to_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_continuity_event")),
        sa.UniqueConstraint("exhibit_id", "number", name=op.f("uq_continuity_event_exhibit_id_number")),
    )
    op.create_index(op.f("ix_continuity_event_by_id"), "continuity_event", ["by_id"], unique=False)
    op.create_index(op.f("ix_continuity_event_exhibit_id"), "continuity_event", ["exhibit_id"], unique=False)
    op.create_table(
        "exhibit_seal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_exhibit_seal_by_id_user")),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_exhibit_seal_exhibit_id_exhibit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_seal")),
        sa.UniqueConstraint("number", name=op.f("uq_exhibit_seal_number")),
    )
    op.create_index(op.f("ix_exhibit_seal_by_id"), "exhibit_seal", ["by_id"], unique=False)
    op.create_index(op.f("ix_exhibit_seal_exhibit_id"), "exhibit_seal", ["exhibit_id"], unique=False)
    op.create_table(
        "continuity_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("giver", "receiver", name="signedas", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "on-screen",
                "on-paper",
                "refused",
                "unable",
                name="signedhow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_continuity_signature_by_id_user")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["continuity_event.id"], name=op.f("fk_continuity_signature_event_id_continuity_event")
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name=op.f("fk_continuity_signature_exhibit_id_exhibit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_continuity_signature")),
    )
    op.create_index(op.f("ix_continuity_signature_by_id"), "continuity_signature", ["by_id"], unique=False)
    op.create_index(op.f("ix_continuity_signature_event_id"), "continuity_signature", ["event_id"], unique=False)
    op.create_index(op.f("ix_continuity_signature_exhibit_id"), "continuity_signature", ["exhibit_id"], unique=False)
    op.add_column("entity", sa.Column("within_id", sa.Uuid(), nullable=True))
    op.create_index("ix_entity_within", "entity", ["within_id"], unique=False, postgresql_where="within_id IS NOT NULL")
    op.execute(
        "ALTER TABLE entity ADD CONSTRAINT fk_entity_within_id_entity "
        "FOREIGN KEY (within_id) REFERENCES entity (id) NOT VALID"
    )
    op.execute("ALTER TABLE entity VALIDATE CONSTRAINT fk_entity_within_id_entity")
    op.execute(GUARDS)


def downgrade() -> None:
    op.execute("DROP FUNCTION continuity_follows() CASCADE")
    op.execute("DROP FUNCTION continuity_stands() CASCADE")
    op.drop_constraint(op.f("fk_entity_within_id_entity"), "entity", type_="foreignkey")
    op.drop_index("ix_entity_within", table_name="entity", postgresql_where="within_id IS NOT NULL")
    op.drop_column("entity", "within_id")
    op.drop_index(op.f("ix_continuity_signature_exhibit_id"), table_name="continuity_signature")
    op.drop_index(op.f("ix_continuity_signature_event_id"), table_name="continuity_signature")
    op.drop_index(op.f("ix_continuity_signature_by_id"), table_name="continuity_signature")
    op.drop_table("continuity_signature")
    op.drop_index(op.f("ix_exhibit_seal_exhibit_id"), table_name="exhibit_seal")
    op.drop_index(op.f("ix_exhibit_seal_by_id"), table_name="exhibit_seal")
    op.drop_table("exhibit_seal")
    op.drop_index(op.f("ix_continuity_event_exhibit_id"), table_name="continuity_event")
    op.drop_index(op.f("ix_continuity_event_by_id"), table_name="continuity_event")
    op.drop_table("continuity_event")
    op.drop_index("ix_exhibit_where", table_name="exhibit")
    op.drop_index("ix_exhibit_shelf", table_name="exhibit", postgresql_where="shelf_id IS NOT NULL")
    op.drop_index(op.f("ix_exhibit_parent_id"), table_name="exhibit")
    op.drop_index("ix_exhibit_holder", table_name="exhibit", postgresql_where="holder_id IS NOT NULL")
    op.drop_index(op.f("ix_exhibit_found_by_id"), table_name="exhibit")
    op.drop_index(op.f("ix_exhibit_crime_id"), table_name="exhibit")
    op.drop_table("exhibit")
    op.drop_table("property_shelf")
    op.drop_table("property_store")


def _where(constraint: str) -> sa.Enum:
    states = (
        "found",
        "in-possession",
        "in-store",
        "at-lab",
        "at-court",
        "with-cps",
        "with-defence",
        "returned",
        "destroyed",
        "lost",
    )
    return sa.Enum(*states, name=constraint, native_enum=False, create_constraint=True, length=40)
