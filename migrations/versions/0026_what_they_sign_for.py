"""Keep what is signed for property, and who is kept only for a drug test

Property names the signature given for it; what was there before keeps its word alone. A drug test says since when it
counts as one given on charge. A new table, empty. The release before this one runs on with it. Going back loses which
signature belongs to which property, not the signatures.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "custody_drug_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("after_charge", sa.Boolean(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("authority_why", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("detention_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["user.id"], name=op.f("fk_custody_drug_hold_authority_id_user")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_custody_drug_hold_by_id_user")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention.id"], name=op.f("fk_custody_drug_hold_detention_id_detention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_drug_hold")),
    )
    op.create_index(op.f("ix_custody_drug_hold_by_id"), "custody_drug_hold", ["by_id"], unique=False)
    op.create_index(op.f("ix_custody_drug_hold_detention_id"), "custody_drug_hold", ["detention_id"], unique=False)
    op.add_column("custody_drug_test", sa.Column("counts_on_charge_from", sa.DateTime(timezone=True), nullable=True))
    op.add_column("custody_property", sa.Column("signature_id", sa.Uuid(), nullable=True))
    op.add_column("custody_property", sa.Column("ended_signature_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_custody_property_signature_id_custody_signature"),
        "custody_property",
        "custody_signature",
        ["signature_id"],
        ["id"],
    )
    op.create_foreign_key(
        op.f("fk_custody_property_ended_signature_id_custody_signature"),
        "custody_property",
        "custody_signature",
        ["ended_signature_id"],
        ["id"],
    )


def downgrade() -> None:
    op.drop_constraint(
        op.f("fk_custody_property_ended_signature_id_custody_signature"), "custody_property", type_="foreignkey"
    )
    op.drop_constraint(
        op.f("fk_custody_property_signature_id_custody_signature"), "custody_property", type_="foreignkey"
    )
    op.drop_column("custody_property", "ended_signature_id")
    op.drop_column("custody_property", "signature_id")
    op.drop_column("custody_drug_test", "counts_on_charge_from")
    op.drop_index(op.f("ix_custody_drug_hold_detention_id"), table_name="custody_drug_hold")
    op.drop_index(op.f("ix_custody_drug_hold_by_id"), table_name="custody_drug_hold")
    op.drop_table("custody_drug_hold")
