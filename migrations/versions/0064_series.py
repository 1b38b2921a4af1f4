"""Keep how crimes were done in parts that can be compared, and series of crimes

Three tables, empty. Going back, what was said of how crimes were done and which series they were in is lost; the logs of
the crimes still say it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0058"


def upgrade() -> None:
    op.create_table(
        "crime_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_crime_series_opened_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_series")),
        sa.UniqueConstraint("name", name=op.f("uq_crime_series_name")),
    )
    op.create_index(op.f("ix_crime_series_opened_by_id"), "crime_series", ["opened_by_id"], unique=False)
    op.create_table(
        "crime_series_crime",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.Column("removed_why", sa.Text(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_crime_series_crime_added_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_series_crime_crime_id_crime")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["user.id"], name=op.f("fk_crime_series_crime_removed_by_id_user")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["crime_series.id"], name=op.f("fk_crime_series_crime_series_id_crime_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_series_crime")),
    )
    op.create_index(op.f("ix_crime_series_crime_added_by_id"), "crime_series_crime", ["added_by_id"], unique=False)
    op.create_index(op.f("ix_crime_series_crime_crime_id"), "crime_series_crime", ["crime_id"], unique=False)
    op.create_index(op.f("ix_crime_series_crime_series_id"), "crime_series_crime", ["series_id"], unique=False)
    op.create_index(
        "uq_crime_series_crime_in",
        "crime_series_crime",
        ["series_id", "crime_id"],
        unique=True,
        postgresql_where="removed_at IS NULL",
    )
    op.create_table(
        "modus_feature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "aspect",
            sa.Enum(
                "location",
                "entry-point",
                "entry-method",
                "time",
                "instrument",
                "words",
                "approach",
                "property",
                "transport",
                "disguise",
                "exit",
                "trademark",
                name="aspect",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_modus_feature_crime_id_crime")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modus_feature")),
        sa.UniqueConstraint("crime_id", "aspect", "code", name=op.f("uq_modus_feature_crime_id_aspect_code")),
    )
    op.create_index("ix_modus_feature_alike", "modus_feature", ["aspect", "code", "crime_id"], unique=False)
    op.create_index(op.f("ix_modus_feature_crime_id"), "modus_feature", ["crime_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_modus_feature_crime_id"), table_name="modus_feature")
    op.drop_index("ix_modus_feature_alike", table_name="modus_feature")
    op.drop_table("modus_feature")
    op.drop_index("uq_crime_series_crime_in", table_name="crime_series_crime", postgresql_where="removed_at IS NULL")
    op.drop_index(op.f("ix_crime_series_crime_series_id"), table_name="crime_series_crime")
    op.drop_index(op.f("ix_crime_series_crime_crime_id"), table_name="crime_series_crime")
    op.drop_index(op.f("ix_crime_series_crime_added_by_id"), table_name="crime_series_crime")
    op.drop_table("crime_series_crime")
    op.drop_index(op.f("ix_crime_series_opened_by_id"), table_name="crime_series")
    op.drop_table("crime_series")
