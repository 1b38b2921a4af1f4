"""Hand-overs of crimes between shifts, and what was done of the checklist of the first hours

New tables, empty. The release before this one runs on without them. Going back loses them; the log keeps each entry.
"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.create_table(
        "crime_hand_over",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_id", sa.Uuid(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_crime_hand_over_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_hand_over_crime_id_crime")),
        sa.ForeignKeyConstraint(["to_id"], ["user.id"], name=op.f("fk_crime_hand_over_to_id_user")),
        sa.ForeignKeyConstraint(["told_id"], ["task.id"], name=op.f("fk_crime_hand_over_told_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_hand_over")),
    )
    for column in ("by_id", "crime_id", "to_id"):
        op.create_index(op.f(f"ix_crime_hand_over_{column}"), "crime_hand_over", [column], unique=False)
    op.create_table(
        "golden_tick",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("needed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_golden_tick_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_golden_tick_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_golden_tick")),
        sa.UniqueConstraint("crime_id", "item", name=op.f("uq_golden_tick_crime_id_item")),
    )
    for column in ("by_id", "crime_id"):
        op.create_index(op.f(f"ix_golden_tick_{column}"), "golden_tick", [column], unique=False)


def downgrade() -> None:
    op.drop_table("golden_tick")
    op.drop_table("crime_hand_over")
