"""Keep visits of independent custody visitors

A new table, empty. No row that is there changes, and the release before this one runs on with it.
Going back loses the visits recorded since.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "custody_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visitors", sa.Text(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("spoken_to", sa.Integer(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_visit_by_id_user")),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_visit_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_visit")),
    )
    op.create_index(op.f("ix_custody_visit_by_id"), "custody_visit", ["by_id"], unique=False)
    op.create_index("ix_custody_visit_suite", "custody_visit", ["suite_id", "visited_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_custody_visit_suite", table_name="custody_visit")
    op.drop_index(op.f("ix_custody_visit_by_id"), table_name="custody_visit")
    op.drop_table("custody_visit")
