"""Booking-in: half-filled pages, arrest and decision in full, how rights were told, signatures, contacts, identity

New tables and columns that have a value of their own: the release before works on beside them. Undone, what they hold
is lost: drafts, signatures, contacts, identity checks, and rights of the kinds that the release before did not know.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0008"

RIGHTS = "('someone-informed', 'legal-advice', 'codes-of-practice')"
RIGHTS_NOW = "('someone-informed', 'legal-advice', 'codes-of-practice', 'consulate', 'welfare', 'telephone')"


def upgrade() -> None:
    op.create_table(
        "custody_booking_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "block",
            sa.Enum(
                "who",
                "arrest",
                "decision",
                "rights",
                "risk",
                "care",
                "property",
                "searches",
                "contacts",
                name="block",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("typed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_booking_draft_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_booking_draft_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_booking_draft")),
        sa.UniqueConstraint(
            "detention_id", "block", "part", name=op.f("uq_custody_booking_draft_detention_id_block_part")
        ),
    )
    op.create_index(op.f("ix_custody_booking_draft_by_id"), "custody_booking_draft", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_booking_draft_detention_id"), "custody_booking_draft", ["detention_id"], unique=False
    )
    op.add_column("detention", sa.Column("booked_in_at", sa.DateTime(timezone=True), nullable=True))

    op.create_table(
        "custody_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "told",
                "message-left",
                "no-answer",
                "wrong-number",
                "refused",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_by_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_custody_contact_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_contact_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["tried_by_id"], ["user.id"], name=op.f("fk_custody_contact_tried_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_contact")),
    )
    op.create_index(op.f("ix_custody_contact_asked_by_id"), "custody_contact", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_custody_contact_detention_id"), "custody_contact", ["detention_id"], unique=False)
    op.create_table(
        "custody_identity_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "confirmed",
                "not-on-file",
                "somebody-else",
                "not-taken",
                name="fingerprints",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_identity_check_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_identity_check_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_custody_identity_check_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_identity_check")),
    )
    op.create_index(op.f("ix_custody_identity_check_by_id"), "custody_identity_check", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_identity_check_detention_id"), "custody_identity_check", ["detention_id"], unique=False
    )
    op.create_index(op.f("ix_custody_identity_check_person_id"), "custody_identity_check", ["person_id"], unique=False)
    op.create_table(
        "custody_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
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
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_signature_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_signature_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_signature")),
    )
    op.create_index(op.f("ix_custody_signature_by_id"), "custody_signature", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_signature_detention_id"), "custody_signature", ["detention_id"], unique=False)
    op.create_table(
        "custody_rights_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column(
            "notice",
            sa.Enum(
                "given",
                "easy-read",
                "refused",
                "later",
                name="notice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("adult_present", sa.Boolean(), nullable=False),
        sa.Column("signature_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_rights_told_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_rights_told_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"],
            ["custody_signature.id"],
            name=op.f("fk_custody_rights_told_signature_id_custody_signature"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_rights_told")),
    )
    op.create_index(op.f("ix_custody_rights_told_by_id"), "custody_rights_told", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_rights_told_detention_id"), "custody_rights_told", ["detention_id"], unique=False)
    op.add_column("detention", sa.Column("escorted_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("condition", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("wait_reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("arrest_area", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("sought_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("questioned_there", sa.Boolean(), nullable=True))
    op.add_column("detention", sa.Column("cautioned", sa.Boolean(), nullable=True))
    op.add_column("detention", sa.Column("caution_reply", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("arrest_force", sa.Boolean(), nullable=True))
    op.add_column("detention", sa.Column("arrest_force_detail", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("arrest_search", sa.Boolean(), nullable=True))
    op.add_column("detention", sa.Column("arrest_search_detail", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("decided_in_presence", sa.Boolean(), nullable=True))
    op.add_column("detention", sa.Column("absent_why", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("unfit_why", sa.Text(), nullable=False, server_default=""))
    op.add_column("detention", sa.Column("search_as", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("ethnicity_not_stated_why", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("dependants", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("next_of_kin", sa.Text(), nullable=False, server_default=""))
    _kinds(RIGHTS_NOW)


def downgrade() -> None:
    op.execute(
        "DELETE FROM custody_right_action USING custody_right r"
        " WHERE right_id = r.id AND r.kind IN ('consulate', 'welfare', 'telephone')"
    )
    op.execute("DELETE FROM custody_right WHERE kind IN ('consulate', 'welfare', 'telephone')")
    _kinds(RIGHTS)
    op.drop_column("person", "next_of_kin")
    op.drop_column("person", "dependants")
    op.drop_column("person", "ethnicity_not_stated_why")
    op.drop_column("detention", "search_as")
    op.drop_column("detention", "unfit_why")
    op.drop_column("detention", "absent_why")
    op.drop_column("detention", "decided_in_presence")
    op.drop_column("detention", "arrest_search_detail")
    op.drop_column("detention", "arrest_search")
    op.drop_column("detention", "arrest_force_detail")
    op.drop_column("detention", "arrest_force")
    op.drop_column("detention", "caution_reply")
    op.drop_column("detention", "cautioned")
    op.drop_column("detention", "questioned_there")
    op.drop_column("detention", "sought_by")
    op.drop_column("detention", "arrest_area")
    op.drop_column("detention", "wait_reason")
    op.drop_column("detention", "condition")
    op.drop_column("detention", "escorted_by")
    op.drop_index(op.f("ix_custody_rights_told_detention_id"), table_name="custody_rights_told")
    op.drop_index(op.f("ix_custody_rights_told_by_id"), table_name="custody_rights_told")
    op.drop_table("custody_rights_told")
    op.drop_index(op.f("ix_custody_signature_detention_id"), table_name="custody_signature")
    op.drop_index(op.f("ix_custody_signature_by_id"), table_name="custody_signature")
    op.drop_table("custody_signature")
    op.drop_index(op.f("ix_custody_identity_check_person_id"), table_name="custody_identity_check")
    op.drop_index(op.f("ix_custody_identity_check_detention_id"), table_name="custody_identity_check")
    op.drop_index(op.f("ix_custody_identity_check_by_id"), table_name="custody_identity_check")
    op.drop_table("custody_identity_check")
    op.drop_index(op.f("ix_custody_contact_detention_id"), table_name="custody_contact")
    op.drop_index(op.f("ix_custody_contact_asked_by_id"), table_name="custody_contact")
    op.drop_table("custody_contact")
    op.drop_column("detention", "booked_in_at")
    op.drop_index(op.f("ix_custody_booking_draft_detention_id"), table_name="custody_booking_draft")
    op.drop_index(op.f("ix_custody_booking_draft_by_id"), table_name="custody_booking_draft")
    op.drop_table("custody_booking_draft")


def _kinds(known: str) -> None:
    """Which rights there are. Not checked against rows that are there: they are among them already."""
    op.drop_constraint(op.f("rightkind"), "custody_right", type_="check")
    op.execute(f"ALTER TABLE custody_right ADD CONSTRAINT rightkind CHECK (kind IN {known}) NOT VALID")
    op.execute("ALTER TABLE custody_right VALIDATE CONSTRAINT rightkind")
