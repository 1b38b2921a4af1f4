"""Keep when a cell's camera saw nothing, releases without bail in the street, and arrests after on new evidence

A new table, empty, and two more ways for street bail to end; of a release without bail there is no time to attend. No
row that is there changes. On the way back nobody may have been released without bail, and no street bail may have
ended in an arrest on new evidence; what was written of cameras is lost, the lines of the logs stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0033"

BEFORE = ("answered", "not-answered", "breach", "not-required")
SINCE = (*BEFORE, "new-evidence", "no-bail")
ONLY_OF_BAIL = {"authorised_by_id": sa.Uuid(), "attend_at": sa.DateTime(timezone=True), "attend_by": sa.Date()}


def upgrade() -> None:
    _allow_ends(SINCE)
    for column, kind in ONLY_OF_BAIL.items():
        op.alter_column("custody_street_bail", column, existing_type=kind, nullable=True)
    op.add_column("custody_cell", sa.Column("camera_out", _out(), nullable=True))
    op.add_column("custody_cell", sa.Column("camera_out_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("custody_cell", sa.Column("camera_why", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "custody_camera_exception",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cell_id", sa.Uuid(), nullable=False),
        sa.Column("out", _out(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_camera_exception_by_id_user")),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["custody_cell.id"], name=op.f("fk_custody_camera_exception_cell_id_custody_cell")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_camera_exception")),
    )
    op.create_index(op.f("ix_custody_camera_exception_by_id"), "custody_camera_exception", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_camera_exception_cell_id"), "custody_camera_exception", ["cell_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_camera_exception_cell_id"), table_name="custody_camera_exception")
    op.drop_index(op.f("ix_custody_camera_exception_by_id"), table_name="custody_camera_exception")
    op.drop_table("custody_camera_exception")
    for column in ("camera_why", "camera_out_at", "camera_out"):
        op.drop_column("custody_cell", column)
    for column, kind in ONLY_OF_BAIL.items():
        op.alter_column("custody_street_bail", column, existing_type=kind, nullable=False)
    _allow_ends(BEFORE)


def _out() -> sa.Enum:
    kinds = ("off", "blocked", "failed")
    return sa.Enum(*kinds, name="cameraout", native_enum=False, create_constraint=True, length=40)


def _allow_ends(allowed: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint("streetend", "custody_street_bail")
    op.execute(f"ALTER TABLE custody_street_bail ADD CONSTRAINT streetend CHECK (ended_by IN ({listed})) NOT VALID")
    op.execute("ALTER TABLE custody_street_bail VALIDATE CONSTRAINT streetend")
