"""Statements of witnesses and victims with their signatures, and what a witness needs at court

New tables, empty, and new columns of victim_care with defaults that stay, so that the release before this one goes on
inserting. A statement is changed until it is signed; then the database lets nobody change or remove it, nor its
signature. Going back loses the statements.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0055"
down_revision = "0054"

GUARDS = """
CREATE FUNCTION statement_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    IF OLD.signed_at IS NULL THEN
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
  END IF;
  RAISE EXCEPTION 'a signed statement stands as it was signed: make a correcting one' USING ERRCODE = '42501';
END $$;

CREATE TRIGGER witness_statement_stands BEFORE UPDATE OR DELETE ON witness_statement
  FOR EACH ROW EXECUTE FUNCTION statement_stands();
CREATE TRIGGER statement_signature_stands BEFORE UPDATE OR DELETE ON statement_signature
  FOR EACH ROW EXECUTE FUNCTION statement_stands();
CREATE TRIGGER witness_statement_kept BEFORE TRUNCATE ON witness_statement
  FOR EACH STATEMENT EXECUTE FUNCTION statement_stands();
CREATE TRIGGER statement_signature_kept BEFORE TRUNCATE ON statement_signature
  FOR EACH STATEMENT EXECUTE FUNCTION statement_stands();
"""


def upgrade() -> None:
    texts, no_texts = postgresql.ARRAY(sa.Text()), "{}"
    op.add_column("victim_care", sa.Column("vulnerable", texts, nullable=False, server_default=no_texts))
    op.add_column("victim_care", sa.Column("dates_to_avoid", sa.Text(), nullable=False, server_default=""))
    op.add_column("victim_care", sa.Column("dates_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("victim_care", sa.Column("statement_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("victim_care", sa.Column("vps_offered_on", sa.Date(), nullable=True))
    op.add_column("victim_care", sa.Column("vps_wanted", sa.Boolean(), nullable=True))
    op.add_column("victim_care", sa.Column("vps_aloud", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "statement_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Uuid(), nullable=False),
        sa.Column("typed", postgresql.JSONB(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_statement_draft_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_draft")),
        sa.UniqueConstraint("by_id", "slot", name=op.f("uq_statement_draft_by_id_slot")),
    )
    op.create_index(op.f("ix_statement_draft_by_id"), "statement_draft", ["by_id"], unique=False)
    _create_statement()
    _create_signature()
    op.execute(GUARDS)


def _create_statement() -> None:
    kind = sa.Enum("witness", "personal", name="statementkind", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "witness_statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("corrects_why", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("over_18", sa.Boolean(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("cannot_read", sa.Boolean(), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interpreted_by", sa.Text(), nullable=False),
        sa.Column("taken_where", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_witness_statement_crime_id_crime")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_witness_statement_party_id_entity")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["witness_statement.id"], name=op.f("fk_witness_statement_corrects_id_witness_statement")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user.id"], name=op.f("fk_witness_statement_taken_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_statement")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_witness_statement_corrects_id")),
    )
    for column in ("crime_id", "party_id", "taken_by_id"):
        op.create_index(op.f(f"ix_witness_statement_{column}"), "witness_statement", [column], unique=False)


def _create_signature() -> None:
    how = sa.Enum(
        "on-screen",
        "on-paper",
        "refused",
        "unable",
        name="signedhow",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "statement_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("how", how, nullable=False),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_statement_signature_crime_id_crime")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_statement_signature_party_id_entity")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["witness_statement.id"],
            name=op.f("fk_statement_signature_statement_id_witness_statement"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_statement_signature_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_signature")),
    )
    for column in ("crime_id", "party_id", "statement_id", "by_id"):
        op.create_index(op.f(f"ix_statement_signature_{column}"), "statement_signature", [column], unique=False)


def downgrade() -> None:
    op.drop_table("statement_signature")
    op.drop_table("witness_statement")
    op.drop_table("statement_draft")
    op.execute("DROP FUNCTION statement_stands")
    names = ("vulnerable", "dates_to_avoid", "dates_asked_at", "statement_asked_at")
    for name in (*names, "vps_offered_on", "vps_wanted", "vps_aloud"):
        op.drop_column("victim_care", name)
