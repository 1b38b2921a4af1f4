"""What brings somebody into custody, with a limit of its own where no PACE clock runs

Columns that have a default: everybody so far was arrested for an offence. A new table for warrants, recalls and other
powers, and ways out for those held on them. On the way back nobody may have left in one of the new ways. The release
before works on beside them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

KINDS = (
    "arrest",
    "street-bail",
    "warrant",
    "warrant-with-bail",
    "breach-of-court-bail",
    "recall",
    "place-of-safety",
    "immigration",
    "remand",
    "produced",
)
BEFORE = (
    "refused",
    "no-further-action",
    "under-investigation",
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
    "charged-and-bailed",
    "charged-and-kept",
)
SINCE = (*BEFORE, "bailed-on-warrant", "taken-to-court", "back-to-prison", "no-longer-held")


def _kind() -> sa.Enum:
    return sa.Enum(*KINDS, name="arrivalkind", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    _allow_disposals(SINCE)
    op.add_column("detention", sa.Column("arrival", _kind(), server_default="arrest", nullable=False))
    op.add_column("detention", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "custody_other_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("murder", sa.Boolean(), nullable=False),
        sa.Column("removal_set", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("nowhere_else", sa.Text(), nullable=False),
        sa.Column("inspector_id", sa.Uuid(), nullable=True),
        sa.Column("health_there", sa.Boolean(), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_by_id", sa.Uuid(), nullable=True),
        sa.Column("doctor", sa.Text(), nullable=False),
        sa.Column("extended_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_other_hold_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["extended_by_id"], ["user.id"], name=op.f("fk_custody_other_hold_extended_by_id_user")
        ),
        sa.ForeignKeyConstraint(["inspector_id"], ["user.id"], name=op.f("fk_custody_other_hold_inspector_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_other_hold")),
        sa.UniqueConstraint("detention_id", name=op.f("uq_custody_other_hold_detention_id")),
    )
    op.create_index(op.f("ix_custody_other_hold_detention_id"), "custody_other_hold", ["detention_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_other_hold_detention_id"), table_name="custody_other_hold")
    op.drop_table("custody_other_hold")
    op.drop_column("detention", "held_until")
    op.drop_column("detention", "arrival")
    _allow_disposals(BEFORE)


def _allow_disposals(allowed: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint("disposal", "detention")
    op.execute(f"ALTER TABLE detention ADD CONSTRAINT disposal CHECK (disposal IN ({listed})) NOT VALID")
    op.execute("ALTER TABLE detention VALIDATE CONSTRAINT disposal")
