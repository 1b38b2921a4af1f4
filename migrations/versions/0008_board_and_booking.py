"""What the whiteboard says of each detainee, and which blocks of booking-in are done

New tables only: the release before works on beside them. Lines of detentions that are open already are said again as
somebody next writes on them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "custody_block_done",
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
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_block_done_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_block_done_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_block_done")),
        sa.UniqueConstraint("detention_id", "block", name=op.f("uq_custody_block_done_detention_id_block")),
    )
    op.create_index(op.f("ix_custody_block_done_by_id"), "custody_block_done", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_block_done_detention_id"), "custody_block_done", ["detention_id"], unique=False)
    op.create_table(
        "custody_board_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.Column("topics", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_board_line_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_board_line")),
        sa.UniqueConstraint("detention_id", name=op.f("uq_custody_board_line_detention_id")),
    )


def downgrade() -> None:
    op.drop_table("custody_board_line")
    op.drop_index(op.f("ix_custody_block_done_detention_id"), table_name="custody_block_done")
    op.drop_index(op.f("ix_custody_block_done_by_id"), table_name="custody_block_done")
    op.drop_table("custody_block_done")
