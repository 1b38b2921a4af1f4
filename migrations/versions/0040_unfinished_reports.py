"""Keep reports that are half taken down, for whoever takes them

A new table, empty, and the index of reports that wait by what every plan can prove: no row that is there changes, and
the release before goes on without them. On the way back what was typed and not taken down is lost.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "incident_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_incident_draft_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_draft")),
    )
    op.create_index(op.f("ix_incident_draft_by_id"), "incident_draft", ["by_id"], unique=False)
    _index_waiting("decided_at IS NULL")


def downgrade() -> None:
    _index_waiting("standing = 'undecided'")
    op.drop_index(op.f("ix_incident_draft_by_id"), table_name="incident_draft")
    op.drop_table("incident_draft")


def _index_waiting(which: str) -> None:
    op.drop_index("ix_incident_waiting", table_name="incident")
    op.create_index("ix_incident_waiting", "incident", ["decide_by", "id"], unique=False, postgresql_where=which)
