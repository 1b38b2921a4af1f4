"""Who is on duty in a suite, and what was told of as late

New tables, and columns that have a default: the release before works on beside them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012c"
down_revision = "0012b"


def upgrade() -> None:
    op.create_table(
        "custody_on_duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(
                "custody-officer",
                "inspector",
                "detention-officer",
                "nurse",
                name="duty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("why_below", sa.Text(), nullable=False),
        sa.Column("involved", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_on_duty_suite_id_custody_suite")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_custody_on_duty_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_on_duty")),
    )
    op.create_index(op.f("ix_custody_on_duty_suite_id"), "custody_on_duty", ["suite_id"], unique=False)
    op.create_index(op.f("ix_custody_on_duty_user_id"), "custody_on_duty", ["user_id"], unique=False)
    op.create_index(
        "uq_custody_on_duty_officer",
        "custody_on_duty",
        ["suite_id"],
        unique=True,
        postgresql_where="until_at IS NULL AND duty = 'custody-officer'",
    )
    op.create_index(
        "uq_custody_on_duty_open",
        "custody_on_duty",
        ["suite_id", "user_id", "duty"],
        unique=True,
        postgresql_where="until_at IS NULL",
    )
    op.create_table(
        "custody_escalation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "matter",
            sa.Enum("check", "review", name="matter", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("reminder", "first", "second", name="stage", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_escalation_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_custody_escalation_task_id_task")),
        sa.ForeignKeyConstraint(["to_id"], ["user.id"], name=op.f("fk_custody_escalation_to_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_escalation")),
        sa.UniqueConstraint(
            "detention_id",
            "matter",
            "due_at",
            "stage",
            name=op.f("uq_custody_escalation_detention_id_matter_due_at_stage"),
        ),
    )
    op.create_index(op.f("ix_custody_escalation_detention_id"), "custody_escalation", ["detention_id"], unique=False)
    op.create_index(
        "ix_custody_escalation_open",
        "custody_escalation",
        ["detention_id"],
        unique=False,
        postgresql_where="ended_at IS NULL",
    )
    op.add_column("custody_suite", sa.Column("check_patience", sa.Integer(), server_default="5", nullable=False))
    op.add_column("custody_suite", sa.Column("review_patience", sa.Integer(), server_default="0", nullable=False))
    op.add_column("custody_suite", sa.Column("review_reminder", sa.Integer(), server_default="30", nullable=False))
    op.add_column("custody_suite", sa.Column("second_patience", sa.Integer(), server_default="10", nullable=False))


def downgrade() -> None:
    op.drop_column("custody_suite", "second_patience")
    op.drop_column("custody_suite", "review_reminder")
    op.drop_column("custody_suite", "review_patience")
    op.drop_column("custody_suite", "check_patience")
    op.drop_index("ix_custody_escalation_open", table_name="custody_escalation", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_escalation_detention_id"), table_name="custody_escalation")
    op.drop_table("custody_escalation")
    op.drop_index("uq_custody_on_duty_open", table_name="custody_on_duty", postgresql_where="until_at IS NULL")
    op.drop_index(
        "uq_custody_on_duty_officer",
        table_name="custody_on_duty",
        postgresql_where="until_at IS NULL AND duty = 'custody-officer'",
    )
    op.drop_index(op.f("ix_custody_on_duty_user_id"), table_name="custody_on_duty")
    op.drop_index(op.f("ix_custody_on_duty_suite_id"), table_name="custody_on_duty")
    op.drop_table("custody_on_duty")
