"""What is owed to victims, what they need, and each contact with them

New tables, empty: crimes recorded before owe nothing by them, and the release before goes on without them. On the way
back contacts with victims and what was promised to them are lost.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0046"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "victim_care",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assessed_by_id", sa.Uuid(), nullable=True),
        sa.Column("communication", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("measures", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("enhanced", sa.Boolean(), nullable=True),
        sa.Column("grounds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("enhanced_why", sa.Text(), nullable=False),
        sa.Column("enhanced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enhanced_by_id", sa.Uuid(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("reached_at", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=True),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("avoid", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["user.id"], name=op.f("fk_victim_care_agreed_by_id_user")),
        sa.ForeignKeyConstraint(["assessed_by_id"], ["user.id"], name=op.f("fk_victim_care_assessed_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_victim_care_crime_id_crime")),
        sa.ForeignKeyConstraint(["enhanced_by_id"], ["user.id"], name=op.f("fk_victim_care_enhanced_by_id_user")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_victim_care_party_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_care")),
        sa.UniqueConstraint("crime_id", "party_id", name=op.f("uq_victim_care_crime_id_party_id")),
    )
    op.create_index(op.f("ix_victim_care_crime_id"), "victim_care", ["crime_id"], unique=False)
    op.create_index(op.f("ix_victim_care_party_id"), "victim_care", ["party_id"], unique=False)
    op.create_table(
        "victim_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("keeps", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_victim_contact_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_victim_contact_crime_id_crime")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_victim_contact_party_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_contact")),
    )
    op.create_index(op.f("ix_victim_contact_by_id"), "victim_contact", ["by_id"], unique=False)
    op.create_index(op.f("ix_victim_contact_crime_id"), "victim_contact", ["crime_id"], unique=False)
    op.create_index(op.f("ix_victim_contact_party_id"), "victim_contact", ["party_id"], unique=False)
    op.create_table(
        "victim_promise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("broken", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["victim_contact.id"], name=op.f("fk_victim_promise_contact_id_victim_contact")
        ),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_victim_promise_crime_id_crime")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_victim_promise_ended_by_id_user")),
        sa.ForeignKeyConstraint(["party_id"], ["entity.id"], name=op.f("fk_victim_promise_party_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_promise")),
    )
    op.create_index("ix_victim_promise_broken", "victim_promise", ["crime_id"], unique=False, postgresql_where="broken")
    op.create_index(op.f("ix_victim_promise_crime_id"), "victim_promise", ["crime_id"], unique=False)
    op.create_index(
        "ix_victim_promise_open", "victim_promise", ["due_on", "id"], unique=False, postgresql_where="ended_at IS NULL"
    )
    op.create_index(op.f("ix_victim_promise_party_id"), "victim_promise", ["party_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_victim_promise_broken", table_name="victim_promise", postgresql_where="broken")
    op.drop_index(op.f("ix_victim_promise_crime_id"), table_name="victim_promise")
    op.drop_index("ix_victim_promise_open", table_name="victim_promise", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_victim_promise_party_id"), table_name="victim_promise")
    op.drop_table("victim_promise")
    op.drop_index(op.f("ix_victim_contact_by_id"), table_name="victim_contact")
    op.drop_index(op.f("ix_victim_contact_crime_id"), table_name="victim_contact")
    op.drop_index(op.f("ix_victim_contact_party_id"), table_name="victim_contact")
    op.drop_table("victim_contact")
    op.drop_index(op.f("ix_victim_care_crime_id"), table_name="victim_care")
    op.drop_index(op.f("ix_victim_care_party_id"), table_name="victim_care")
    op.drop_table("victim_care")
