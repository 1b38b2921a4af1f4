"""Care of people in custody: risk, observation, checks, meals, medicine, healthcare, hospital, force, incidents

New tables and one new empty column of detention: the release before works on beside them. Undone, all that was written
of care is lost; the lines of the log that say it are not.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "custody_care_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("rousing", sa.Boolean(), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("watched_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("by_hcp", sa.Boolean(), nullable=False),
        sa.Column("consulted", sa.Text(), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_care_plan_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_custody_care_plan_set_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_care_plan")),
    )
    op.create_index(op.f("ix_custody_care_plan_detention_id"), "custody_care_plan", ["detention_id"], unique=False)
    op.create_index(
        "ix_custody_care_plan_due", "custody_care_plan", ["due_at"], unique=False, postgresql_where="until_at IS NULL"
    )
    op.create_index(
        "ix_custody_care_plan_now",
        "custody_care_plan",
        ["detention_id"],
        unique=True,
        postgresql_where="until_at IS NULL",
    )
    op.create_index(op.f("ix_custody_care_plan_set_by_id"), "custody_care_plan", ["set_by_id"], unique=False)
    op.create_table(
        "custody_complaint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("assault", sa.Boolean(), nullable=False),
        sa.Column("inspector_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_complaint_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_complaint_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["inspector_id"], ["user.id"], name=op.f("fk_custody_complaint_inspector_id_user")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_custody_complaint_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_complaint")),
    )
    op.create_index(op.f("ix_custody_complaint_by_id"), "custody_complaint", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_complaint_detention_id"), "custody_complaint", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_complaint_inspector_id"), "custody_complaint", ["inspector_id"], unique=False)
    op.create_table(
        "custody_force_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("tactics", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("officer_injury", sa.Text(), nullable=False),
        sa.Column("subject_injury", sa.Text(), nullable=False),
        sa.Column("effective", sa.Boolean(), nullable=False),
        sa.Column("body_worn", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_force_form_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_custody_force_form_entered_by_id_user")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_custody_force_form_officer_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_force_form")),
    )
    op.create_index(op.f("ix_custody_force_form_detention_id"), "custody_force_form", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_force_form_entered_by_id"), "custody_force_form", ["entered_by_id"], unique=False)
    op.create_index(op.f("ix_custody_force_form_officer_id"), "custody_force_form", ["officer_id"], unique=False)
    op.create_table(
        "custody_healthcare_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purposes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_by_id", sa.Uuid(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["called_by_id"], ["user.id"], name=op.f("fk_custody_healthcare_call_called_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_healthcare_call_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_healthcare_call")),
    )
    op.create_index(
        op.f("ix_custody_healthcare_call_called_by_id"), "custody_healthcare_call", ["called_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_healthcare_call_detention_id"), "custody_healthcare_call", ["detention_id"], unique=False
    )
    op.create_table(
        "custody_hospital_stay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hospital", sa.Text(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "treatment",
                "evidential_xray",
                "evidential_intimate_search",
                name="hospitalreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("escorts", sa.Text(), nullable=False),
        sa.Column("restraint", sa.Text(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_hospital_stay_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_hospital_stay")),
    )
    op.create_index(
        op.f("ix_custody_hospital_stay_detention_id"), "custody_hospital_stay", ["detention_id"], unique=False
    )
    op.create_index(
        "ix_custody_hospital_stay_now",
        "custody_hospital_stay",
        ["detention_id"],
        unique=True,
        postgresql_where="returned_at IS NULL",
    )
    op.create_table(
        "custody_incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "near-miss",
                "self-harm",
                "medical-emergency",
                "escape",
                "injury-by-force",
                "restraint",
                "assault",
                "medication-error",
                "serious-injury",
                "death",
                "other",
                name="incidentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("injury", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("referral_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("referral_reference", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_incident_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_incident_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_incident")),
    )
    op.create_index(op.f("ix_custody_incident_by_id"), "custody_incident", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_incident_detention_id"), "custody_incident", ["detention_id"], unique=False)
    op.create_table(
        "custody_prescription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drug", sa.Text(), nullable=False),
        sa.Column("dose", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("prescribed", "own", name="medicinesource", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("verified", sa.Text(), nullable=False),
        sa.Column("controlled", sa.Boolean(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=True),
        sa.Column("times", sa.Text(), nullable=False),
        sa.Column("window_minutes", sa.Integer(), nullable=False),
        sa.Column("most_in_24h", sa.Integer(), nullable=True),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("prescribed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prescribed_by_id", sa.Uuid(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_prescription_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["prescribed_by_id"], ["user.id"], name=op.f("fk_custody_prescription_prescribed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_prescription")),
    )
    op.create_index(
        op.f("ix_custody_prescription_detention_id"), "custody_prescription", ["detention_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_prescription_prescribed_by_id"), "custody_prescription", ["prescribed_by_id"], unique=False
    )
    op.create_table(
        "custody_provision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "light-meal",
                "main-meal",
                "drink",
                "exercise",
                "wash",
                "menstrual-products",
                "clothing",
                "blanket",
                "reading",
                "telephone-call",
                name="provisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_provision_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_provision_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_provision")),
    )
    op.create_index(op.f("ix_custody_provision_by_id"), "custody_provision", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_provision_detention_id"), "custody_provision", ["detention_id"], unique=False)
    op.create_index("ix_custody_provision_of", "custody_provision", ["detention_id", "at"], unique=False)
    op.create_table(
        "custody_risk_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("refused_why", sa.Text(), nullable=False),
        sa.Column("feeling", sa.Text(), nullable=False),
        sa.Column("diet", sa.Text(), nullable=False),
        sa.Column("observed", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("observed_note", sa.Text(), nullable=False),
        sa.Column("private_talk", sa.Boolean(), nullable=False),
        sa.Column("contradictions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("suggested_level", sa.Integer(), nullable=False),
        sa.Column("suggested_rousing", sa.Boolean(), nullable=False),
        sa.Column("suggested_hcp", sa.Boolean(), nullable=False),
        sa.Column("suggested_why", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_risk_assessment_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_risk_assessment_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_risk_assessment")),
    )
    op.create_index(op.f("ix_custody_risk_assessment_by_id"), "custody_risk_assessment", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_risk_assessment_detention_id"), "custody_risk_assessment", ["detention_id"], unique=False
    )
    op.create_table(
        "custody_care_instruction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("todo", sa.Text(), nullable=False),
        sa.Column("call_again", sa.Text(), nullable=False),
        sa.Column("fit", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("appropriate_adult", sa.Boolean(), nullable=False),
        sa.Column("hospital", sa.Boolean(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_care_instruction_by_id_user")),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["custody_healthcare_call.id"],
            name=op.f("fk_custody_care_instruction_call_id_custody_healthcare_call"),
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_care_instruction_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_care_instruction")),
    )
    op.create_index(op.f("ix_custody_care_instruction_by_id"), "custody_care_instruction", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_care_instruction_call_id"), "custody_care_instruction", ["call_id"], unique=False)
    op.create_index(
        op.f("ix_custody_care_instruction_detention_id"), "custody_care_instruction", ["detention_id"], unique=False
    )
    op.create_table(
        "custody_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_minutes", sa.Integer(), nullable=False),
        sa.Column(
            "finding",
            sa.Enum(
                "fine",
                "asleep",
                "away",
                "roused",
                "not-roused",
                "concern",
                name="finding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wakes", sa.Boolean(), nullable=True),
        sa.Column("answers", sa.Boolean(), nullable=True),
        sa.Column("obeys", sa.Boolean(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_check_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_check_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["custody_care_plan.id"], name=op.f("fk_custody_check_plan_id_custody_care_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_check")),
    )
    op.create_index(op.f("ix_custody_check_by_id"), "custody_check", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_check_detention_id"), "custody_check", ["detention_id"], unique=False)
    op.create_index("ix_custody_check_of", "custody_check", ["detention_id", "at"], unique=False)
    op.create_index(op.f("ix_custody_check_plan_id"), "custody_check", ["plan_id"], unique=False)
    op.create_table(
        "custody_dose",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prescription_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "given", "refused", "missed", name="doseoutcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("witness_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_dose_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_dose_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"],
            ["custody_prescription.id"],
            name=op.f("fk_custody_dose_prescription_id_custody_prescription"),
        ),
        sa.ForeignKeyConstraint(["witness_id"], ["user.id"], name=op.f("fk_custody_dose_witness_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_dose")),
    )
    op.create_index(op.f("ix_custody_dose_by_id"), "custody_dose", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_dose_detention_id"), "custody_dose", ["detention_id"], unique=False)
    op.create_index("ix_custody_dose_due", "custody_dose", ["due_at"], unique=False, postgresql_where="outcome IS NULL")
    op.create_index(
        "ix_custody_dose_next", "custody_dose", ["prescription_id"], unique=True, postgresql_where="outcome IS NULL"
    )
    op.create_index(op.f("ix_custody_dose_prescription_id"), "custody_dose", ["prescription_id"], unique=False)
    op.create_index(op.f("ix_custody_dose_witness_id"), "custody_dose", ["witness_id"], unique=False)
    op.create_table(
        "custody_risk_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("wording_from", sa.Date(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum("yes", "no", "refused", name="reply", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["custody_risk_assessment.id"],
            name=op.f("fk_custody_risk_answer_assessment_id_custody_risk_assessment"),
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_risk_answer_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_risk_answer")),
    )
    op.create_index(
        op.f("ix_custody_risk_answer_assessment_id"), "custody_risk_answer", ["assessment_id"], unique=False
    )
    op.create_index(op.f("ix_custody_risk_answer_detention_id"), "custody_risk_answer", ["detention_id"], unique=False)
    op.create_table(
        "health_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("injuries", sa.Text(), nullable=False),
        sa.Column("forensic", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_health_note_by_id_user")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["custody_healthcare_call.id"], name=op.f("fk_health_note_call_id_custody_healthcare_call")
        ),
        sa.ForeignKeyConstraint(["detention_id"], ["detention.id"], name=op.f("fk_health_note_detention_id_detention")),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_health_note_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_note")),
    )
    op.create_index(op.f("ix_health_note_by_id"), "health_note", ["by_id"], unique=False)
    op.create_index(op.f("ix_health_note_detention_id"), "health_note", ["detention_id"], unique=False)
    op.add_column("detention", sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("detention", "locked_at")
    op.drop_index(op.f("ix_health_note_detention_id"), table_name="health_note")
    op.drop_index(op.f("ix_health_note_by_id"), table_name="health_note")
    op.drop_table("health_note")
    op.drop_index(op.f("ix_custody_risk_answer_detention_id"), table_name="custody_risk_answer")
    op.drop_index(op.f("ix_custody_risk_answer_assessment_id"), table_name="custody_risk_answer")
    op.drop_table("custody_risk_answer")
    op.drop_index(op.f("ix_custody_dose_witness_id"), table_name="custody_dose")
    op.drop_index(op.f("ix_custody_dose_prescription_id"), table_name="custody_dose")
    op.drop_index("ix_custody_dose_next", table_name="custody_dose", postgresql_where="outcome IS NULL")
    op.drop_index("ix_custody_dose_due", table_name="custody_dose", postgresql_where="outcome IS NULL")
    op.drop_index(op.f("ix_custody_dose_detention_id"), table_name="custody_dose")
    op.drop_index(op.f("ix_custody_dose_by_id"), table_name="custody_dose")
    op.drop_table("custody_dose")
    op.drop_index(op.f("ix_custody_check_plan_id"), table_name="custody_check")
    op.drop_index("ix_custody_check_of", table_name="custody_check")
    op.drop_index(op.f("ix_custody_check_detention_id"), table_name="custody_check")
    op.drop_index(op.f("ix_custody_check_by_id"), table_name="custody_check")
    op.drop_table("custody_check")
    op.drop_index(op.f("ix_custody_care_instruction_detention_id"), table_name="custody_care_instruction")
    op.drop_index(op.f("ix_custody_care_instruction_call_id"), table_name="custody_care_instruction")
    op.drop_index(op.f("ix_custody_care_instruction_by_id"), table_name="custody_care_instruction")
    op.drop_table("custody_care_instruction")
    op.drop_index(op.f("ix_custody_risk_assessment_detention_id"), table_name="custody_risk_assessment")
    op.drop_index(op.f("ix_custody_risk_assessment_by_id"), table_name="custody_risk_assessment")
    op.drop_table("custody_risk_assessment")
    op.drop_index("ix_custody_provision_of", table_name="custody_provision")
    op.drop_index(op.f("ix_custody_provision_detention_id"), table_name="custody_provision")
    op.drop_index(op.f("ix_custody_provision_by_id"), table_name="custody_provision")
    op.drop_table("custody_provision")
    op.drop_index(op.f("ix_custody_prescription_prescribed_by_id"), table_name="custody_prescription")
    op.drop_index(op.f("ix_custody_prescription_detention_id"), table_name="custody_prescription")
    op.drop_table("custody_prescription")
    op.drop_index(op.f("ix_custody_incident_detention_id"), table_name="custody_incident")
    op.drop_index(op.f("ix_custody_incident_by_id"), table_name="custody_incident")
    op.drop_table("custody_incident")
    op.drop_index(
        "ix_custody_hospital_stay_now", table_name="custody_hospital_stay", postgresql_where="returned_at IS NULL"
    )
    op.drop_index(op.f("ix_custody_hospital_stay_detention_id"), table_name="custody_hospital_stay")
    op.drop_table("custody_hospital_stay")
    op.drop_index(op.f("ix_custody_healthcare_call_detention_id"), table_name="custody_healthcare_call")
    op.drop_index(op.f("ix_custody_healthcare_call_called_by_id"), table_name="custody_healthcare_call")
    op.drop_table("custody_healthcare_call")
    op.drop_index(op.f("ix_custody_force_form_officer_id"), table_name="custody_force_form")
    op.drop_index(op.f("ix_custody_force_form_entered_by_id"), table_name="custody_force_form")
    op.drop_index(op.f("ix_custody_force_form_detention_id"), table_name="custody_force_form")
    op.drop_table("custody_force_form")
    op.drop_index(op.f("ix_custody_complaint_inspector_id"), table_name="custody_complaint")
    op.drop_index(op.f("ix_custody_complaint_detention_id"), table_name="custody_complaint")
    op.drop_index(op.f("ix_custody_complaint_by_id"), table_name="custody_complaint")
    op.drop_table("custody_complaint")
    op.drop_index(op.f("ix_custody_care_plan_set_by_id"), table_name="custody_care_plan")
    op.drop_index("ix_custody_care_plan_now", table_name="custody_care_plan", postgresql_where="until_at IS NULL")
    op.drop_index("ix_custody_care_plan_due", table_name="custody_care_plan", postgresql_where="until_at IS NULL")
    op.drop_index(op.f("ix_custody_care_plan_detention_id"), table_name="custody_care_plan")
    op.drop_table("custody_care_plan")
