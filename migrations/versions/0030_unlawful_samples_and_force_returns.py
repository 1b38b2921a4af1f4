"""Keep what was found to be taken unlawfully, who was at an intimate search, and more returns once signed off

New columns on custody_sample and custody_search, empty or no in every row that is there, and four more returns among
those that may be signed off. The release before this one runs on with it: it neither reads nor writes them. Going back
removes those returns from what was signed off, and forgets what was found unlawful and destroyed: print those records
first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0032"

BEFORE = (
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
)
NEW = ("use-of-force", "use-of-force-tactics", "offences-held-for", "adverse-incidents")


def upgrade() -> None:
    why = sa.Enum(
        "taking", "arrest", "mistaken-identity", name="unlawful", native_enum=False, create_constraint=True, length=40
    )
    op.add_column("custody_sample", sa.Column("unlawful", why, nullable=True))
    op.add_column("custody_sample", sa.Column("unlawful_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("custody_sample", sa.Column("unlawful_why", sa.Text(), nullable=False, server_default=""))
    op.add_column("custody_sample", sa.Column("unlawful_by_id", sa.Uuid(), nullable=True))
    op.add_column("custody_sample", sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("custody_sample", sa.Column("destroyed_how", sa.Text(), nullable=False, server_default=""))
    op.create_foreign_key(
        op.f("fk_custody_sample_unlawful_by_id_user"), "custody_sample", "user", ["unlawful_by_id"], ["id"]
    )
    op.add_column("custody_search", sa.Column("hcp_there", sa.Boolean(), nullable=False, server_default=sa.false()))
    _allow_returns((*BEFORE, *NEW))


def downgrade() -> None:
    kept = sa.table("custody_return_kept", sa.column("which", sa.Text()))
    op.execute(kept.delete().where(kept.c.which.in_(NEW)))
    _allow_returns(BEFORE)
    op.drop_column("custody_search", "hcp_there")
    op.drop_constraint(op.f("fk_custody_sample_unlawful_by_id_user"), "custody_sample", type_="foreignkey")
    for name in ("destroyed_how", "destroyed_at", "unlawful_by_id", "unlawful_why", "unlawful_at", "unlawful"):
        op.drop_column("custody_sample", name)


def _allow_returns(allowed: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint(op.f("return"), "custody_return_kept", type_="check")
    op.execute(f'ALTER TABLE custody_return_kept ADD CONSTRAINT "return" CHECK (which IN ({listed})) NOT VALID')
    op.execute('ALTER TABLE custody_return_kept VALIDATE CONSTRAINT "return"')
