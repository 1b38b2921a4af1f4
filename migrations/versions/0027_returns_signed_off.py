"""Keep yearly returns that were signed off, and when a release under investigation ended

A new table, empty. A search under s.55A says which scan it was, and a custody record when its release under
investigation ended; those that are there say nothing. The release before this one runs on with it. Going back loses
the returns signed off since: take their files away first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "custody_return_kept",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "which",
            sa.Enum(
                "detentions",
                "vulnerable-adults",
                "appropriate-adults",
                "children-overnight",
                "strip-searches",
                "intimate-searches",
                "x-rays-and-scans",
                "over-24-hours",
                "warrants",
                "bail-and-release",
                "section-136",
                name="return",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("differs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_return_kept_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_return_kept")),
    )
    op.create_index(op.f("ix_custody_return_kept_by_id"), "custody_return_kept", ["by_id"], unique=False)
    op.create_index("uq_custody_return_kept_edition", "custody_return_kept", ["year", "which", "edition"], unique=True)
    op.add_column(
        "custody_search",
        sa.Column(
            "scan",
            sa.Enum("x-ray", "ultrasound", name="scan", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
    )
    op.add_column("detention", sa.Column("investigation_ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("detention", sa.Column("investigation_ended", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("detention", "investigation_ended")
    op.drop_column("detention", "investigation_ended_at")
    op.drop_column("custody_search", "scan")
    op.drop_index("uq_custody_return_kept_edition", table_name="custody_return_kept")
    op.drop_index(op.f("ix_custody_return_kept_by_id"), table_name="custody_return_kept")
    op.drop_table("custody_return_kept")
