"""Keep every report, what was decided of it, and those passed to another force

New tables, empty, and a column of crimes that is empty too: no row that is there changes, and the release before goes
on recording crimes without it. On the way back what was reported and not recorded is lost, with all that was decided.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "undecided",
                "crime",
                "crime-related",
                "no-crime",
                "elsewhere",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decide_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "emergency-call",
                "call",
                "counter",
                "online",
                "officer",
                "partner",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("reporter_name", sa.Text(), nullable=False),
        sa.Column("reporter_phone", sa.Text(), nullable=False),
        sa.Column("control_room", sa.Text(), nullable=False),
        sa.Column("offence_code", sa.Text(), nullable=False),
        sa.Column("offence_title", sa.Text(), nullable=False),
        sa.Column("rape", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_incident_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(
        "ix_incident_control_room", "incident", ["control_room"], unique=True, postgresql_where="control_room <> ''"
    )
    op.create_index("ix_incident_standing", "incident", ["standing", "id"], unique=False)
    op.create_index(
        "ix_incident_waiting", "incident", ["decide_by", "id"], unique=False, postgresql_where="standing = 'undecided'"
    )
    op.create_table(
        "incident_transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("force_name", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("their_reference", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("victim_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("victim_told_how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_transfer_incident_id_incident")
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user.id"], name=op.f("fk_incident_transfer_sent_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_transfer")),
    )
    op.create_index(op.f("ix_incident_transfer_incident_id"), "incident_transfer", ["incident_id"], unique=False)
    op.create_index(op.f("ix_incident_transfer_sent_by_id"), "incident_transfer", ["sent_by_id"], unique=False)
    op.create_table(
        "incident_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=True),
        sa.Column(
            "standing",
            sa.Enum(
                "undecided",
                "crime",
                "crime-related",
                "no-crime",
                "elsewhere",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("new_facts", sa.Text(), nullable=False),
        sa.Column("n100", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rule_edition", sa.Text(), nullable=False),
        sa.Column("rule_text", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_incident_decision_crime_id_crime")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_incident_decision_decided_by_id_user")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_decision_incident_id_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_decision")),
    )
    op.create_index(op.f("ix_incident_decision_crime_id"), "incident_decision", ["crime_id"], unique=False)
    op.create_index(op.f("ix_incident_decision_decided_by_id"), "incident_decision", ["decided_by_id"], unique=False)
    op.create_index(op.f("ix_incident_decision_incident_id"), "incident_decision", ["incident_id"], unique=False)
    op.add_column("crime", sa.Column("incident_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_crime_incident_id"), "crime", ["incident_id"], unique=False)
    # put without reading the table while it is locked, then looked over while others write
    op.create_foreign_key(
        op.f("fk_crime_incident_id_incident"), "crime", "incident", ["incident_id"], ["id"], postgresql_not_valid=True
    )
    op.execute("ALTER TABLE crime VALIDATE CONSTRAINT fk_crime_incident_id_incident")


def downgrade() -> None:
    op.drop_constraint(op.f("fk_crime_incident_id_incident"), "crime", type_="foreignkey")
    op.drop_index(op.f("ix_crime_incident_id"), table_name="crime")
    op.drop_column("crime", "incident_id")
    op.drop_index(op.f("ix_incident_decision_incident_id"), table_name="incident_decision")
    op.drop_index(op.f("ix_incident_decision_decided_by_id"), table_name="incident_decision")
    op.drop_index(op.f("ix_incident_decision_crime_id"), table_name="incident_decision")
    op.drop_table("incident_decision")
    op.drop_index(op.f("ix_incident_transfer_sent_by_id"), table_name="incident_transfer")
    op.drop_index(op.f("ix_incident_transfer_incident_id"), table_name="incident_transfer")
    op.drop_table("incident_transfer")
    op.drop_index("ix_incident_waiting", table_name="incident", postgresql_where="standing = 'undecided'")
    op.drop_index("ix_incident_standing", table_name="incident")
    op.drop_index("ix_incident_control_room", table_name="incident", postgresql_where="control_room <> ''")
    op.drop_table("incident")
