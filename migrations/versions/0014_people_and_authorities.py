"""People around a detainee, and what senior officers and courts allow

New tables for who was asked to come and came, decisions about appropriate adults, rights put off, extensions and
warrants; reviews get columns for how each person was heard. Reviews on record keep what they say: nobody knows now
how those were heard, so that is left empty. The release before works on and leaves the new columns empty too.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "custody_adult_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "child",
                "vulnerable",
                "not-needed",
                name="adultbecause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_adult_decision_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_adult_decision_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_adult_decision")),
    )
    op.create_index(op.f("ix_custody_adult_decision_by_id"), "custody_adult_decision", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_adult_decision_detention_id"), "custody_adult_decision", ["detention_id"], unique=False
    )
    op.create_table(
        "custody_attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "helper",
            sa.Enum(
                "appropriate-adult",
                "solicitor",
                "interpreter",
                "sign-language",
                "consulate",
                "family-or-friend",
                "social-worker",
                "liaison-and-diversion",
                "custody-visitor",
                "visitor",
                name="helper",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("who_asked", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("duty", sa.Boolean(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("adult_checked", sa.Boolean(), nullable=False),
        sa.Column("expected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stood_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stood_down_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_attendance_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["user.id"], name=op.f("fk_custody_attendance_requested_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_attendance")),
    )
    op.create_index(op.f("ix_custody_attendance_detention_id"), "custody_attendance", ["detention_id"], unique=False)
    op.create_index(
        "ix_custody_attendance_open",
        "custody_attendance",
        ["detention_id"],
        unique=False,
        postgresql_where="left_at IS NULL AND stood_down_at IS NULL",
    )
    op.create_index(
        op.f("ix_custody_attendance_requested_by_id"), "custody_attendance", ["requested_by_id"], unique=False
    )
    op.create_table(
        "custody_authority_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "wanted",
            sa.Enum(
                "extension",
                "delay-someone-informed",
                "delay-legal-advice",
                name="wanted",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("refused_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_custody_authority_request_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_custody_authority_request_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_authority_request_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_authority_request")),
    )
    op.create_index(
        op.f("ix_custody_authority_request_answered_by_id"),
        "custody_authority_request",
        ["answered_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_authority_request_asked_by_id"), "custody_authority_request", ["asked_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_authority_request_detention_id"), "custody_authority_request", ["detention_id"], unique=False
    )
    op.create_index(
        "uq_custody_authority_request_open",
        "custody_authority_request",
        ["detention_id", "wanted"],
        unique=True,
        postgresql_where="answered_at IS NULL",
    )
    op.create_table(
        "custody_disagreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("higher_officer_id", sa.Uuid(), nullable=False),
        sa.Column("directions", sa.Text(), nullable=False),
        sa.Column("at_odds_with", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_disagreement_by_id_user")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_custody_disagreement_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_disagreement_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["higher_officer_id"], ["user.id"], name=op.f("fk_custody_disagreement_higher_officer_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_disagreement")),
    )
    op.create_index(op.f("ix_custody_disagreement_by_id"), "custody_disagreement", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_disagreement_decided_by_id"), "custody_disagreement", ["decided_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_disagreement_detention_id"), "custody_disagreement", ["detention_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_disagreement_higher_officer_id"), "custody_disagreement", ["higher_officer_id"], unique=False
    )
    op.create_table(
        "custody_extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("diligence", sa.Text(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "in-person", "live-link", name="extensionmethod", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "link_consent",
            sa.Enum(
                "own",
                "own-and-parent",
                "parent",
                "own-before-adult",
                name="linkconsent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("link_advice", sa.Boolean(), nullable=False),
        sa.Column("link_appropriate", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.Column(
            "detainee_heard",
            sa.Enum(
                "said",
                "written",
                "nothing",
                "absent",
                "asleep",
                "unfit",
                name="detainee_heard",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("detainee_said", sa.Text(), nullable=False),
        sa.Column(
            "solicitor_heard",
            sa.Enum(
                "said",
                "written",
                "nothing",
                "absent",
                "asleep",
                "unfit",
                name="solicitor_heard",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("solicitor_said", sa.Text(), nullable=False),
        sa.Column(
            "adult_heard",
            sa.Enum(
                "said",
                "written",
                "nothing",
                "absent",
                "asleep",
                "unfit",
                name="adult_heard",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("adult_said", sa.Text(), server_default="", nullable=False),
        sa.Column("unfit_why", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_extension_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_extension_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name=op.f("fk_custody_extension_recorded_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_extension")),
    )
    op.create_index(op.f("ix_custody_extension_by_id"), "custody_extension", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_extension_detention_id"), "custody_extension", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_extension_recorded_by_id"), "custody_extension", ["recorded_by_id"], unique=False)
    op.create_table(
        "custody_interview_authority",
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
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_interview_authority_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_interview_authority_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_interview_authority")),
    )
    op.create_index(
        op.f("ix_custody_interview_authority_by_id"), "custody_interview_authority", ["by_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_interview_authority_detention_id"),
        "custody_interview_authority",
        ["detention_id"],
        unique=False,
    )
    op.create_table(
        "custody_right_delay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "someone-informed",
                "legal-advice",
                "codes-of-practice",
                "consulate",
                "welfare",
                "telephone",
                name="rightkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("grounds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("latest_end", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oral", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_right_delay_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_right_delay_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_right_delay")),
    )
    op.create_index(op.f("ix_custody_right_delay_by_id"), "custody_right_delay", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_right_delay_detention_id"), "custody_right_delay", ["detention_id"], unique=False)
    op.create_index(
        "uq_custody_right_delay_open",
        "custody_right_delay",
        ["detention_id", "kind"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
    op.create_table(
        "custody_warrant_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extends", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("offence", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("enquiries_made", sa.Text(), nullable=False),
        sa.Column("enquiries_to_make", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("new_evidence", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("court_sits_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_why", sa.Text(), nullable=False),
        sa.Column("copy_given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ruling",
            sa.Enum(
                "issued", "extended", "refused", name="ruling", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("hours_given", sa.Integer(), nullable=True),
        sa.Column("ruling_reason", sa.Text(), nullable=False),
        sa.Column("represented_by", sa.Text(), nullable=False),
        sa.Column("ruled_by_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_warrant_application_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_warrant_application_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["ruled_by_id"], ["user.id"], name=op.f("fk_custody_warrant_application_ruled_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_warrant_application")),
    )
    op.create_index(
        op.f("ix_custody_warrant_application_by_id"), "custody_warrant_application", ["by_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_warrant_application_detention_id"),
        "custody_warrant_application",
        ["detention_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_custody_warrant_application_ruled_by_id"), "custody_warrant_application", ["ruled_by_id"], unique=False
    )
    op.create_index(
        "uq_custody_warrant_application_open",
        "custody_warrant_application",
        ["detention_id"],
        unique=True,
        postgresql_where="ruled_at IS NULL",
    )
    op.create_table(
        "custody_consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column(
            "means",
            sa.Enum(
                "in-person", "telephone", "video", name="means", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"],
            ["custody_attendance.id"],
            name=op.f("fk_custody_consultation_attendance_id_custody_attendance"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_consultation_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_consultation_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_consultation")),
    )
    op.create_index(
        op.f("ix_custody_consultation_attendance_id"), "custody_consultation", ["attendance_id"], unique=False
    )
    op.create_index(op.f("ix_custody_consultation_by_id"), "custody_consultation", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_consultation_detention_id"), "custody_consultation", ["detention_id"], unique=False
    )
    op.create_index(
        "uq_custody_consultation_open",
        "custody_consultation",
        ["attendance_id"],
        unique=True,
        postgresql_where="until_at IS NULL",
    )
    op.create_table(
        "custody_contact_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"],
            ["custody_attendance.id"],
            name=op.f("fk_custody_contact_attempt_attendance_id_custody_attendance"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_contact_attempt_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_contact_attempt_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_contact_attempt")),
    )
    op.create_index(
        op.f("ix_custody_contact_attempt_attendance_id"), "custody_contact_attempt", ["attendance_id"], unique=False
    )
    op.create_index(op.f("ix_custody_contact_attempt_by_id"), "custody_contact_attempt", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_contact_attempt_detention_id"), "custody_contact_attempt", ["detention_id"], unique=False
    )
    op.add_column("custody_review", sa.Column("recorded_by_id", sa.Uuid(), nullable=True))
    op.add_column("custody_review", sa.Column("reminded", sa.Boolean(), server_default="false", nullable=False))
    op.add_column(
        "custody_review",
        sa.Column(
            "detainee_heard",
            sa.Enum(
                "said",
                "written",
                "nothing",
                "absent",
                "asleep",
                "unfit",
                name="detainee_heard",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.add_column(
        "custody_review",
        sa.Column(
            "solicitor_heard",
            sa.Enum(
                "said",
                "written",
                "nothing",
                "absent",
                "asleep",
                "unfit",
                name="solicitor_heard",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.add_column(
        "custody_review",
        sa.Column(
            "adult_heard",
            sa.Enum(
                "said",
                "written",
                "nothing",
                "absent",
                "asleep",
                "unfit",
                name="adult_heard",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.add_column("custody_review", sa.Column("adult_said", sa.Text(), server_default="", nullable=False))
    op.add_column("custody_review", sa.Column("unfit_why", sa.Text(), server_default="", nullable=False))
    op.add_column("custody_review", sa.Column("outcome", sa.Text(), server_default="", nullable=False))
    op.add_column("custody_review", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_custody_review_recorded_by_id"), "custody_review", ["recorded_by_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_custody_review_recorded_by_id_user"), "custody_review", "user", ["recorded_by_id"], ["id"]
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_custody_review_recorded_by_id_user"), "custody_review", type_="foreignkey")
    op.drop_index(op.f("ix_custody_review_recorded_by_id"), table_name="custody_review")
    op.drop_column("custody_review", "told_at")
    op.drop_column("custody_review", "outcome")
    op.drop_column("custody_review", "unfit_why")
    op.drop_column("custody_review", "adult_said")
    op.drop_column("custody_review", "adult_heard")
    op.drop_column("custody_review", "solicitor_heard")
    op.drop_column("custody_review", "detainee_heard")
    op.drop_column("custody_review", "reminded")
    op.drop_column("custody_review", "recorded_by_id")
    op.drop_index(op.f("ix_custody_contact_attempt_detention_id"), table_name="custody_contact_attempt")
    op.drop_index(op.f("ix_custody_contact_attempt_by_id"), table_name="custody_contact_attempt")
    op.drop_index(op.f("ix_custody_contact_attempt_attendance_id"), table_name="custody_contact_attempt")
    op.drop_table("custody_contact_attempt")
    op.drop_index(
        "uq_custody_consultation_open", table_name="custody_consultation", postgresql_where="until_at IS NULL"
    )
    op.drop_index(op.f("ix_custody_consultation_detention_id"), table_name="custody_consultation")
    op.drop_index(op.f("ix_custody_consultation_by_id"), table_name="custody_consultation")
    op.drop_index(op.f("ix_custody_consultation_attendance_id"), table_name="custody_consultation")
    op.drop_table("custody_consultation")
    op.drop_index(
        "uq_custody_warrant_application_open",
        table_name="custody_warrant_application",
        postgresql_where="ruled_at IS NULL",
    )
    op.drop_index(op.f("ix_custody_warrant_application_ruled_by_id"), table_name="custody_warrant_application")
    op.drop_index(op.f("ix_custody_warrant_application_detention_id"), table_name="custody_warrant_application")
    op.drop_index(op.f("ix_custody_warrant_application_by_id"), table_name="custody_warrant_application")
    op.drop_table("custody_warrant_application")
    op.drop_index("uq_custody_right_delay_open", table_name="custody_right_delay", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_right_delay_detention_id"), table_name="custody_right_delay")
    op.drop_index(op.f("ix_custody_right_delay_by_id"), table_name="custody_right_delay")
    op.drop_table("custody_right_delay")
    op.drop_index(op.f("ix_custody_interview_authority_detention_id"), table_name="custody_interview_authority")
    op.drop_index(op.f("ix_custody_interview_authority_by_id"), table_name="custody_interview_authority")
    op.drop_table("custody_interview_authority")
    op.drop_index(op.f("ix_custody_extension_recorded_by_id"), table_name="custody_extension")
    op.drop_index(op.f("ix_custody_extension_detention_id"), table_name="custody_extension")
    op.drop_index(op.f("ix_custody_extension_by_id"), table_name="custody_extension")
    op.drop_table("custody_extension")
    op.drop_index(op.f("ix_custody_disagreement_higher_officer_id"), table_name="custody_disagreement")
    op.drop_index(op.f("ix_custody_disagreement_detention_id"), table_name="custody_disagreement")
    op.drop_index(op.f("ix_custody_disagreement_decided_by_id"), table_name="custody_disagreement")
    op.drop_index(op.f("ix_custody_disagreement_by_id"), table_name="custody_disagreement")
    op.drop_table("custody_disagreement")
    op.drop_index(
        "uq_custody_authority_request_open",
        table_name="custody_authority_request",
        postgresql_where="answered_at IS NULL",
    )
    op.drop_index(op.f("ix_custody_authority_request_detention_id"), table_name="custody_authority_request")
    op.drop_index(op.f("ix_custody_authority_request_asked_by_id"), table_name="custody_authority_request")
    op.drop_index(op.f("ix_custody_authority_request_answered_by_id"), table_name="custody_authority_request")
    op.drop_table("custody_authority_request")
    op.drop_index(op.f("ix_custody_attendance_requested_by_id"), table_name="custody_attendance")
    op.drop_index(
        "ix_custody_attendance_open",
        table_name="custody_attendance",
        postgresql_where="left_at IS NULL AND stood_down_at IS NULL",
    )
    op.drop_index(op.f("ix_custody_attendance_detention_id"), table_name="custody_attendance")
    op.drop_table("custody_attendance")
    op.drop_index(op.f("ix_custody_adult_decision_detention_id"), table_name="custody_adult_decision")
    op.drop_index(op.f("ix_custody_adult_decision_by_id"), table_name="custody_adult_decision")
    op.drop_table("custody_adult_decision")
