"""Keep links under which evidence is sent without an account, and what came in under them

Two tables, empty. Going back, links work no longer; what was sent and not yet accepted is lost, what was accepted stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"

STATES = ("coming", "waiting", "accepted", "refused", "bad", "given-up")


def upgrade() -> None:
    op.create_table(
        "evidence_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("asked_of", sa.Text(), nullable=False),
        sa.Column("shown_as", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("most_files", sa.Integer(), nullable=False),
        sa.Column("most_bytes", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_evidence_link_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_evidence_link_crime_id_crime")),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["user.id"], name=op.f("fk_evidence_link_revoked_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_evidence_link_token_hash")),
    )
    for column in ("by_id", "crime_id"):
        op.create_index(op.f(f"ix_evidence_link_{column}"), "evidence_link", [column])
    op.create_table(
        "sent_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("came_from", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="sentstate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("exhibit_id", sa.Uuid(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_sent_file_crime_id_crime")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_sent_file_decided_by_id_user")),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_sent_file_exhibit_id_exhibit")),
        sa.ForeignKeyConstraint(["link_id"], ["evidence_link.id"], name=op.f("fk_sent_file_link_id_evidence_link")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_file")),
    )
    for column in ("crime_id", "exhibit_id", "link_id"):
        op.create_index(op.f(f"ix_sent_file_{column}"), "sent_file", [column])
    op.create_index(
        "ix_sent_file_open",
        "sent_file",
        ["begun_at"],
        postgresql_where=sa.text("state IN ('coming', 'refused')"),
    )


def downgrade() -> None:
    op.drop_table("sent_file")
    op.drop_table("evidence_link")
