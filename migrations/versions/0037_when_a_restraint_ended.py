"""Keep when a restraint in a cell was taken off, and by whom

Of the restraints that are written down nothing is known of their end: that is owed. On the way back it is lost; the log
keeps it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("custody_incident", sa.Column("restraint_ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("custody_incident", sa.Column("restraint_ended_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_custody_incident_restraint_ended_by_id_user"),
        "custody_incident",
        "user",
        ["restraint_ended_by_id"],
        ["id"],
    )
    op.create_index(op.f("ix_custody_incident_restraint_ended_by_id"), "custody_incident", ["restraint_ended_by_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_incident_restraint_ended_by_id"), table_name="custody_incident")
    op.drop_column("custody_incident", "restraint_ended_by_id")
    op.drop_column("custody_incident", "restraint_ended_at")
