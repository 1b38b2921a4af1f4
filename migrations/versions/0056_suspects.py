"""Suspects circulated as wanted, their interviews as summed up, and identification procedures

New tables, empty. The release before this one runs on without them. Going back loses what is in them; the warnings on
the people who are wanted stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0056"
down_revision = "0055"


def upgrade() -> None:
    how = sa.Enum("arrest", "cancelled", name="wantedend", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "wanted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("offences", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("marker_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", how, nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_wanted_crime_id_crime")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wanted_person_id_person")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_wanted_by_id_user")),
        sa.ForeignKeyConstraint(["marker_id"], ["person_marker.id"], name=op.f("fk_wanted_marker_id_person_marker")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_wanted_ended_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted")),
    )
    for column in ("crime_id", "person_id", "by_id"):
        op.create_index(op.f(f"ix_wanted_{column}"), "wanted", [column], unique=False)
    op.create_index(
        "ix_wanted_open", "wanted", ["crime_id", "person_id"], unique=True, postgresql_where="ended_at IS NULL"
    )
    _create_identification()
    _create_interview()


def _create_identification() -> None:
    kinds = ("video", "parade", "group", "confrontation", "not-held")
    picks = ("suspect", "other", "nobody", "unsure")
    procedure = sa.Enum(*kinds, name="procedure", native_enum=False, create_constraint=True, length=40)
    picked = sa.Enum(*picks, name="picked", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "identification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("procedure", procedure, nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("described_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.Column("notice_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=True),
        sa.Column("picked", picked, nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("recording", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_identification_crime_id_crime")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_identification_person_id_person")),
        sa.ForeignKeyConstraint(["witness_id"], ["person.id"], name=op.f("fk_identification_witness_id_person")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_identification_officer_id_user")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_identification_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identification")),
    )
    for column in ("crime_id", "person_id", "witness_id", "by_id"):
        op.create_index(op.f(f"ix_identification_{column}"), "identification", [column], unique=False)


def _create_interview() -> None:
    texts = ("legal_adviser", "adult", "interpreter", "recording", "special_warning", "prepared_statement", "summary")
    op.create_table(
        "suspect_interview",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("voluntary", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_suspect_interview_crime_id_crime")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suspect_interview_person_id_person")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_suspect_interview_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspect_interview")),
        sa.UniqueConstraint("crime_id", "interview_id", name=op.f("uq_suspect_interview_crime_id_interview_id")),
    )
    for column in ("crime_id", "person_id", "by_id"):
        op.create_index(op.f(f"ix_suspect_interview_{column}"), "suspect_interview", [column], unique=False)


def downgrade() -> None:
    op.drop_table("suspect_interview")
    op.drop_table("identification")
    op.drop_table("wanted")
