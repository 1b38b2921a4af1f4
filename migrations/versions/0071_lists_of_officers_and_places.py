"""Lists of one officer or place: what is asked beside is looked up in the index

An officer or a place that has thousands was read row by row when a second condition came with it. Going back makes the
indexes as they were.
"""

from alembic import op

revision = "0071"
down_revision = "0064"

BESIDE = ["kind", "status", "unit", "outcome", "happened_from", "happened_until"]


def upgrade() -> None:
    _make(BESIDE)


def downgrade() -> None:
    _make(None)


def _make(beside: list[str] | None) -> None:
    for name in ("officer", "place"):
        op.drop_index(f"ix_crime_line_{name}", "crime_line")
        columns = ["flag", f"{name}_id", "listed_at", "crime_id"]
        op.create_index(f"ix_crime_line_{name}", "crime_line", columns, postgresql_include=beside)
