"""Forensic submissions, how a case ended for each suspect, and the disposals of exhibits that rest on it

New tables, empty, and on an exhibit the last day the law keeps it, not known yet. The release before this one runs on
with it. Going back loses what was asked of laboratories, and who let which exhibit go; continuity stays.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "case_ending",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "ending",
            sa.Enum(
                "no-proceedings",
                "pending",
                "discontinued",
                "acquitted",
                "convicted",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("custody", sa.Boolean(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column(
            "appeal",
            sa.Enum("none", "under-way", "ended", name="appeal", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("appeal_ended_on", sa.Date(), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_case_ending_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_case_ending_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_ending")),
    )
    op.create_index(op.f("ix_case_ending_by_id"), "case_ending", ["by_id"], unique=False)
    op.create_index(op.f("ix_case_ending_crime_id"), "case_ending", ["crime_id"], unique=False)
    op.create_table(
        "forensic_submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "asked",
                "rejected",
                "approved",
                "sent",
                "received",
                "reported",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("examination", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum(
                "routine", "urgent", "critical", name="priority", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("contamination", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("lab", sa.Text(), nullable=False),
        sa.Column("lab_reference", sa.Text(), nullable=False),
        sa.Column("accredited", sa.Boolean(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pence", sa.Integer(), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_forensic_submission_asked_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_forensic_submission_crime_id_crime")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_forensic_submission_decided_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forensic_submission")),
        sa.UniqueConstraint("number", name=op.f("uq_forensic_submission_number")),
    )
    op.create_index(op.f("ix_forensic_submission_asked_by_id"), "forensic_submission", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_forensic_submission_crime_id"), "forensic_submission", ["crime_id"], unique=False)
    op.create_index("ix_forensic_submission_standing", "forensic_submission", ["standing", "id"], unique=False)
    op.create_table(
        "exhibit_disposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "how",
            sa.Enum("return", "destroy", name="how", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("copy_kept", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("officer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("supervisor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("count", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("refused_by_id", sa.Uuid(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_why", sa.Text(), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_exhibit_disposal_asked_by_id_user")),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_exhibit_disposal_exhibit_id_exhibit")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_exhibit_disposal_officer_id_user")),
        sa.ForeignKeyConstraint(["refused_by_id"], ["user.id"], name=op.f("fk_exhibit_disposal_refused_by_id_user")),
        sa.ForeignKeyConstraint(["supervisor_id"], ["user.id"], name=op.f("fk_exhibit_disposal_supervisor_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_disposal")),
    )
    op.create_index(op.f("ix_exhibit_disposal_asked_by_id"), "exhibit_disposal", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_exhibit_disposal_exhibit_id"), "exhibit_disposal", ["exhibit_id"], unique=False)
    op.create_index(
        "uq_exhibit_disposal_open",
        "exhibit_disposal",
        ["exhibit_id"],
        unique=True,
        postgresql_where="carried_out_at IS NULL AND refused_at IS NULL",
    )
    op.create_table(
        "forensic_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("sfr1", "sfr2", name="reportstage", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_forensic_report_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_forensic_report_crime_id_crime")),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["forensic_submission.id"],
            name=op.f("fk_forensic_report_submission_id_forensic_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forensic_report")),
    )
    op.create_index(op.f("ix_forensic_report_by_id"), "forensic_report", ["by_id"], unique=False)
    op.create_index(op.f("ix_forensic_report_crime_id"), "forensic_report", ["crime_id"], unique=False)
    op.create_index(op.f("ix_forensic_report_submission_id"), "forensic_report", ["submission_id"], unique=False)
    op.create_table(
        "forensic_submission_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_forensic_submission_item_crime_id_crime")),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name=op.f("fk_forensic_submission_item_exhibit_id_exhibit")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["forensic_submission.id"],
            name=op.f("fk_forensic_submission_item_submission_id_forensic_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forensic_submission_item")),
        sa.UniqueConstraint(
            "submission_id", "exhibit_id", name=op.f("uq_forensic_submission_item_submission_id_exhibit_id")
        ),
    )
    op.create_index(
        op.f("ix_forensic_submission_item_crime_id"), "forensic_submission_item", ["crime_id"], unique=False
    )
    op.create_index(
        op.f("ix_forensic_submission_item_exhibit_id"), "forensic_submission_item", ["exhibit_id"], unique=False
    )
    op.create_index(
        op.f("ix_forensic_submission_item_submission_id"), "forensic_submission_item", ["submission_id"], unique=False
    )
    op.add_column("exhibit", sa.Column("keep_until", sa.Date(), nullable=True))
    op.create_index(
        "ix_exhibit_keep_until",
        "exhibit",
        ["keep_until", "id"],
        unique=False,
        postgresql_where="keep_until IS NOT NULL",
    )


def downgrade() -> None:
    op.drop_index("ix_exhibit_keep_until", table_name="exhibit", postgresql_where="keep_until IS NOT NULL")
    op.drop_column("exhibit", "keep_until")
    op.drop_index(op.f("ix_forensic_submission_item_submission_id"), table_name="forensic_submission_item")
    op.drop_index(op.f("ix_forensic_submission_item_exhibit_id"), table_name="forensic_submission_item")
    op.drop_index(op.f("ix_forensic_submission_item_crime_id"), table_name="forensic_submission_item")
    op.drop_table("forensic_submission_item")
    op.drop_index(op.f("ix_forensic_report_submission_id"), table_name="forensic_report")
    op.drop_index(op.f("ix_forensic_report_crime_id"), table_name="forensic_report")
    op.drop_index(op.f("ix_forensic_report_by_id"), table_name="forensic_report")
    op.drop_table("forensic_report")
    op.drop_index(
        "uq_exhibit_disposal_open",
        table_name="exhibit_disposal",
        postgresql_where="carried_out_at IS NULL AND refused_at IS NULL",
    )
    op.drop_index(op.f("ix_exhibit_disposal_exhibit_id"), table_name="exhibit_disposal")
    op.drop_index(op.f("ix_exhibit_disposal_asked_by_id"), table_name="exhibit_disposal")
    op.drop_table("exhibit_disposal")
    op.drop_index("ix_forensic_submission_standing", table_name="forensic_submission")
    op.drop_index(op.f("ix_forensic_submission_crime_id"), table_name="forensic_submission")
    op.drop_index(op.f("ix_forensic_submission_asked_by_id"), table_name="forensic_submission")
    op.drop_table("forensic_submission")
    op.drop_index(op.f("ix_case_ending_crime_id"), table_name="case_ending")
    op.drop_index(op.f("ix_case_ending_by_id"), table_name="case_ending")
    op.drop_table("case_ending")
