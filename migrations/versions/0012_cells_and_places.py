"""Places in cells, their condition, and who is to be kept apart

Cells that are there get one place, or as many as they hold people now; those people get places in the order in which
they came. Of two open stays of one detainee the earlier ends when the later began. The release before works on, but is
refused when it would put two people in one place.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "custody_keep_apart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.CheckConstraint("detention_id < other_id", name=op.f("ck_custody_keep_apart_lower_first")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_keep_apart_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_keep_apart_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_custody_keep_apart_ended_by_id_user")),
        sa.ForeignKeyConstraint(["other_id"], ["detention.id"], name=op.f("fk_custody_keep_apart_other_id_detention")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_keep_apart")),
    )
    op.create_index(op.f("ix_custody_keep_apart_by_id"), "custody_keep_apart", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_keep_apart_detention_id"), "custody_keep_apart", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_keep_apart_other_id"), "custody_keep_apart", ["other_id"], unique=False)
    op.create_index(
        "uq_custody_keep_apart_pair",
        "custody_keep_apart",
        ["detention_id", "other_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
    op.add_column("custody_cell", sa.Column("capacity", sa.Integer(), server_default="1", nullable=False))
    op.add_column(
        "custody_cell",
        sa.Column(
            "corridor",
            sa.Enum("any", "male", "female", name="corridor", native_enum=False, create_constraint=True, length=40),
            server_default="any",
            nullable=False,
        ),
    )
    op.add_column("custody_cell", sa.Column("camera", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "custody_cell",
        sa.Column(
            "condition",
            sa.Enum(
                "clean",
                "to-be-cleaned",
                "out-of-order",
                name="condition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="clean",
            nullable=False,
        ),
    )
    op.add_column("custody_cell", sa.Column("condition_why", sa.Text(), server_default="", nullable=False))
    op.add_column("custody_cell_stay", sa.Column("place", sa.Integer(), server_default="1", nullable=False))
    _give_places()
    op.create_index(
        "uq_custody_cell_stay_open",
        "custody_cell_stay",
        ["detention_id"],
        unique=True,
        postgresql_where="until_at IS NULL",
    )
    op.create_index(
        "uq_custody_cell_stay_place",
        "custody_cell_stay",
        ["cell_id", "place"],
        unique=True,
        postgresql_where="until_at IS NULL",
    )
    op.add_column("custody_suite", sa.Column("closed_why", sa.Text(), server_default="", nullable=False))


def _give_places() -> None:
    """Everybody who is in a cell gets a place of it, and every cell enough of them."""
    op.execute(
        """UPDATE custody_cell_stay AS earlier SET until_at = later.from_at FROM (
            SELECT id, lead(from_at) OVER (PARTITION BY detention_id ORDER BY from_at, id) AS from_at
            FROM custody_cell_stay WHERE until_at IS NULL
        ) AS later WHERE later.id = earlier.id AND later.from_at IS NOT NULL"""
    )
    op.execute(
        """UPDATE custody_cell_stay AS stay SET place = placed.place FROM (
            SELECT id, row_number() OVER (PARTITION BY cell_id ORDER BY from_at, id) AS place
            FROM custody_cell_stay WHERE until_at IS NULL
        ) AS placed WHERE placed.id = stay.id"""
    )
    op.execute(
        """UPDATE custody_cell AS cell SET capacity = held.places FROM (
            SELECT cell_id, max(place) AS places FROM custody_cell_stay WHERE until_at IS NULL GROUP BY cell_id
        ) AS held WHERE held.cell_id = cell.id"""
    )


def downgrade() -> None:
    op.drop_column("custody_suite", "closed_why")
    op.drop_index("uq_custody_cell_stay_place", table_name="custody_cell_stay", postgresql_where="until_at IS NULL")
    op.drop_index("uq_custody_cell_stay_open", table_name="custody_cell_stay", postgresql_where="until_at IS NULL")
    op.drop_column("custody_cell_stay", "place")
    op.drop_column("custody_cell", "condition_why")
    op.drop_column("custody_cell", "condition")
    op.drop_column("custody_cell", "camera")
    op.drop_column("custody_cell", "corridor")
    op.drop_column("custody_cell", "capacity")
    op.drop_index("uq_custody_keep_apart_pair", table_name="custody_keep_apart", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_keep_apart_other_id"), table_name="custody_keep_apart")
    op.drop_index(op.f("ix_custody_keep_apart_detention_id"), table_name="custody_keep_apart")
    op.drop_index(op.f("ix_custody_keep_apart_by_id"), table_name="custody_keep_apart")
    op.drop_table("custody_keep_apart")
