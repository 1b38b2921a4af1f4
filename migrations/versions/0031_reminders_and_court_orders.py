"""Keep who was reminded of legal advice before an interview, and who supervises a child under a court order

A new column that is no for interviews which are there: nobody was asked. One more kind of right, told of children. The
release before this one runs on with both; it cannot read a right of the new kind. Going back loses who was reminded and
who supervises whom.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0022"

BEFORE = ("someone-informed", "legal-advice", "codes-of-practice", "consulate", "welfare", "telephone")


def upgrade() -> None:
    reminded = sa.Column("reminded", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    op.add_column("custody_interview", reminded)
    _kinds((*BEFORE[:5], "supervisor", *BEFORE[5:]))


def downgrade() -> None:
    op.execute(
        "DELETE FROM custody_right_action USING custody_right WHERE right_id = custody_right.id AND kind = 'supervisor'"
    )
    op.execute("DELETE FROM custody_right WHERE kind = 'supervisor'")
    _kinds(BEFORE)
    op.drop_column("custody_interview", "reminded")


def _kinds(known: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in known)
    for table in ("custody_right", "custody_right_delay"):
        op.drop_constraint(op.f("rightkind"), table, type_="check")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT rightkind CHECK (kind IN ({listed})) NOT VALID")
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT rightkind")
