"""Keep stop and searches recorded here, what supervisors made of them, drafts, and authorities under section 60

New tables, empty, and more columns on stop and searches: of those that are there, which were imported, all of these are
not known. A stop without a search becomes a kind of its own. On the way back none may be left; the rest is lost.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044"
down_revision = "0042"

BEFORE = ("Person search", "Vehicle search", "Person and Vehicle search")
TEXTS = (
    "power",
    "self_defined_code",
    "officer_defined_code",
    "not_stated_why",
    "grounds",
    "code_edition",
    "vehicle",
    "found",
    "where_taken",
    "adult_why_not",
    "body_worn_why_not",
)
FLAGS = ("unattended", "notice_left", "told")
NOT_KNOWN = ("out_of_view", "same_sex", "adult_present", "body_worn", "force_used")
PEOPLE = ("officer_id", "supervisor_id")
OF_FEW = ("officer", "authority", "detention")


def upgrade() -> None:
    _make_section_60()
    _allow_kinds((*BEFORE, "Stop only"))
    for name in TEXTS:
        op.add_column("stop_search", sa.Column(name, sa.Text(), server_default="", nullable=False))
    for name in FLAGS:
        op.add_column("stop_search", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in NOT_KNOWN:
        op.add_column("stop_search", sa.Column(name, sa.Boolean(), nullable=True))
    op.add_column(
        "stop_search", sa.Column("extent", _one_of("extent", "outer", "more", "intimate-parts"), nullable=True)
    )
    op.add_column("stop_search", sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True))
    for name in PEOPLE:
        _refer("stop_search", name, "user")
    _refer("stop_search", "authority_id", "section_60")
    _refer("stop_search", "detention_id", "entity")
    for name in OF_FEW:
        known = sa.text(f"{name}_id IS NOT NULL")
        op.create_index(f"ix_stop_search_{name}", "stop_search", [f"{name}_id"], postgresql_where=known)
    waiting = sa.text("reviewed_at IS NULL AND officer_id IS NOT NULL")
    op.create_index("ix_stop_search_unreviewed", "stop_search", ["id"], postgresql_where=waiting)
    _make_reviews()
    _make_drafts()


def _make_section_60() -> None:
    op.create_table(
        "section_60",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ground", _one_of("ground", "may-happen", "has-happened", "carrying"), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Numeric(9, 6), nullable=True),
        sa.Column("longitude", sa.Numeric(9, 6), nullable=True),
        sa.Column("radius", sa.Integer(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("authorised_by_id", sa.Uuid(), nullable=False),
        sa.Column("authorised_rank", sa.Integer(), nullable=False),
        sa.Column("superintendent", sa.Text(), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_by_id", sa.Uuid(), nullable=True),
        sa.Column("extended_why", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["entity.id"], name=op.f("fk_section_60_id_entity")),
        *(
            sa.ForeignKeyConstraint([name], ["user.id"], name=op.f(f"fk_section_60_{name}_user"))
            for name in ("authorised_by_id", "extended_by_id", "ended_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_60")),
    )
    op.create_index(op.f("ix_section_60_authorised_by_id"), "section_60", ["authorised_by_id"])
    op.create_index(op.f("ix_section_60_ends_at"), "section_60", ["ends_at"])


def _make_reviews() -> None:
    op.create_table(
        "stop_search_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enough", sa.Boolean(), nullable=False),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("video_seen", sa.Boolean(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["search_id"], ["stop_search.id"], name=op.f("fk_stop_search_review_search_id_stop_search")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_stop_search_review_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_search_review")),
    )
    op.create_index(op.f("ix_stop_search_review_search_id"), "stop_search_review", ["search_id"])
    op.create_index(op.f("ix_stop_search_review_by_id"), "stop_search_review", ["by_id"])


def _make_drafts() -> None:
    op.create_table(
        "stop_search_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Uuid(), nullable=False),
        sa.Column("typed", postgresql.JSONB(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_stop_search_draft_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop_search_draft")),
        sa.UniqueConstraint("by_id", "slot", name=op.f("uq_stop_search_draft_by_id_slot")),
    )
    op.create_index(op.f("ix_stop_search_draft_by_id"), "stop_search_draft", ["by_id"])


def downgrade() -> None:
    op.drop_table("stop_search_draft")
    op.drop_table("stop_search_review")
    op.drop_index("ix_stop_search_unreviewed", table_name="stop_search")
    for name in OF_FEW:
        op.drop_index(f"ix_stop_search_{name}", table_name="stop_search")
    columns = (*TEXTS, *FLAGS, *NOT_KNOWN, *PEOPLE, "extent", "reviewed_at", "authority_id", "detention_id")
    for name in columns:
        op.drop_column("stop_search", name)
    op.drop_table("section_60")
    _allow_kinds(BEFORE)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _refer(table: str, column: str, to: str) -> None:
    op.add_column(table, sa.Column(column, sa.Uuid(), nullable=True))
    name = op.f(f"fk_{table}_{column}_{to}")
    op.create_foreign_key(name, table, to, [column], ["id"], postgresql_not_valid=True)
    op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")


def _allow_kinds(allowed: tuple[str, ...]) -> None:
    """Put without reading the table while it is locked, then looked over while others write."""
    listed = ", ".join(f"'{each}'" for each in allowed)
    op.drop_constraint("searchtype", "stop_search")
    op.execute(f"ALTER TABLE stop_search ADD CONSTRAINT searchtype CHECK (search_type IN ({listed})) NOT VALID")
    op.execute("ALTER TABLE stop_search VALIDATE CONSTRAINT searchtype")
