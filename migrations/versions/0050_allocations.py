"""Who had each crime and when, what investigators are accredited as, and an index of open crimes

Crimes that somebody has, or that wait with a team, get a row that says so since they were recorded; a recorded crime that
somebody has is allocated. The first review of what was there before falls due a week after this, where its time has
passed: earlier ones were kept elsewhere. The release before this one runs on, and what it gives to somebody meanwhile has
no row until it changes hands. Going back loses who had a crime before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0061"

OPEN = "status NOT IN ('cancelled', 'finalised')"
HELD = """
INSERT INTO crime_allocation (id, version, created_at, crime_id, officer_id, team_id, since, why, despite, review_due_at)
SELECT gen_random_uuid(), 1, now(), c.id, c.officer_in_case_id,
       coalesce((SELECT m.team_id FROM team_member m WHERE m.user_id = c.officer_in_case_id ORDER BY m.id LIMIT 1),
                e.team_id),
       coalesce(c.recorded_at, e.created_at), 'Before this was kept', '',
       CASE WHEN c.officer_in_case_id IS NOT NULL
            THEN greatest(coalesce(c.recorded_at, e.created_at) + interval '24 hours', now() + interval '7 days') END
FROM crime c JOIN entity e ON e.id = c.id
WHERE c.officer_in_case_id IS NOT NULL OR (e.team_id IS NOT NULL AND c.status NOT IN ('cancelled', 'finalised'))
"""


def upgrade() -> None:
    op.create_table(
        "accreditation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_accreditation_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation")),
    )
    op.create_index(op.f("ix_accreditation_user_id"), "accreditation", ["user_id"], unique=False)
    op.create_table(
        "crime_allocation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("despite", sa.Text(), nullable=False),
        sa.Column("told_id", sa.Uuid(), nullable=True),
        sa.Column("review_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_crime_allocation_by_id_user")),
        sa.ForeignKeyConstraint(["crime_id"], ["crime.id"], name=op.f("fk_crime_allocation_crime_id_crime")),
        sa.ForeignKeyConstraint(["officer_id"], ["user.id"], name=op.f("fk_crime_allocation_officer_id_user")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_crime_allocation_team_id_team")),
        sa.ForeignKeyConstraint(["told_id"], ["task.id"], name=op.f("fk_crime_allocation_told_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_allocation")),
    )
    op.execute(HELD)
    op.execute("UPDATE crime SET status = 'allocated' WHERE status = 'recorded' AND officer_in_case_id IS NOT NULL")
    op.create_index(op.f("ix_crime_allocation_crime_id"), "crime_allocation", ["crime_id"], unique=False)
    for name, columns, unique, where in (
        ("uq_crime_allocation_now", ["crime_id"], True, "until IS NULL"),
        ("ix_crime_allocation_officer", ["officer_id"], False, "until IS NULL"),
        ("ix_crime_allocation_waits", ["team_id"], False, "until IS NULL AND officer_id IS NULL"),
    ):
        op.create_index(name, "crime_allocation", columns, unique=unique, postgresql_where=sa.text(where))
    op.create_index("ix_crime_open", "crime", ["officer_in_case_id", "id"], postgresql_where=sa.text(OPEN))


def downgrade() -> None:
    op.drop_index("ix_crime_open", table_name="crime", postgresql_where=sa.text(OPEN))
    op.execute("UPDATE crime SET status = 'recorded' WHERE status = 'allocated'")
    op.drop_table("crime_allocation")
    op.drop_table("accreditation")
