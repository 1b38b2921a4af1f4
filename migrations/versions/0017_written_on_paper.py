"""What was written on paper while the server was gone

A new table: the release before works on beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "custody_paper_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "check",
                "meal",
                "medicine",
                "cell",
                "review",
                "log",
                name="paperkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("typed_by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_paper_entry_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_paper_entry_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["typed_by_id"], ["user.id"], name=op.f("fk_custody_paper_entry_typed_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_paper_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_custody_paper_entry_key")),
    )
    op.create_index(op.f("ix_custody_paper_entry_by_id"), "custody_paper_entry", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_paper_entry_detention_id"), "custody_paper_entry", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_paper_entry_typed_by_id"), "custody_paper_entry", ["typed_by_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_paper_entry_typed_by_id"), table_name="custody_paper_entry")
    op.drop_index(op.f("ix_custody_paper_entry_detention_id"), table_name="custody_paper_entry")
    op.drop_index(op.f("ix_custody_paper_entry_by_id"), table_name="custody_paper_entry")
    op.drop_table("custody_paper_entry")
