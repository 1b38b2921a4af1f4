"""Voluntary attendance, and arrests at another station

New tables, and a column that has a default: nobody so far was arrested at another station than that of the suite. The
release before works on beside them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "custody_volunteer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("at_station", sa.Boolean(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_arrested_why", sa.Text(), nullable=False),
        sa.Column("informed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("advice_wanted", sa.Boolean(), nullable=True),
        sa.Column("advice_reason", sa.Text(), nullable=False),
        sa.Column("solicitor", sa.Text(), nullable=False),
        sa.Column("vulnerable", sa.Boolean(), nullable=True),
        sa.Column("vulnerable_why", sa.Text(), nullable=False),
        sa.Column("adult", sa.Text(), nullable=False),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "left",
                "no-further-action",
                "reported",
                "postal-requisition",
                "community-resolution",
                "did-not-come",
                "cancelled",
                "arrested",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("notice_given", sa.Boolean(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_custody_volunteer_decided_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_volunteer_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_custody_volunteer_id_event")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_custody_volunteer_officer_id_user")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_custody_volunteer_person_id_person")),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_volunteer_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_volunteer")),
    )
    op.create_index(op.f("ix_custody_volunteer_detention_id"), "custody_volunteer", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_volunteer_officer_id"), "custody_volunteer", ["officer_id"], unique=False)
    op.create_index(
        "ix_custody_volunteer_open",
        "custody_volunteer",
        ["suite_id"],
        unique=False,
        postgresql_where="outcome IS NULL",
    )
    op.create_index(op.f("ix_custody_volunteer_person_id"), "custody_volunteer", ["person_id"], unique=False)
    op.create_table(
        "custody_volunteer_interview",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "caution",
            sa.Enum(
                "current", "restricted", "welsh", name="caution", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("adult_present", sa.Boolean(), nullable=False),
        sa.Column("advice_had", sa.Boolean(), nullable=False),
        sa.Column("interpreter_present", sa.Boolean(), nullable=False),
        sa.Column("recording", sa.Text(), nullable=False),
        sa.Column("not_recorded_why", sa.Text(), nullable=False),
        sa.Column("significant", sa.Text(), nullable=False),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_volunteer_interview_by_id_user")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["custody_volunteer.id"],
            name=op.f("fk_custody_volunteer_interview_volunteer_id_custody_volunteer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_volunteer_interview")),
    )
    op.create_index(
        op.f("ix_custody_volunteer_interview_by_id"), "custody_volunteer_interview", ["by_id"], unique=False
    )
    op.create_index(
        "ix_custody_volunteer_interview_now",
        "custody_volunteer_interview",
        ["volunteer_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
    op.create_index(
        op.f("ix_custody_volunteer_interview_volunteer_id"),
        "custody_volunteer_interview",
        ["volunteer_id"],
        unique=False,
    )
    op.create_table(
        "custody_volunteer_offence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offence_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offence_id"], ["offence.id"], name=op.f("fk_custody_volunteer_offence_offence_id_offence")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["custody_volunteer.id"],
            name=op.f("fk_custody_volunteer_offence_volunteer_id_custody_volunteer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_volunteer_offence")),
        sa.UniqueConstraint(
            "volunteer_id", "offence_id", name=op.f("uq_custody_volunteer_offence_volunteer_id_offence_id")
        ),
    )
    op.create_index(
        op.f("ix_custody_volunteer_offence_offence_id"), "custody_volunteer_offence", ["offence_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_volunteer_offence_volunteer_id"), "custody_volunteer_offence", ["volunteer_id"], unique=False
    )
    op.add_column(
        "detention", sa.Column("arrested_at_station", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("detention", "arrested_at_station")
    op.drop_index(op.f("ix_custody_volunteer_offence_volunteer_id"), table_name="custody_volunteer_offence")
    op.drop_index(op.f("ix_custody_volunteer_offence_offence_id"), table_name="custody_volunteer_offence")
    op.drop_table("custody_volunteer_offence")
    op.drop_index(op.f("ix_custody_volunteer_interview_volunteer_id"), table_name="custody_volunteer_interview")
    op.drop_index(
        "ix_custody_volunteer_interview_now",
        table_name="custody_volunteer_interview",
        postgresql_where="ended_at IS NULL",
    )
    op.drop_index(op.f("ix_custody_volunteer_interview_by_id"), table_name="custody_volunteer_interview")
    op.drop_table("custody_volunteer_interview")
    op.drop_index(op.f("ix_custody_volunteer_person_id"), table_name="custody_volunteer")
    op.drop_index("ix_custody_volunteer_open", table_name="custody_volunteer", postgresql_where="outcome IS NULL")
    op.drop_index(op.f("ix_custody_volunteer_officer_id"), table_name="custody_volunteer")
    op.drop_index(op.f("ix_custody_volunteer_detention_id"), table_name="custody_volunteer")
    op.drop_table("custody_volunteer")
