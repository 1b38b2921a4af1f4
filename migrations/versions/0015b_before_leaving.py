"""What is settled before somebody leaves, and moves between suites

New tables only. The release before works on without them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015b"
down_revision = "0014"


def upgrade() -> None:

    op.create_table(
        "custody_child_after_charge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contacted_who", sa.Text(), nullable=False),
        sa.Column("secure", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "impracticable",
                "serious-harm",
                name="whynotmoved",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("certified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_child_after_charge_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_child_after_charge_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_child_after_charge")),
    )
    op.create_index(op.f("ix_custody_child_after_charge_by_id"), "custody_child_after_charge", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_custody_child_after_charge_detention_id"), "custody_child_after_charge", ["detention_id"], unique=False
    )
    op.create_table(
        "custody_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_suite_id", sa.Uuid(), nullable=False),
        sa.Column("to_suite_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("escort", sa.Text(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by_id", sa.Uuid(), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_move_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_move_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(
            ["from_suite_id"], ["custody_suite.id"], name=op.f("fk_custody_move_from_suite_id_custody_suite")
        ),
        sa.ForeignKeyConstraint(["received_by_id"], ["user.id"], name=op.f("fk_custody_move_received_by_id_user")),
        sa.ForeignKeyConstraint(
            ["to_suite_id"], ["custody_suite.id"], name=op.f("fk_custody_move_to_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_move")),
    )
    op.create_index(op.f("ix_custody_move_by_id"), "custody_move", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_move_detention_id"), "custody_move", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_move_from_suite_id"), "custody_move", ["from_suite_id"], unique=False)
    op.create_index(op.f("ix_custody_move_to_suite_id"), "custody_move", ["to_suite_id"], unique=False)
    op.create_table(
        "custody_pre_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("risks", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("feeling", sa.Text(), nullable=False),
        sa.Column("action_plan", sa.Text(), nullable=False),
        sa.Column("transport", sa.Text(), nullable=False),
        sa.Column("medication", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("leaflet", sa.Boolean(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_pre_release_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_pre_release_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_pre_release")),
    )
    op.create_index(op.f("ix_custody_pre_release_by_id"), "custody_pre_release", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_pre_release_detention_id"), "custody_pre_release", ["detention_id"], unique=False)


def downgrade() -> None:

    op.drop_index(op.f("ix_custody_pre_release_detention_id"), table_name="custody_pre_release")
    op.drop_index(op.f("ix_custody_pre_release_by_id"), table_name="custody_pre_release")
    op.drop_table("custody_pre_release")
    op.drop_index(op.f("ix_custody_move_to_suite_id"), table_name="custody_move")
    op.drop_index(op.f("ix_custody_move_from_suite_id"), table_name="custody_move")
    op.drop_index(op.f("ix_custody_move_detention_id"), table_name="custody_move")
    op.drop_index(op.f("ix_custody_move_by_id"), table_name="custody_move")
    op.drop_table("custody_move")
    op.drop_index(op.f("ix_custody_child_after_charge_detention_id"), table_name="custody_child_after_charge")
    op.drop_index(op.f("ix_custody_child_after_charge_by_id"), table_name="custody_child_after_charge")
    op.drop_table("custody_child_after_charge")
