"""Keep who was there too when cash, drugs or a firearm moved, and what both counted

Two columns, empty for what is there; two more kinds of thing and one more part of a signature. On the way back cash and
firearms become property, and what was signed by a second person is lost with who they were.
"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0049"

KINDS = ("vehicle", "phone", "account", "device", "document", "weapon", "drug", "property")
PARTS = ("giver", "receiver")


def upgrade() -> None:
    op.add_column("continuity_event", sa.Column("second_id", sa.Uuid(), nullable=True))
    op.add_column("continuity_event", sa.Column("counted", sa.Text(), server_default="", nullable=False))
    op.execute(
        "ALTER TABLE continuity_event ADD CONSTRAINT fk_continuity_event_second_id_user FOREIGN KEY (second_id) "
        'REFERENCES "user" (id) NOT VALID'
    )
    op.execute("ALTER TABLE continuity_event VALIDATE CONSTRAINT fk_continuity_event_second_id_user")
    _allow("thing", "thingkind", "thing_kind", (*KINDS, "cash", "firearm"))
    _allow("continuity_signature", "signedas", "part", (*PARTS, "second"))


def downgrade() -> None:
    op.execute("UPDATE thing SET thing_kind = 'property' WHERE thing_kind IN ('cash', 'firearm')")
    op.execute("ALTER TABLE continuity_signature DISABLE TRIGGER USER")
    op.execute("DELETE FROM continuity_signature WHERE part = 'second'")
    op.execute("ALTER TABLE continuity_signature ENABLE TRIGGER USER")
    _allow("continuity_signature", "signedas", "part", PARTS)
    _allow("thing", "thingkind", "thing_kind", KINDS)
    op.drop_constraint("fk_continuity_event_second_id_user", "continuity_event")
    op.drop_column("continuity_event", "counted")
    op.drop_column("continuity_event", "second_id")


def _allow(table: str, name: str, column: str, allowed: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint(name, table)
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IN ({listed})) NOT VALID")
    op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
