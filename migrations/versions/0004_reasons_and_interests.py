"""Reasons given in a sign-in, interests in a record, and the people users are tied to

New columns have a default and new tables are empty, so nothing is rewritten and nothing waits longer than it takes to
add a column. Custody records there are go into the hands of the officers in their cases, or of whoever arrested. The
release before leaves all of this alone: it asks for no reasons and shows officers in a case the limited custody record.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0012"


OFFICERS_IN_THE_CASES = """
INSERT INTO interest (id, version, created_at, entity_id, user_id, kind)
SELECT gen_random_uuid(), 1, now(), held.detention_id, held.user_id, 'officer-in-case'
FROM (
  SELECT DISTINCT offence.detention_id, crime.officer_in_case_id AS user_id
  FROM offence JOIN crime ON crime.id = offence.crime_id
  WHERE offence.detention_id IS NOT NULL AND crime.officer_in_case_id IS NOT NULL
  UNION
  SELECT detention.id, detention.arrested_by_id FROM detention
  WHERE detention.arrested_by_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM offence JOIN crime ON crime.id = offence.crime_id
    WHERE offence.detention_id = detention.id AND crime.officer_in_case_id IS NOT NULL
  )
) AS held
"""
INTO_THEIR_HANDS = """
UPDATE entity SET interested = held.users
FROM (SELECT entity_id, array_agg(user_id ORDER BY user_id) AS users FROM interest GROUP BY entity_id) AS held
WHERE entity.id = held.entity_id
"""


def upgrade() -> None:
    op.create_table(
        "interest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "officer-in-case",
                "appropriate-adult",
                name="interestkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_interest_entity_id_entity")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_interest_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
    )
    op.create_index("ix_interest_live", "interest", ["entity_id"], unique=False, postgresql_where="ended_at IS NULL")
    op.create_index(op.f("ix_interest_user_id"), "interest", ["user_id"], unique=False)
    op.create_table(
        "tie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "themselves",
                "family",
                "friend",
                "colleague",
                "other",
                name="tiekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_tie_ended_by_id_user")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tie_person_id_person")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_tie_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_person_id"), "tie", ["person_id"], unique=False)
    op.create_index("uq_tie_live", "tie", ["user_id", "person_id"], unique=True, postgresql_where="ended_at IS NULL")
    op.add_column("entity", sa.Column("interested", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False))
    op.add_column(
        "sign_in", sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False)
    )
    op.execute(OFFICERS_IN_THE_CASES)
    op.execute(INTO_THEIR_HANDS)


def downgrade() -> None:
    op.drop_column("sign_in", "reasons")
    op.drop_column("entity", "interested")
    op.drop_index("uq_tie_live", table_name="tie", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_tie_person_id"), table_name="tie")
    op.drop_table("tie")
    op.drop_index(op.f("ix_interest_user_id"), table_name="interest")
    op.drop_index("ix_interest_live", table_name="interest", postgresql_where="ended_at IS NULL")
    op.drop_table("interest")
