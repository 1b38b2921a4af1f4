"""Keep returns of every domain that were signed off, over periods of any length, in one table

That of custody under another name: each file there stays as it is, of the set `custody` and of the year that ends on 31
March of its year. The release before this one runs on, but signs no returns off and shows none that were: the table is
not where it looks for it. Going back, what was signed off of other domains is removed: take those files away first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0071"

BEFORE, AFTER = "custody_return_kept", "return_kept"
OF_CUSTODY = (
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
    "use-of-force",
    "use-of-force-tactics",
    "offences-held-for",
    "adverse-incidents",
)


def upgrade() -> None:
    op.drop_constraint(op.f("return"), BEFORE, type_="check")
    op.drop_index("uq_custody_return_kept_edition", table_name=BEFORE)
    op.rename_table(BEFORE, AFTER)
    _rename(BEFORE, AFTER)
    op.alter_column(AFTER, "which", type_=sa.Text(), existing_type=sa.String(40), existing_nullable=False)
    op.add_column(AFTER, sa.Column("about", sa.Text(), nullable=True))
    op.add_column(AFTER, sa.Column("period", sa.Text(), nullable=True))
    op.execute("UPDATE return_kept SET about = 'custody', period = (year - 1)::text || '-' || year::text")
    op.alter_column(AFTER, "about", nullable=False)
    op.alter_column(AFTER, "period", nullable=False)
    op.drop_column(AFTER, "year")
    op.create_index("uq_return_kept_edition", AFTER, ["about", "period", "which", "edition"], unique=True)


def downgrade() -> None:
    op.execute("DELETE FROM return_kept WHERE about <> 'custody'")
    op.drop_index("uq_return_kept_edition", table_name=AFTER)
    op.add_column(AFTER, sa.Column("year", sa.Integer(), nullable=True))
    op.execute("UPDATE return_kept SET year = right(period, 4)::int")
    op.alter_column(AFTER, "year", nullable=False)
    op.drop_column(AFTER, "period")
    op.drop_column(AFTER, "about")
    op.alter_column(AFTER, "which", type_=sa.String(40), existing_type=sa.Text(), existing_nullable=False)
    _rename(AFTER, BEFORE)
    op.rename_table(AFTER, BEFORE)
    op.create_index("uq_custody_return_kept_edition", BEFORE, ["year", "which", "edition"], unique=True)
    listed = ", ".join(f"'{each}'" for each in OF_CUSTODY)
    op.execute(f'ALTER TABLE {BEFORE} ADD CONSTRAINT "return" CHECK (which IN ({listed}))')


def _rename(before: str, after: str) -> None:
    """Key and constraints by the names that their table has now; the table is `return_kept` meanwhile."""
    op.execute(f"ALTER TABLE {AFTER} RENAME CONSTRAINT pk_{before} TO pk_{after}")
    op.execute(f"ALTER TABLE {AFTER} RENAME CONSTRAINT fk_{before}_by_id_user TO fk_{after}_by_id_user")
    op.execute(f"ALTER INDEX ix_{before}_by_id RENAME TO ix_{after}_by_id")
