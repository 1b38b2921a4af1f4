"""Keep what was seen to after a death or serious injury in custody

A new table, empty: of deaths and injuries that were written down before, all of it counts as not yet seen to until
somebody writes it down. The release before this one runs on with it and knows nothing of it. Going back loses what was
written in it; the lines of the log stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "custody_incident_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "scene",
                "professional-standards",
                "family",
                "coroner",
                name="followup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_incident_step_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_incident_step_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["custody_incident.id"], name=op.f("fk_custody_incident_step_incident_id_custody_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_incident_step")),
        sa.UniqueConstraint("incident_id", "step", name=op.f("uq_custody_incident_step_incident_id_step")),
    )
    op.create_index(op.f("ix_custody_incident_step_by_id"), "custody_incident_step", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_incident_step_detention_id"), "custody_incident_step", ["detention_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_incident_step_detention_id"), table_name="custody_incident_step")
    op.drop_index(op.f("ix_custody_incident_step_by_id"), table_name="custody_incident_step")
    op.drop_table("custody_incident_step")
