"""Handover between custody officers, wall screens, and how those name people

New tables, and a column that has a default: every suite's wall shows initials until it is told otherwise. The release
before works on beside them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "custody_handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_custody_handover_two_people")),
        sa.ForeignKeyConstraint(["from_id"], ["user.id"], name=op.f("fk_custody_handover_from_id_user")),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_handover_suite_id_custody_suite")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["user.id"], name=op.f("fk_custody_handover_to_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_handover")),
    )
    op.create_index(op.f("ix_custody_handover_from_id"), "custody_handover", ["from_id"], unique=False)
    op.create_index(op.f("ix_custody_handover_suite_id"), "custody_handover", ["suite_id"], unique=False)
    op.create_index(
        "uq_custody_handover_open", "custody_handover", ["suite_id"], unique=True, postgresql_where="ended_at IS NULL"
    )
    op.create_table(
        "custody_wall_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suite_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_wall_token_by_id_user")),
        sa.ForeignKeyConstraint(
            ["suite_id"], ["custody_suite.id"], name=op.f("fk_custody_wall_token_suite_id_custody_suite")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_wall_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_custody_wall_token_digest")),
    )
    op.create_index(op.f("ix_custody_wall_token_by_id"), "custody_wall_token", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_wall_token_suite_id"), "custody_wall_token", ["suite_id"], unique=False)
    op.create_table(
        "custody_handed_over",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("given_by_id <> taken_by_id", name=op.f("ck_custody_handed_over_two_people")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_handed_over_detention_id_detention")
        ),
        sa.ForeignKeyConstraint(["given_by_id"], ["user.id"], name=op.f("fk_custody_handed_over_given_by_id_user")),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["custody_handover.id"], name=op.f("fk_custody_handed_over_handover_id_custody_handover")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user.id"], name=op.f("fk_custody_handed_over_taken_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_handed_over")),
        sa.UniqueConstraint(
            "handover_id", "detention_id", name=op.f("uq_custody_handed_over_handover_id_detention_id")
        ),
    )
    op.create_index(op.f("ix_custody_handed_over_detention_id"), "custody_handed_over", ["detention_id"], unique=False)
    op.create_index(op.f("ix_custody_handed_over_given_by_id"), "custody_handed_over", ["given_by_id"], unique=False)
    op.add_column(
        "custody_suite",
        sa.Column(
            "wall_names",
            sa.Enum("initials", "full", name="wallnames", native_enum=False, create_constraint=True, length=40),
            server_default="initials",
            nullable=False,
        ),
    )


def downgrade() -> None:
    op.drop_column("custody_suite", "wall_names")
    op.drop_index(op.f("ix_custody_handed_over_given_by_id"), table_name="custody_handed_over")
    op.drop_index(op.f("ix_custody_handed_over_detention_id"), table_name="custody_handed_over")
    op.drop_table("custody_handed_over")
    op.drop_index(op.f("ix_custody_wall_token_suite_id"), table_name="custody_wall_token")
    op.drop_index(op.f("ix_custody_wall_token_by_id"), table_name="custody_wall_token")
    op.drop_table("custody_wall_token")
    op.drop_index("uq_custody_handover_open", table_name="custody_handover", postgresql_where="ended_at IS NULL")
    op.drop_index(op.f("ix_custody_handover_suite_id"), table_name="custody_handover")
    op.drop_index(op.f("ix_custody_handover_from_id"), table_name="custody_handover")
    op.drop_table("custody_handover")
