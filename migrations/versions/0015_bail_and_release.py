"""Bail before charge, its extensions and pauses, and every way that detention ends

Detentions that are there keep how they ended; what is new about them is empty. More ways to end are allowed from now
on, so going back is refused by the database while a detention has ended in one of them. The release before works on.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0012c"

BEFORE = ("refused", "no-further-action", "under-investigation", "charged-and-bailed", "charged-and-kept")
SINCE = (
    *BEFORE,
    "bailed",
    "conditional-caution",
    "simple-caution",
    "youth-caution",
    "youth-conditional-caution",
    "penalty-notice",
    "community-resolution",
    "cannabis-warning",
    "reported",
    "warrant",
    "recall",
    "other-force",
    "immigration",
    "mental-health",
)


def _allow_disposals(allowed: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint("disposal", "detention")
    op.execute(f"ALTER TABLE detention ADD CONSTRAINT disposal CHECK (disposal IN ({listed})) NOT VALID")
    op.execute("ALTER TABLE detention VALIDATE CONSTRAINT disposal")


def upgrade() -> None:
    _allow_disposals(SINCE)
    op.create_table(
        "custody_bail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "power",
            sa.Enum(
                "37(2)",
                "34(5)",
                "37(7)(a)",
                "37(7)(b)",
                "41(7)",
                "42(10)",
                "43(15)",
                "43(18)",
                "44(7)",
                name="bailpower",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("necessary_why", sa.Text(), nullable=False),
        sa.Column("regard", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("representations", sa.Text(), nullable=False),
        sa.Column("conditions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("conditions_words", sa.Text(), nullable=False),
        sa.Column("return_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("return_suite_id", sa.Uuid(), nullable=False),
        sa.Column(
            "early",
            sa.Enum(
                "other-bail",
                "decision-sooner",
                name="earlyreturn",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("court_until", sa.Date(), nullable=True),
        sa.Column("period_ends", sa.Date(), nullable=True),
        sa.Column(
            "views",
            sa.Enum(
                "asked",
                "representative",
                "not-practicable",
                "no-victim",
                name="viewsofvictim",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("victim_said", sa.Text(), nullable=False),
        sa.Column("victim_not_asked_why", sa.Text(), nullable=False),
        sa.Column("victim_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ended_by",
            sa.Enum(
                "answered",
                "not-answered",
                "breach",
                "new-evidence",
                "ended",
                name="bailend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_bail_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_bail_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["return_suite_id"], ["custody_suite.id"], name=op.f("fk_custody_bail_return_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_bail")),
    )
    op.create_index(op.f("ix_custody_bail_by_id"), "custody_bail", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_bail_detention_id"), "custody_bail", ["detention_id"], unique=False)
    op.create_index(
        "ix_custody_bail_period", "custody_bail", ["period_ends"], unique=False, postgresql_where="ended_at IS NULL"
    )
    op.create_index(
        "ix_custody_bail_return", "custody_bail", ["return_at"], unique=False, postgresql_where="ended_at IS NULL"
    )
    op.create_index(op.f("ix_custody_bail_return_suite_id"), "custody_bail", ["return_suite_id"], unique=False)
    op.create_index(
        "uq_custody_bail_open", "custody_bail", ["detention_id"], unique=True, postgresql_where="ended_at IS NULL"
    )
    op.create_table(
        "custody_bail_extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decider",
            sa.Enum(
                "inspector",
                "superintendent",
                "commander",
                "court",
                name="decider",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("to_months", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("suspects_guilt", sa.Text(), nullable=False),
        sa.Column("more_time", sa.Text(), nullable=False),
        sa.Column("diligent", sa.Text(), nullable=False),
        sa.Column("necessary", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("representations", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("result_told", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_custody_bail_extension_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_custody_bail_extension_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_bail_extension_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_bail_extension")),
    )
    op.create_index(
        op.f("ix_custody_bail_extension_asked_by_id"), "custody_bail_extension", ["asked_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_bail_extension_detention_id"), "custody_bail_extension", ["detention_id"], unique=False
    )
    op.create_index(
        "uq_custody_bail_extension_open",
        "custody_bail_extension",
        ["detention_id"],
        unique=True,
        postgresql_where="decided_at IS NULL",
    )
    op.create_table(
        "custody_bail_pause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("prosecutor", "in-patient", name="pausekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("requested", sa.Boolean(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_bail_pause_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_bail_pause")),
    )
    op.create_index(op.f("ix_custody_bail_pause_detention_id"), "custody_bail_pause", ["detention_id"], unique=False)
    op.add_column("custody_block_done", sa.Column("again_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("detention", sa.Column("disposal_reason", sa.Text(), server_default="", nullable=False))
    op.add_column("detention", sa.Column("notice_given", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("detention", sa.Column("review_on", sa.Date(), nullable=True))
    op.add_column("detention", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("detention", sa.Column("reauthorised_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_detention_review_on",
        "detention",
        ["review_on"],
        unique=False,
        postgresql_where=sa.text("review_on IS NOT NULL"),
    )


def downgrade() -> None:
    _allow_disposals(BEFORE)
    op.drop_index("ix_detention_review_on", table_name="detention", postgresql_where=sa.text("review_on IS NOT NULL"))
    op.drop_column("detention", "reauthorised_at")
    op.drop_column("detention", "returned_at")
    op.drop_column("detention", "review_on")
    op.drop_column("detention", "notice_given")
    op.drop_column("detention", "disposal_reason")
    op.drop_column("custody_block_done", "again_since")
    op.drop_index(op.f("ix_custody_bail_pause_detention_id"), table_name="custody_bail_pause")
    op.drop_table("custody_bail_pause")
    op.drop_index(
        "uq_custody_bail_extension_open", table_name="custody_bail_extension", postgresql_where="decided_at IS NULL"
    )
    op.drop_index(op.f("ix_custody_bail_extension_detention_id"), table_name="custody_bail_extension")
    op.drop_index(op.f("ix_custody_bail_extension_asked_by_id"), table_name="custody_bail_extension")
    op.drop_table("custody_bail_extension")
    op.drop_index("uq_custody_bail_open", table_name="custody_bail", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_bail_return_suite_id"), table_name="custody_bail")
    op.drop_index("ix_custody_bail_return", table_name="custody_bail", postgresql_where="ended_at IS NULL")
    op.drop_index("ix_custody_bail_period", table_name="custody_bail", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_bail_detention_id"), table_name="custody_bail")
    op.drop_index(op.f("ix_custody_bail_by_id"), table_name="custody_bail")
    op.drop_table("custody_bail")
