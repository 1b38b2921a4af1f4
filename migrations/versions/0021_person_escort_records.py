"""Person escort records, their risks and what happened under way

New tables alone. The release before works on beside them; it lets people leave without such a record.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "custody_escort_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "destination",
            sa.Enum(
                "court",
                "prison",
                "hospital",
                "other-force",
                "suite",
                "immigration",
                "elsewhere",
                name="destination",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("to_suite_id", sa.Uuid(), nullable=True),
        sa.Column("to_force", sa.Text(), nullable=False),
        sa.Column("sought_for", sa.Text(), nullable=False),
        sa.Column("questioned_about", sa.Boolean(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "legal_status",
            sa.Enum(
                "arrested",
                "charged",
                "warrant",
                "remanded",
                "recalled",
                "immigration",
                "mental-health",
                name="legalstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "escort_by",
            sa.Enum(
                "police",
                "contractor",
                "other-force",
                "ambulance",
                "other",
                name="escortby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("escorts", sa.Text(), nullable=False),
        sa.Column("vehicle", sa.Text(), nullable=False),
        sa.Column("restraint", sa.Text(), nullable=False),
        sa.Column("managing", sa.Text(), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("medicines", sa.Text(), nullable=False),
        sa.Column("medicines_along", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("items", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("property_note", sa.Text(), nullable=False),
        sa.Column("known", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_by_id", sa.Uuid(), nullable=True),
        sa.Column("handed_to", sa.Text(), nullable=False),
        sa.Column("signature_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_escort_record_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["handed_by_id"], ["user.id"], name=op.f("fk_custody_escort_record_handed_by_id_user")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_custody_escort_record_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["signature_id"],
            ["custody_signature.id"],
            name=op.f("fk_custody_escort_record_signature_id_custody_signature"),
        ),
        sa.ForeignKeyConstraint(["signed_by_id"], ["user.id"], name=op.f("fk_custody_escort_record_signed_by_id_user")),
        sa.ForeignKeyConstraint(
            ["to_suite_id"], ["custody_suite.id"], name=op.f("fk_custody_escort_record_to_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_escort_record")),
    )
    op.create_index(
        op.f("ix_custody_escort_record_detention_id"), "custody_escort_record", ["detention_id"], unique=False
    )
    op.create_index(op.f("ix_custody_escort_record_made_by_id"), "custody_escort_record", ["made_by_id"], unique=False)
    op.create_index(
        "uq_custody_escort_record_open",
        "custody_escort_record",
        ["detention_id"],
        unique=True,
        postgresql_where="handed_at IS NULL AND cancelled_at IS NULL",
    )
    op.create_table(
        "custody_escort_happening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escort_record_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "left",
                "check",
                "stop",
                "medicine",
                "refreshment",
                "restraint",
                "incident",
                "handed-on",
                "note",
                name="happening",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_escort_happening_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_escort_happening_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["escort_record_id"],
            ["custody_escort_record.id"],
            name=op.f("fk_custody_escort_happening_escort_record_id_custody_escort_record"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_escort_happening")),
    )
    op.create_index(op.f("ix_custody_escort_happening_by_id"), "custody_escort_happening", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_escort_happening_detention_id"), "custody_escort_happening", ["detention_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_escort_happening_escort_record_id"),
        "custody_escort_happening",
        ["escort_record_id"],
        unique=False,
    )
    op.create_table(
        "custody_escort_risk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escort_record_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "risk",
            sa.Enum(
                "self-harm",
                "violence",
                "escape",
                "arson",
                "hostage-taking",
                "weapons",
                "concealment",
                "infection",
                "illness",
                "substances",
                "mental-health",
                "disability",
                "pregnancy",
                "vulnerable",
                "sexual",
                "domestic",
                "conflict",
                "terrorism",
                "other",
                name="escortrisk",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("applies", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_escort_risk_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["escort_record_id"],
            ["custody_escort_record.id"],
            name=op.f("fk_custody_escort_risk_escort_record_id_custody_escort_record"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_escort_risk")),
    )
    op.create_index(op.f("ix_custody_escort_risk_detention_id"), "custody_escort_risk", ["detention_id"], unique=False)
    op.create_index(
        op.f("ix_custody_escort_risk_escort_record_id"), "custody_escort_risk", ["escort_record_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_escort_risk_escort_record_id"), table_name="custody_escort_risk")
    op.drop_index(op.f("ix_custody_escort_risk_detention_id"), table_name="custody_escort_risk")
    op.drop_table("custody_escort_risk")
    op.drop_index(op.f("ix_custody_escort_happening_escort_record_id"), table_name="custody_escort_happening")
    op.drop_index(op.f("ix_custody_escort_happening_detention_id"), table_name="custody_escort_happening")
    op.drop_index(op.f("ix_custody_escort_happening_by_id"), table_name="custody_escort_happening")
    op.drop_table("custody_escort_happening")
    op.drop_index(
        "uq_custody_escort_record_open",
        table_name="custody_escort_record",
        postgresql_where="handed_at IS NULL AND cancelled_at IS NULL",
    )
    op.drop_index(op.f("ix_custody_escort_record_made_by_id"), table_name="custody_escort_record")
    op.drop_index(op.f("ix_custody_escort_record_detention_id"), table_name="custody_escort_record")
    op.drop_table("custody_escort_record")
