"""What each outcome of a crime rests on, and victims' requests that a decision not to charge be reviewed

New columns of crime_outcome are empty for outcomes that are there: they were decided before these were asked. Their
defaults stay, so that the release before this one goes on inserting. A new table, empty. Going back loses both.
"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"

BOOLEANS = ("admitted", "consented", "sufficient", "review_told")
TEXTS = ("adult", "decider", "evidence", "victim_view", "activity", "provider", "limit_said")


def upgrade() -> None:
    for name in BOOLEANS:
        op.add_column("crime_outcome", sa.Column(name, sa.Boolean(), nullable=True))
    for name in TEXTS:
        op.add_column("crime_outcome", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("crime_outcome", sa.Column("overturned_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "victim_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("why_late", sa.Text(), nullable=False),
        sa.Column("by_cps", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overturned", sa.Boolean(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("prosecutor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_victim_review_crime_id_crime")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_victim_review_party_id_entity")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["crime_outcome.id"], name=op.f("fk_victim_review_outcome_id_crime_outcome")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_victim_review_entered_by_id_user")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["user.id"], name=op.f("fk_victim_review_reviewer_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_review")),
        sa.UniqueConstraint("outcome_id", "party_id", name=op.f("uq_victim_review_outcome_id_party_id")),
    )
    op.create_index(op.f("ix_victim_review_crime_id"), "victim_review", ["crime_id"], unique=False)
    op.create_index(op.f("ix_victim_review_party_id"), "victim_review", ["party_id"], unique=False)
    op.create_index(op.f("ix_victim_review_entered_by_id"), "victim_review", ["entered_by_id"], unique=False)
    op.create_index(
        "ix_victim_review_open", "victim_review", ["due_on", "id"], unique=False, postgresql_where="answered_at IS NULL"
    )


def downgrade() -> None:
    op.drop_table("victim_review")
    for name in (*BOOLEANS, *TEXTS, "overturned_at"):
        op.drop_column("crime_outcome", name)
