"""Keep changes of many crimes at once, with what became of each crime

Two tables, empty. Going back, which changes were made together is lost; the logs of the crimes still name each by its
reference.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0067"
down_revision = "0065"

KINDS = ("allocate", "set-flag", "end-flag", "status", "series", "related", "undo")
VERDICTS = ("waiting", "changed", "unchanged", "refused", "left-out")


def one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "crime_bulk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", one_of(KINDS, "bulkkind"), nullable=False),
        sa.Column("what", postgresql.JSONB(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("undoes_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_crime_bulk_by_id_user")),
        sa.ForeignKeyConstraint(["target_id"], ["crime.id"], name=op.f("fk_crime_bulk_target_id_crime")),
        sa.ForeignKeyConstraint(["undoes_id"], ["crime_bulk.id"], name=op.f("fk_crime_bulk_undoes_id_crime_bulk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_bulk")),
        sa.UniqueConstraint("reference", name=op.f("uq_crime_bulk_reference")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_crime_bulk_undoes_id")),
    )
    op.create_index(op.f("ix_crime_bulk_by_id"), "crime_bulk", ["by_id"])
    op.create_index(op.f("ix_crime_bulk_target_id"), "crime_bulk", ["target_id"])
    op.create_table(
        "crime_bulk_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bulk_id", sa.Uuid(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("verdict", one_of(VERDICTS, "verdict"), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("made", postgresql.JSONB(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["bulk_id"], ["crime_bulk.id"], name=op.f("fk_crime_bulk_line_bulk_id_crime_bulk")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_bulk_line_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_bulk_line")),
        sa.UniqueConstraint("bulk_id", "crime_id", name=op.f("uq_crime_bulk_line_bulk_id_crime_id")),
    )
    op.create_index(op.f("ix_crime_bulk_line_crime_id"), "crime_bulk_line", ["crime_id"])
    op.create_index(
        "ix_crime_bulk_line_waiting",
        "crime_bulk_line",
        ["bulk_id", "crime_id"],
        postgresql_where=sa.text("verdict = 'waiting'"),
    )


def downgrade() -> None:
    op.drop_table("crime_bulk_line")
    op.drop_table("crime_bulk")
