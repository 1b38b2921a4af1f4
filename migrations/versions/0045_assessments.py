"""Keep what was assessed of crimes: risk to the victim, threat and harm, solvability, stalking, hate

A new table, empty. No row that is there changes. On the way back what was assessed is lost; the lines of the logs stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045"
down_revision = "0044"

KINDS = ("dash", "dara", "thrive", "solvability", "stalking", "hate")


def upgrade() -> None:
    op.create_table(
        "crime_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="assessmentkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("first_level", sa.Integer(), nullable=True),
        sa.Column("decision", sa.Boolean(), nullable=True),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("child_present", sa.Boolean(), nullable=True),
        sa.Column("marac", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_by_id", sa.Uuid(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_assessment_crime_id_crime")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_crime_assessment_by_id_user")),
        sa.ForeignKeyConstraint(["looked_by_id"], ["user.id"], name=op.f("fk_crime_assessment_looked_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_assessment")),
    )
    op.create_index(op.f("ix_crime_assessment_crime_id"), "crime_assessment", ["crime_id"])
    op.create_index(op.f("ix_crime_assessment_by_id"), "crime_assessment", ["by_id"])
    op.create_index("ix_crime_assessment_kind", "crime_assessment", ["crime_id", "kind"])


def downgrade() -> None:
    op.drop_table("crime_assessment")
