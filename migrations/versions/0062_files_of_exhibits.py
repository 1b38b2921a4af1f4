"""Keep files of digital exhibits while they come in, and let nobody alter what an attachment is

A table, empty, and a trigger: the content of an attached file is as it was when it was entered. The size of one may now
be more than 2 GB: its table is written anew under a lock, about a second for a million files. On the way back what is
still on its way is lost, and no file may be larger than that; files that came in stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0057"


def upgrade() -> None:
    op.alter_column("attachment", "size", type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False)
    op.create_table(
        "exhibit_upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_exhibit_upload_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_exhibit_upload_by_id_user")),
        sa.ForeignKeyConstraint(["exhibit_id"], ["exhibit.id"], name=op.f("fk_exhibit_upload_exhibit_id_exhibit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_upload")),
    )
    op.create_index(op.f("ix_exhibit_upload_by_id"), "exhibit_upload", ["by_id"])
    op.create_index(op.f("ix_exhibit_upload_exhibit_id"), "exhibit_upload", ["exhibit_id"])
    op.create_index(
        "ix_exhibit_upload_open", "exhibit_upload", ["begun_at"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.execute(
        """
        CREATE FUNCTION attachment_is_as_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'an attached file is never altered' USING ERRCODE = 'restrict_violation';
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER attachment_is_as_it_was BEFORE UPDATE OF sha256, size, name, media_type ON attachment
        FOR EACH ROW WHEN (OLD.sha256 <> NEW.sha256 OR OLD.size <> NEW.size OR OLD.name <> NEW.name
                           OR OLD.media_type <> NEW.media_type)
        EXECUTE FUNCTION attachment_is_as_it_was()
        """
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER attachment_is_as_it_was ON attachment")
    op.execute("DROP FUNCTION attachment_is_as_it_was()")
    op.alter_column("attachment", "size", type_=sa.Integer(), existing_type=sa.BigInteger(), existing_nullable=False)
    op.drop_table("exhibit_upload")
