"""Keep holds on records, and use of force forms of officers outside custody

Two new tables, empty. No row that is there changes, and the release before this one runs on with it: it knows of no
hold, but cannot remove a record under one. Going back loses holds and forms: write down first what is held and why.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "record_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_record_hold_entity_id_entity")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["user.id"], name=op.f("fk_record_hold_lifted_by_id_user")),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_record_hold_set_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_hold")),
    )
    op.create_index(
        "ix_record_hold_live", "record_hold", ["entity_id"], unique=False, postgresql_where="lifted_at IS NULL"
    )
    op.create_index(op.f("ix_record_hold_set_by_id"), "record_hold", ["set_by_id"], unique=False)
    op.create_table(
        "force_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("described_as", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("tactics", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("officer_injury", sa.Text(), nullable=False),
        sa.Column("subject_injury", sa.Text(), nullable=False),
        sa.Column("effective", sa.Boolean(), nullable=False),
        sa.Column("body_worn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_force_report_officer_id_user")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_force_report_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_force_report")),
    )
    op.create_index("ix_force_report_officer", "force_report", ["officer_id", "at"], unique=False)
    op.create_index(op.f("ix_force_report_officer_id"), "force_report", ["officer_id"], unique=False)
    op.create_index(op.f("ix_force_report_person_id"), "force_report", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_force_report_person_id"), table_name="force_report")
    op.drop_index(op.f("ix_force_report_officer_id"), table_name="force_report")
    op.drop_index("ix_force_report_officer", table_name="force_report")
    op.drop_table("force_report")
    op.drop_index(op.f("ix_record_hold_set_by_id"), table_name="record_hold")
    op.drop_index("ix_record_hold_live", table_name="record_hold", postgresql_where="lifted_at IS NULL")
    op.drop_table("record_hold")
