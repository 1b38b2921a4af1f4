"""Keep stocktakes of property stores: what was read off each shelf, and what differed from the record

Three tables, empty. On the way back they go, and with them what was counted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"


def upgrade() -> None:
    op.create_table(
        "stock_take",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("store_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_stock_take_by_id_user")),
        sa.ForeignKeyConstraint(["second_id"], ["user.id"], name=op.f("fk_stock_take_second_id_user")),
        sa.ForeignKeyConstraint(
            ["store_id"], ["property_store.id"], name=op.f("fk_stock_take_store_id_property_store")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_take")),
    )
    op.create_index(op.f("ix_stock_take_by_id"), "stock_take", ["by_id"], unique=False)
    op.create_index("ix_stock_take_store", "stock_take", ["store_id", "begun_at"], unique=False)
    op.create_index("uq_stock_take_open", "stock_take", ["store_id"], unique=True, postgresql_where="ended_at IS NULL")
    op.create_table(
        "stock_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stock_take_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=True),
        sa.Column("shelf_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_stock_count_by_id_user")),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_stock_count_exhibit_id_exhibit")),
        sa.ForeignKeyConstraint(
            ["shelf_id"], ["property_shelf.id"], name=op.f("fk_stock_count_shelf_id_property_shelf")
        ),
        sa.ForeignKeyConstraint(
            ["stock_take_id"], ["stock_take.id"], name=op.f("fk_stock_count_stock_take_id_stock_take")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count")),
        sa.UniqueConstraint("stock_take_id", "code", name=op.f("uq_stock_count_stock_take_id_code")),
    )
    op.create_index(op.f("ix_stock_count_by_id"), "stock_count", ["by_id"], unique=False)
    op.create_index(op.f("ix_stock_count_exhibit_id"), "stock_count", ["exhibit_id"], unique=False)
    op.create_table(
        "stock_difference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stock_take_id", sa.Uuid(), nullable=False),
        sa.Column(
            "differs",
            sa.Enum(
                "missing",
                "misplaced",
                "stray",
                "unknown",
                name="differs",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exhibit_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("recorded_on_id", sa.Uuid(), nullable=True),
        sa.Column("counted_on_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counted_on_id"], ["property_shelf.id"], name=op.f("fk_stock_difference_counted_on_id_property_shelf")
        ),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_stock_difference_exhibit_id_exhibit")),
        sa.ForeignKeyConstraint(
            ["recorded_on_id"], ["property_shelf.id"], name=op.f("fk_stock_difference_recorded_on_id_property_shelf")
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user.id"], name=op.f("fk_stock_difference_settled_by_id_user")),
        sa.ForeignKeyConstraint(
            ["stock_take_id"], ["stock_take.id"], name=op.f("fk_stock_difference_stock_take_id_stock_take")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_difference")),
    )
    op.create_index(op.f("ix_stock_difference_exhibit_id"), "stock_difference", ["exhibit_id"], unique=False)
    op.create_index(op.f("ix_stock_difference_stock_take_id"), "stock_difference", ["stock_take_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_stock_difference_stock_take_id"), table_name="stock_difference")
    op.drop_index(op.f("ix_stock_difference_exhibit_id"), table_name="stock_difference")
    op.drop_table("stock_difference")
    op.drop_index(op.f("ix_stock_count_exhibit_id"), table_name="stock_count")
    op.drop_index(op.f("ix_stock_count_by_id"), table_name="stock_count")
    op.drop_table("stock_count")
    op.drop_index("uq_stock_take_open", table_name="stock_take", postgresql_where="ended_at IS NULL")
    op.drop_index("ix_stock_take_store", table_name="stock_take")
    op.drop_index(op.f("ix_stock_take_by_id"), table_name="stock_take")
    op.drop_table("stock_take")
