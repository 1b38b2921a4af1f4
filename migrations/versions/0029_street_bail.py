"""Keep street bail from the street to the desk, and what brings whoever was arrested on it

Two new tables, empty, and one more kind of arrival. No row that is there changes, and the release before works on
beside them. On the way back nobody may have been brought in under s.30D; street bails are lost: write down first who
is out on one.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0031"

BEFORE = (
    "arrest",
    "street-bail",
    "warrant",
    "warrant-with-bail",
    "breach-of-court-bail",
    "recall",
    "place-of-safety",
    "immigration",
    "remand",
    "produced",
)
SINCE = (*BEFORE, "street-bail-arrest")


def upgrade() -> None:
    _allow_kinds(SINCE)
    op.create_table(
        "custody_street_bail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("arrested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrest_place", sa.Text(), nullable=False),
        sa.Column("arrest_power", sa.Text(), nullable=False),
        sa.Column("arrest_reason", sa.Text(), nullable=False),
        sa.Column("necessity", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("cautioned", sa.Boolean(), nullable=True),
        sa.Column("caution_reply", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("authorised_by_id", sa.Uuid(), nullable=False),
        sa.Column("necessary_why", sa.Text(), nullable=False),
        sa.Column("representations", sa.Text(), nullable=False),
        sa.Column("conditions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("conditions_words", sa.Text(), nullable=False),
        sa.Column("purposes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("attend_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attend_by", sa.Date(), nullable=False),
        sa.Column(
            "notice",
            sa.Enum("by-hand", "printed", name="noticehow", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ended_by",
            sa.Enum(
                "answered",
                "not-answered",
                "breach",
                "not-required",
                name="streetend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authorised_by_id"], ["user.id"], name=op.f("fk_custody_street_bail_authorised_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_street_bail_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_custody_street_bail_id_event")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_custody_street_bail_officer_id_user")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_custody_street_bail_person_id_person")),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_street_bail_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_street_bail")),
    )
    op.create_index(op.f("ix_custody_street_bail_detention_id"), "custody_street_bail", ["detention_id"], unique=False)
    op.create_index(
        "ix_custody_street_bail_due",
        "custody_street_bail",
        ["attend_at"],
        unique=False,
        postgresql_where="ended_at IS NULL",
    )
    op.create_index(op.f("ix_custody_street_bail_officer_id"), "custody_street_bail", ["officer_id"], unique=False)
    op.create_index(op.f("ix_custody_street_bail_person_id"), "custody_street_bail", ["person_id"], unique=False)
    op.create_index(op.f("ix_custody_street_bail_suite_id"), "custody_street_bail", ["suite_id"], unique=False)
    op.create_table(
        "custody_street_bail_offence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("street_bail_id", sa.Uuid(), nullable=False),
        sa.Column("offence_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offence_id"], ["offence.id"], name=op.f("fk_custody_street_bail_offence_offence_id_offence")
        ),
        sa.ForeignKeyConstraint(
            ["street_bail_id"],
            ["custody_street_bail.id"],
            name=op.f("fk_custody_street_bail_offence_street_bail_id_custody_street_bail"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_street_bail_offence")),
        sa.UniqueConstraint(
            "street_bail_id", "offence_id", name=op.f("uq_custody_street_bail_offence_street_bail_id_offence_id")
        ),
    )
    op.create_index(
        op.f("ix_custody_street_bail_offence_offence_id"), "custody_street_bail_offence", ["offence_id"], unique=False
    )
    op.create_index(
        op.f("ix_custody_street_bail_offence_street_bail_id"),
        "custody_street_bail_offence",
        ["street_bail_id"],
        unique=False,
    )


def downgrade() -> None:
    _allow_kinds(BEFORE)
    op.drop_index(op.f("ix_custody_street_bail_offence_street_bail_id"), table_name="custody_street_bail_offence")
    op.drop_index(op.f("ix_custody_street_bail_offence_offence_id"), table_name="custody_street_bail_offence")
    op.drop_table("custody_street_bail_offence")
    op.drop_index(op.f("ix_custody_street_bail_suite_id"), table_name="custody_street_bail")
    op.drop_index(op.f("ix_custody_street_bail_person_id"), table_name="custody_street_bail")
    op.drop_index(op.f("ix_custody_street_bail_officer_id"), table_name="custody_street_bail")
    op.drop_index("ix_custody_street_bail_due", table_name="custody_street_bail", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_street_bail_detention_id"), table_name="custody_street_bail")
    op.drop_table("custody_street_bail")


def _allow_kinds(allowed: tuple[str, ...]) -> None:
    """Put without reading the tables while they are locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    for table, column in (("detention", "arrival"), ("custody_other_hold", "kind")):
        op.drop_constraint("arrivalkind", table)
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT arrivalkind CHECK ({column} IN ({listed})) NOT VALID")
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT arrivalkind")
