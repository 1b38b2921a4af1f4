"""Change what a crime is classed as, cancel it, and name the crime registrar

New tables, empty: no row that is there changes, and the release before goes on without them. On the way back the
history of classifications and cancellations is lost; what crimes are classed as now, and which are cancelled, stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0037"


def upgrade() -> None:
    op.create_table(
        "crime_registrar",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appointed_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["appointed_by_id"], ["user.id"], name=op.f("fk_crime_registrar_appointed_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_crime_registrar_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_registrar")),
    )
    op.create_index(op.f("ix_crime_registrar_appointed_by_id"), "crime_registrar", ["appointed_by_id"], unique=False)
    op.create_index(
        "ix_crime_registrar_now",
        "crime_registrar",
        ["until_at"],
        unique=True,
        postgresql_where="until_at IS NULL",
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(op.f("ix_crime_registrar_user_id"), "crime_registrar", ["user_id"], unique=False)
    op.create_table(
        "crime_cancellation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("their_reference", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("other_number", sa.Text(), nullable=False),
        sa.Column("specified", sa.Boolean(), nullable=False),
        sa.Column("victim_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("victim_told_how", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_cancellation_crime_id_crime")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_crime_cancellation_decided_by_id_user")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_crime_cancellation_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_cancellation")),
    )
    op.create_index(op.f("ix_crime_cancellation_crime_id"), "crime_cancellation", ["crime_id"], unique=False)
    op.create_index(
        "ix_crime_cancellation_open",
        "crime_cancellation",
        ["crime_id"],
        unique=True,
        postgresql_where="decided_at IS NULL",
    )
    op.create_index(
        op.f("ix_crime_cancellation_proposed_by_id"), "crime_cancellation", ["proposed_by_id"], unique=False
    )
    op.create_table(
        "crime_reclassification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_code", sa.Text(), nullable=False),
        sa.Column("from_title", sa.Text(), nullable=False),
        sa.Column("from_class", sa.Text(), nullable=False),
        sa.Column("to_code", sa.Text(), nullable=False),
        sa.Column("to_title", sa.Text(), nullable=False),
        sa.Column("to_class", sa.Text(), nullable=False),
        sa.Column("lowers", sa.Boolean(), nullable=False),
        sa.Column("rests_on", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_reclassification_crime_id_crime")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_crime_reclassification_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_crime_reclassification_proposed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_reclassification")),
    )
    op.create_index(op.f("ix_crime_reclassification_crime_id"), "crime_reclassification", ["crime_id"], unique=False)
    op.create_index(
        "ix_crime_reclassification_open",
        "crime_reclassification",
        ["crime_id"],
        unique=True,
        postgresql_where="decided_at IS NULL",
    )
    op.create_index(
        op.f("ix_crime_reclassification_proposed_by_id"), "crime_reclassification", ["proposed_by_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_crime_reclassification_proposed_by_id"), table_name="crime_reclassification")
    op.drop_index(
        "ix_crime_reclassification_open", table_name="crime_reclassification", postgresql_where="decided_at IS NULL"
    )
    op.drop_index(op.f("ix_crime_reclassification_crime_id"), table_name="crime_reclassification")
    op.drop_table("crime_reclassification")
    op.drop_index(op.f("ix_crime_cancellation_proposed_by_id"), table_name="crime_cancellation")
    op.drop_index("ix_crime_cancellation_open", table_name="crime_cancellation", postgresql_where="decided_at IS NULL")
    op.drop_index(op.f("ix_crime_cancellation_crime_id"), table_name="crime_cancellation")
    op.drop_table("crime_cancellation")
    op.drop_index(op.f("ix_crime_registrar_user_id"), table_name="crime_registrar")
    op.drop_index(
        "ix_crime_registrar_now",
        table_name="crime_registrar",
        postgresql_where="until_at IS NULL",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_index(op.f("ix_crime_registrar_appointed_by_id"), table_name="crime_registrar")
    op.drop_table("crime_registrar")
