"""Whose investigation bail is in, and extensions that an agency decides on

A column that has a default: every bail so far is in a case of the police. Extensions may name an agency's own
decision-maker besides those there were; on the way back such an extension would stand in the way, and is first to be
recorded as what it was. The release before works on beside them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0027"

CASES = ("standard", "SFO", "FCA", "HMRC", "NCA", "SFO/FCA/HMRC/NCA")
DECIDERS = ("inspector", "superintendent", "commander", "court")


def upgrade() -> None:
    op.add_column(
        "custody_bail",
        sa.Column(
            "case",
            sa.Enum(*CASES, name="bailcase", native_enum=False, create_constraint=True, length=40),
            server_default="standard",
            nullable=False,
        ),
    )
    _deciders(*DECIDERS, "agency")


def downgrade() -> None:
    _deciders(*DECIDERS)
    op.drop_column("custody_bail", "case")


def _deciders(*allowed: str) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint(op.f("decider"), "custody_bail_extension", type_="check")
    put = f"ALTER TABLE custody_bail_extension ADD CONSTRAINT decider CHECK (decider IN ({listed})) NOT VALID"
    op.execute(put)
    op.execute("ALTER TABLE custody_bail_extension VALIDATE CONSTRAINT decider")
