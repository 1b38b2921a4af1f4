"""Keep how the files of digital exhibits were acquired, and by what right

A table, empty. Going back, what was entered is lost; the log of the crime still says that it was acquired.
"""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"

METHODS = ("extraction", "image", "copy", "screenshot", "cctv", "download", "recorded", "sent")
DEVICES = ("victim", "witness", "suspect", "died", "nobody")
AUTHORITIES = (
    *("agreement", "agreement-for", "died", "pace-19", "pace-8", "pace-schedule-1", "pace-18", "pace-32", "other"),
)


def one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "exhibit_acquisition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("method", one_of(METHODS, "method"), nullable=False),
        sa.Column("acquired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("examiner_id", sa.Uuid(), nullable=True),
        sa.Column("examiner", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("tool_version", sa.Text(), nullable=False),
        sa.Column("device_of", one_of(DEVICES, "deviceof"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("authority", one_of(AUTHORITIES, "authority"), nullable=True),
        sa.Column("power", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("notice_given", sa.Boolean(), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.Column("necessary", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_exhibit_acquisition_by_id_user")),
        sa.ForeignKeyConstraint(["examiner_id"], ["user.id"], name=op.f("fk_exhibit_acquisition_examiner_id_user")),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_exhibit_acquisition_exhibit_id_exhibit")),
        sa.ForeignKeyConstraint(["source_id"], ["exhibit.id"], name=op.f("fk_exhibit_acquisition_source_id_exhibit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_acquisition")),
    )
    for column in ("by_id", "exhibit_id", "source_id"):
        op.create_index(op.f(f"ix_exhibit_acquisition_{column}"), "exhibit_acquisition", [column])


def downgrade() -> None:
    op.drop_table("exhibit_acquisition")
