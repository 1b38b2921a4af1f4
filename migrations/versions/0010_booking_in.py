"""Half-filled pages of booking-in, and when it was complete

One new table and one new empty column: the release before works on beside them. Undone, drafts that nobody has finished
are lost; what is on the record is not.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0008"


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


def downgrade() -> None:
    op.drop_column("detention", "booked_in_at")
    op.drop_index(op.f("ix_custody_booking_draft_detention_id"), table_name="custody_booking_draft")
    op.drop_index(op.f("ix_custody_booking_draft_by_id"), table_name="custody_booking_draft")
    op.drop_table("custody_booking_draft")
