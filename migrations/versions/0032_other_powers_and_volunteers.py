"""Other powers looked at again, breaks and leave in interviews of volunteers

Three new tables, empty, and five more kinds of arrival: a breach of the peace, and extradition in its four ways. No row
that is there changes, and the release before works on beside them. On the way back nobody may have arrived in one of
the new ways.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0029"

BEFORE = (
    "arrest",
    "street-bail",
    "street-bail-arrest",
    "warrant",
    "warrant-with-bail",
    "breach-of-court-bail",
    "recall",
    "place-of-safety",
    "immigration",
    "remand",
    "produced",
)
SINCE = (
    *BEFORE,
    "breach-of-the-peace",
    "extradition",
    "extradition-provisional",
    "extradition-part-2",
    "extradition-without-warrant",
)


def upgrade() -> None:
    _allow_kinds(SINCE)
    op.create_table(
        "custody_hold_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "welfare",
                "danger-to-the-peace",
                name="holdcheckkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("professional", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("goes_on", sa.Boolean(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_hold_check_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_hold_check_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_hold_check")),
    )
    op.create_index(op.f("ix_custody_hold_check_by_id"), "custody_hold_check", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_hold_check_detention_id"), "custody_hold_check", ["detention_id"], unique=False)
    op.create_index("ix_custody_hold_check_of", "custody_hold_check", ["detention_id", "at"], unique=False)
    op.create_table(
        "custody_volunteer_leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "without",
            sa.Enum(
                "appropriate-adult",
                "solicitor",
                "changed-mind",
                "interpreter",
                name="interviewwithout",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_volunteer_leave_by_id_user")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["custody_volunteer.id"],
            name=op.f("fk_custody_volunteer_leave_volunteer_id_custody_volunteer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_volunteer_leave")),
    )
    op.create_index(op.f("ix_custody_volunteer_leave_by_id"), "custody_volunteer_leave", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_volunteer_leave_volunteer_id"), "custody_volunteer_leave", ["volunteer_id"], unique=False
    )
    op.create_table(
        "custody_volunteer_break",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "refreshment",
                "meal",
                "legal-advice",
                "medical",
                "other",
                name="breakreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["custody_volunteer_interview.id"],
            name=op.f("fk_custody_volunteer_break_interview_id_custody_volunteer_interview"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["custody_volunteer.id"],
            name=op.f("fk_custody_volunteer_break_volunteer_id_custody_volunteer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_volunteer_break")),
    )
    op.create_index(
        op.f("ix_custody_volunteer_break_interview_id"), "custody_volunteer_break", ["interview_id"], unique=False
    )
    op.create_index(
        "ix_custody_volunteer_break_now",
        "custody_volunteer_break",
        ["interview_id"],
        unique=True,
        postgresql_where="resumed_at IS NULL",
    )
    op.create_index(
        op.f("ix_custody_volunteer_break_volunteer_id"), "custody_volunteer_break", ["volunteer_id"], unique=False
    )


def downgrade() -> None:
    _allow_kinds(BEFORE)
    op.drop_index(op.f("ix_custody_volunteer_break_volunteer_id"), table_name="custody_volunteer_break")
    op.drop_index(
        "ix_custody_volunteer_break_now", table_name="custody_volunteer_break", postgresql_where="resumed_at IS NULL"
    )
    op.drop_index(op.f("ix_custody_volunteer_break_interview_id"), table_name="custody_volunteer_break")
    op.drop_table("custody_volunteer_break")
    op.drop_index(op.f("ix_custody_volunteer_leave_volunteer_id"), table_name="custody_volunteer_leave")
    op.drop_index(op.f("ix_custody_volunteer_leave_by_id"), table_name="custody_volunteer_leave")
    op.drop_table("custody_volunteer_leave")
    op.drop_index("ix_custody_hold_check_of", table_name="custody_hold_check")
    op.drop_index(op.f("ix_custody_hold_check_detention_id"), table_name="custody_hold_check")
    op.drop_index(op.f("ix_custody_hold_check_by_id"), table_name="custody_hold_check")
    op.drop_table("custody_hold_check")


def _allow_kinds(allowed: tuple[str, ...]) -> None:
    """Put without reading the tables while they are locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    for table, column in (("detention", "arrival"), ("custody_other_hold", "kind")):
        op.drop_constraint("arrivalkind", table)
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT arrivalkind CHECK ({column} IN ({listed})) NOT VALID")
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT arrivalkind")
