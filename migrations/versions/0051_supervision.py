"""Supervisors' reviews, what investigations wait for, and what is said when they are closed

New tables, empty. The release before this one runs on without them. Going back loses reviews and statements; the log, with
every one of them, stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0062"


def upgrade() -> None:
    op.create_table(
        "supervisor_review",
        *_head(),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("raised", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("unmet", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_id", sa.Uuid(), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_supervisor_review_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_supervisor_review_crime_id_crime")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_supervisor_review_officer_id_user")),
        sa.ForeignKeyConstraint(["told_id"], ["task.id"], name=op.f("fk_supervisor_review_told_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisor_review")),
    )
    _index("supervisor_review", "by_id", "crime_id", "officer_id")
    op.create_table(
        "crime_wait",
        *_head(),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_crime_wait_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_wait_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_wait")),
    )
    _index("crime_wait", "by_id", "crime_id")
    op.create_index("ix_crime_wait_open", "crime_wait", ["crime_id"], postgresql_where=sa.text("ended_at IS NULL"))
    op.create_table(
        "closing_statement",
        *_head(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_closing_statement_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_closing_statement_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_statement")),
    )
    _index("closing_statement", "by_id", "crime_id")


def downgrade() -> None:
    for table in ("closing_statement", "crime_wait", "supervisor_review"):
        op.drop_table(table)


def _head() -> list[sa.Column[object]]:
    """The columns that every table begins with."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
