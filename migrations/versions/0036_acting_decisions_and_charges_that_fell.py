"""Keep which decision an acting custody officer took, and what followed a charge that was not ratified

Who acted before this had decided about detention: that is what is said of the rows there are. Of charges that were not
ratified before it nothing is known to have followed, which is owed. On the way back both are lost; the log keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0038"

DECIDED = ("detention", "refusal", "detention-again", "bail", "release", "charge", "review-after-charge")
FOLLOWED = ("released", "other-charge", "stopped")


def upgrade() -> None:
    op.add_column(
        "custody_acting_officer",
        sa.Column("decided", _one_of(DECIDED, "decided"), server_default="detention", nullable=False),
    )
    op.add_column("custody_emergency_charge", sa.Column("followed", _one_of(FOLLOWED, "followed"), nullable=True))
    op.add_column("custody_emergency_charge", sa.Column("followed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("custody_emergency_charge", sa.Column("followed_by_id", sa.Uuid(), nullable=True))
    op.add_column("custody_emergency_charge", sa.Column("followed_how", sa.Text(), server_default="", nullable=False))
    op.create_foreign_key(
        op.f("fk_custody_emergency_charge_followed_by_id_user"),
        "custody_emergency_charge",
        "user",
        ["followed_by_id"],
        ["id"],
    )
    op.create_index(op.f("ix_custody_emergency_charge_followed_by_id"), "custody_emergency_charge", ["followed_by_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_emergency_charge_followed_by_id"), table_name="custody_emergency_charge")
    for column in ("followed_how", "followed_by_id", "followed_at", "followed"):
        op.drop_column("custody_emergency_charge", column)
    op.drop_column("custody_acting_officer", "decided")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
