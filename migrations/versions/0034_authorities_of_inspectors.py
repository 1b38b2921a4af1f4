"""Keep who acts at a station not designated, searches of premises, limits on calls and emergency charges

Three new tables, empty: of decisions taken before at a station that is not designated, nothing is owed. Delays of rights
and incidents get columns with defaults: a delay of before limits no calls, and a restraint in a cell of before says
nothing of its approval. The release before this one runs on with them; a limit on calls shows there as a delay of the
right to telephone. Going back loses what was written in them; the lines of the log stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0035"


def _kept(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    _create_acting_officers()
    _create_premises_searches()
    _create_emergency_charges()
    op.add_column("custody_right_delay", sa.Column("covers", sa.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column("custody_right_delay", sa.Column("denied", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("custody_incident", sa.Column("equipment", sa.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column("custody_incident", sa.Column("necessary_why", sa.Text(), server_default="", nullable=False))
    op.add_column("custody_incident", sa.Column("watched", sa.Integer(), nullable=True))
    op.add_column("custody_incident", sa.Column("approved_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_custody_incident_approved_by_id_user"), "custody_incident", "user", ["approved_by_id"], ["id"]
    )
    op.create_index(op.f("ix_custody_incident_approved_by_id"), "custody_incident", ["approved_by_id"], unique=False)


def _create_acting_officers() -> None:
    op.create_table(
        "custody_acting_officer",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("role", _kept("uninvolved", "brought-them", "other-officer", name="actingas"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_id", sa.Uuid(), nullable=True),
        sa.Column("told_rank", sa.Integer(), nullable=True),
        sa.Column("told_station", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_acting_officer_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_acting_officer_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["told_id"], ["user.id"], name=op.f("fk_custody_acting_officer_told_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_acting_officer")),
    )
    _index("custody_acting_officer", "by_id", "detention_id", "told_id")


def _create_premises_searches() -> None:
    op.create_table(
        "custody_premises_search",
        sa.Column("power", _kept("authorised", "before-station", name="power"), nullable=False),
        sa.Column("premises", sa.Text(), nullable=False),
        sa.Column("occupancy", _kept("occupies", "controls", name="occupancy"), nullable=False),
        sa.Column("relation", _kept("this-offence", "connected-or-similar", name="relation"), nullable=False),
        sa.Column("other_offence", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("presence_why", sa.Text(), nullable=False),
        sa.Column("officer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("officer_rank", sa.Integer(), nullable=True),
        sa.Column("refused_why", sa.Text(), nullable=False),
        sa.Column("searched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("searched_by", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_premises_search_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_premises_search_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_custody_premises_search_officer_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_premises_search")),
    )
    _index("custody_premises_search", "by_id", "detention_id", "officer_id")


def _create_emergency_charges() -> None:
    op.create_table(
        "custody_emergency_charge",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inspector_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", _kept("ratified", "other-charge", "not-ratified", name="ratified"), nullable=True),
        sa.Column("prosecutor", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("outcome_why", sa.Text(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_emergency_charge_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_emergency_charge_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["user.id"], name=op.f("fk_custody_emergency_charge_inspector_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["user.id"], name=op.f("fk_custody_emergency_charge_noted_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_emergency_charge")),
    )
    _index("custody_emergency_charge", "by_id", "detention_id", "inspector_id", "noted_by_id")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_incident_approved_by_id"), table_name="custody_incident")
    op.drop_constraint(op.f("fk_custody_incident_approved_by_id_user"), "custody_incident", type_="foreignkey")
    for column in ("approved_by_id", "watched", "necessary_why", "equipment"):
        op.drop_column("custody_incident", column)
    for column in ("denied", "covers"):
        op.drop_column("custody_right_delay", column)
    op.drop_table("custody_emergency_charge")
    op.drop_table("custody_premises_search")
    op.drop_table("custody_acting_officer")
