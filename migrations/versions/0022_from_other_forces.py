"""Where somebody was held before they came from another force

A new table alone. The release before works on beside it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "custody_transfer_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "came_as",
            sa.Enum(
                "arrested-there-for-us",
                "held-there-for-theirs",
                "same-offence",
                "arrested-outside",
                name="cameas",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("sought_for", sa.Text(), nullable=False),
        sa.Column("questioned", sa.Boolean(), nullable=True),
        sa.Column("handed_by", sa.Text(), nullable=False),
        sa.Column("escort_number", sa.Text(), nullable=False),
        sa.Column("record_copy", sa.Boolean(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("medicines", sa.Text(), nullable=False),
        sa.Column("property_came", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("fact_ids", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_transfer_in_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_transfer_in_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_transfer_in")),
    )
    op.create_index(op.f("ix_custody_transfer_in_by_id"), "custody_transfer_in", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_transfer_in_detention_id"), "custody_transfer_in", ["detention_id"], unique=False)
    op.create_index("uq_custody_transfer_in_once", "custody_transfer_in", ["detention_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_custody_transfer_in_once", table_name="custody_transfer_in")
    op.drop_index(op.f("ix_custody_transfer_in_detention_id"), table_name="custody_transfer_in")
    op.drop_index(op.f("ix_custody_transfer_in_by_id"), table_name="custody_transfer_in")
    op.drop_table("custody_transfer_in")
