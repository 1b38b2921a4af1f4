"""The plan of an investigation: lines of enquiry, and the actions under them

New tables, empty. The release before this one runs on without them: what an action is to somebody is a task, which it
shows. Going back loses the plans; tasks and the log, with every decision and result, stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "line_of_enquiry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "points",
            sa.Enum("towards", "away", "either", name="points", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("pursued", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspect_id", sa.Uuid(), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_line_of_enquiry_crime_id_crime")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_line_of_enquiry_decided_by_id_user")),
        sa.ForeignKeyConstraint(["suspect_id"], ["person.id"], name=op.f("fk_line_of_enquiry_suspect_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_of_enquiry")),
    )
    op.create_index(op.f("ix_line_of_enquiry_crime_id"), "line_of_enquiry", ["crime_id"], unique=False)
    op.create_index(op.f("ix_line_of_enquiry_decided_by_id"), "line_of_enquiry", ["decided_by_id"], unique=False)
    op.create_index(op.f("ix_line_of_enquiry_suspect_id"), "line_of_enquiry", ["suspect_id"], unique=False)
    op.create_table(
        "enquiry_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum(
                "routine",
                "high",
                "fast-track",
                name="actionpriority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_why", sa.Text(), nullable=False),
        sa.Column("suspect_id", sa.Uuid(), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_enquiry_action_crime_id_crime")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["line_of_enquiry.id"], name=op.f("fk_enquiry_action_line_id_line_of_enquiry")
        ),
        sa.ForeignKeyConstraint(["raised_by_id"], ["user.id"], name=op.f("fk_enquiry_action_raised_by_id_user")),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["user.id"], name=op.f("fk_enquiry_action_reviewed_by_id_user")),
        sa.ForeignKeyConstraint(["suspect_id"], ["person.id"], name=op.f("fk_enquiry_action_suspect_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_enquiry_action_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_action")),
        sa.UniqueConstraint("crime_id", "number", name=op.f("uq_enquiry_action_crime_id_number")),
        sa.UniqueConstraint("task_id", name=op.f("uq_enquiry_action_task_id")),
    )
    op.create_index(op.f("ix_enquiry_action_crime_id"), "enquiry_action", ["crime_id"], unique=False)
    op.create_index(op.f("ix_enquiry_action_line_id"), "enquiry_action", ["line_id"], unique=False)
    op.create_index(op.f("ix_enquiry_action_raised_by_id"), "enquiry_action", ["raised_by_id"], unique=False)
    op.create_index(op.f("ix_enquiry_action_suspect_id"), "enquiry_action", ["suspect_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_enquiry_action_suspect_id"), table_name="enquiry_action")
    op.drop_index(op.f("ix_enquiry_action_raised_by_id"), table_name="enquiry_action")
    op.drop_index(op.f("ix_enquiry_action_line_id"), table_name="enquiry_action")
    op.drop_index(op.f("ix_enquiry_action_crime_id"), table_name="enquiry_action")
    op.drop_table("enquiry_action")
    op.drop_index(op.f("ix_line_of_enquiry_suspect_id"), table_name="line_of_enquiry")
    op.drop_index(op.f("ix_line_of_enquiry_decided_by_id"), table_name="line_of_enquiry")
    op.drop_index(op.f("ix_line_of_enquiry_crime_id"), table_name="line_of_enquiry")
    op.drop_table("line_of_enquiry")
