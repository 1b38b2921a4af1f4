"""The policy file of an investigation: decisions and their reviews, which the database lets nobody change

New tables, empty. The release before this one runs on without them. Going back loses the decisions in them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0046"

GUARDS = """
CREATE FUNCTION policy_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the policy file stands as it was written: enter a later decision or a review' USING ERRCODE = '42501';
END $$;

CREATE TRIGGER policy_decision_stands BEFORE UPDATE OR DELETE ON policy_decision
  FOR EACH ROW EXECUTE FUNCTION policy_stands();
CREATE TRIGGER policy_review_stands BEFORE UPDATE OR DELETE ON policy_review
  FOR EACH ROW EXECUTE FUNCTION policy_stands();
CREATE TRIGGER policy_decision_kept BEFORE TRUNCATE ON policy_decision
  FOR EACH STATEMENT EXECUTE FUNCTION policy_stands();
CREATE TRIGGER policy_review_kept BEFORE TRUNCATE ON policy_review
  FOR EACH STATEMENT EXECUTE FUNCTION policy_stands();
"""


def upgrade() -> None:
    op.create_table(
        "policy_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_policy_decision_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_policy_decision_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_decision")),
        sa.UniqueConstraint("crime_id", "number", name=op.f("uq_policy_decision_crime_id_number")),
    )
    op.create_index(op.f("ix_policy_decision_by_id"), "policy_decision", ["by_id"], unique=False)
    op.create_index(op.f("ix_policy_decision_crime_id"), "policy_decision", ["crime_id"], unique=False)
    op.create_table(
        "policy_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_policy_review_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_policy_review_crime_id_crime")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["policy_decision.id"], name=op.f("fk_policy_review_decision_id_policy_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_review")),
    )
    op.create_index(op.f("ix_policy_review_by_id"), "policy_review", ["by_id"], unique=False)
    op.create_index(op.f("ix_policy_review_crime_id"), "policy_review", ["crime_id"], unique=False)
    op.create_index(op.f("ix_policy_review_decision_id"), "policy_review", ["decision_id"], unique=False)
    op.execute(GUARDS)


def downgrade() -> None:
    op.drop_index(op.f("ix_policy_review_decision_id"), table_name="policy_review")
    op.drop_index(op.f("ix_policy_review_crime_id"), table_name="policy_review")
    op.drop_index(op.f("ix_policy_review_by_id"), table_name="policy_review")
    op.drop_table("policy_review")
    op.drop_index(op.f("ix_policy_decision_crime_id"), table_name="policy_decision")
    op.drop_index(op.f("ix_policy_decision_by_id"), table_name="policy_decision")
    op.drop_table("policy_decision")
    op.execute("DROP FUNCTION policy_stands")
