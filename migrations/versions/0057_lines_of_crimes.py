"""Lines of crimes: by what a crime is found in lists, kept by triggers

A new table, filled from the crimes there are; the kind of crime is filled in where only the Home Office class is known.
The release before this one runs on: it writes crimes, and the triggers keep their lines. Going back loses nothing that
cannot be said again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0050"

WHEN = ("listed_at", "crime_id")
ALONE = ("kind", "status", "unit", "outcome", "officer_id", "lsoa", "place_id")
PAIRS = (
    ("status", "kind"),
    ("status", "unit"),
    ("status", "outcome"),
    ("kind", "unit"),
    ("kind", "outcome"),
    ("unit", "outcome"),
)
UNFLAGGED = "flag = ''"
HAPPENED = ["happened_from", "happened_until"]
BESIDE_AREA = ["kind", "status", "unit", "outcome", "officer_id", "place_id", "lasting", *HAPPENED]
BESIDE_HAPPENED = ["happened_until", "listed_at", "lsoa", "officer_id", "place_id"]
BESIDE_LASTING = ["happened_until", "listed_at", *ALONE]

KINDS = (
    ("Bicycle theft", "044 137"),
    ("Burglary", "028 029 030 031"),
    ("Criminal damage and arson", "056 057 058 059 149"),
    ("Drugs", "077 092 193"),
    ("Other theft", "035 040 041 042 043 047 049 053/25"),
    ("Possession of weapons", "008/11 008/26 008/27 008/28 008/53 081 090 115 197/21 197/22"),
    ("Public order", "062 064 065 066 125"),
    ("Robbery", "034"),
    ("Shoplifting", "046"),
    ("Theft from the person", "039"),
    ("Vehicle crime", "037 045 048 126 130 131"),
    (
        "Violence and sexual offences",
        "001 002 003 004 005 006 007 008 011 012 013 014 015 016 017 018 019 020 021 022 023 036 "
        "070 071 072 073 074 076 088 097 104 105 175",
    ),
)
"""How the Home Office classes of each kind begin, as the list `published-category` has it with this release."""

GROUPED = "UPDATE crime SET category = :title WHERE category = '' AND ho_class LIKE :begins"
"""Longer beginnings first; what none fits is other crime."""

DUE = """
CREATE VIEW crime_line_due AS
SELECT c.id AS crime_id, f.flag,
  GREATEST(COALESCE(c.recorded_at, v.reported_at, v.occurred_from, e.created_at), v.occurred_from) AS listed_at,
  c.category AS kind, c.status::text AS status,
  COALESCE(NULLIF(t.unit, ''), t.name, 'No unit') AS unit,
  c.officer_in_case_id AS officer_id,
  COALESCE(NULLIF(c.outcome_code, ''), c.outcome) AS outcome,
  COALESCE(p.lsoa, '') AS lsoa, v.place_id,
  c.notifiable AND c.status <> 'cancelled' AS counted,
  COALESCE(v.occurred_from, v.occurred_until) AS happened_from,
  COALESCE(v.occurred_until, v.occurred_from) AS happened_until,
  COALESCE(v.occurred_until - v.occurred_from > interval '92 days', false) AS lasting
FROM crime c
JOIN event v ON v.id = c.id
JOIN entity e ON e.id = c.id
LEFT JOIN team t ON t.id = e.team_id
LEFT JOIN place p ON p.id = v.place_id
CROSS JOIN LATERAL (
  SELECT '' AS flag UNION ALL
  SELECT DISTINCT g.flag FROM crime_flag g WHERE g.crime_id = c.id AND g.until_on IS NULL
) f
"""

COLUMNS = (
    "crime_id, flag, listed_at, kind, status, unit, officer_id, outcome, lsoa, place_id, counted, happened_from,"
    " happened_until, lasting"
)
TAKEN = ", ".join(f"{each} = EXCLUDED.{each}" for each in COLUMNS.split(", ")[2:])

KEPT = f"""
CREATE FUNCTION crime_line_renew(which uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO crime_line ({COLUMNS}) SELECT {COLUMNS} FROM crime_line_due WHERE crime_id = which
  ON CONFLICT (crime_id, flag) DO UPDATE SET {TAKEN};
END $$;

CREATE FUNCTION crime_line_of_crime() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM crime_line_renew(NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION crime_line_of_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM crime_line WHERE crime_id = OLD.crime_id AND flag = OLD.flag;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM crime_line_renew(NEW.crime_id);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION crime_line_of_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM crime_line_renew(c.id) FROM crime c JOIN entity e ON e.id = c.id WHERE e.team_id = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION crime_line_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM crime_line_renew(c.id) FROM crime c JOIN event v ON v.id = c.id WHERE v.place_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER crime_line_new AFTER INSERT ON crime
  FOR EACH ROW EXECUTE FUNCTION crime_line_of_crime();
CREATE TRIGGER crime_line_changed AFTER UPDATE ON crime FOR EACH ROW
  WHEN ((OLD.recorded_at, OLD.category, OLD.status, OLD.officer_in_case_id, OLD.outcome_code, OLD.outcome,
    OLD.notifiable) IS DISTINCT FROM (NEW.recorded_at, NEW.category, NEW.status, NEW.officer_in_case_id,
    NEW.outcome_code, NEW.outcome, NEW.notifiable))
  EXECUTE FUNCTION crime_line_of_crime();
CREATE TRIGGER crime_line_happened AFTER UPDATE ON event FOR EACH ROW
  WHEN ((OLD.reported_at, OLD.occurred_from, OLD.occurred_until, OLD.place_id) IS DISTINCT FROM
    (NEW.reported_at, NEW.occurred_from, NEW.occurred_until, NEW.place_id))
  EXECUTE FUNCTION crime_line_of_crime();
CREATE TRIGGER crime_line_owned AFTER UPDATE ON entity FOR EACH ROW
  WHEN (NEW.kind = 'crime' AND OLD.team_id IS DISTINCT FROM NEW.team_id)
  EXECUTE FUNCTION crime_line_of_crime();
CREATE TRIGGER crime_line_flagged AFTER INSERT OR UPDATE OR DELETE ON crime_flag
  FOR EACH ROW EXECUTE FUNCTION crime_line_of_flag();
CREATE TRIGGER crime_line_unit AFTER UPDATE ON team FOR EACH ROW
  WHEN ((OLD.unit, OLD.name) IS DISTINCT FROM (NEW.unit, NEW.name)) EXECUTE FUNCTION crime_line_of_team();
CREATE TRIGGER crime_line_area AFTER UPDATE ON place FOR EACH ROW
  WHEN (OLD.lsoa IS DISTINCT FROM NEW.lsoa) EXECUTE FUNCTION crime_line_of_place();
"""  # noqa: S608 - names of our own

FILLED = f"INSERT INTO crime_line ({COLUMNS}) SELECT {COLUMNS} FROM crime_line_due"  # noqa: S608 - names of our own

GONE = """
DROP TRIGGER crime_line_area ON place;
DROP TRIGGER crime_line_unit ON team;
DROP TRIGGER crime_line_flagged ON crime_flag;
DROP TRIGGER crime_line_owned ON entity;
DROP TRIGGER crime_line_happened ON event;
DROP TRIGGER crime_line_changed ON crime;
DROP TRIGGER crime_line_new ON crime;
DROP FUNCTION crime_line_of_place, crime_line_of_team, crime_line_of_flag, crime_line_of_crime, crime_line_renew(uuid);
DROP VIEW crime_line_due;
"""


def upgrade() -> None:
    op.create_table(
        "crime_line",
        sa.Column("crime_id", sa.Uuid(), nullable=False),
        sa.Column("flag", sa.Text(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("lsoa", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("happened_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("happened_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["crime_id"], ["crime.id"], name=op.f("fk_crime_line_crime_id_crime"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("crime_id", "flag", name=op.f("pk_crime_line")),
    )
    _group()
    op.execute(DUE)
    op.execute(FILLED)
    _index()
    op.execute(KEPT)


def _group() -> None:
    """Give each crime that was recorded here its kind."""
    begins = sorted(
        ((each, title) for title, classes in KINDS for each in classes.split()), key=lambda pair: -len(pair[0])
    )
    for each, title in begins:
        op.execute(sa.text(GROUPED).bindparams(title=title, begins=f"{each}%"))
    op.execute("UPDATE crime SET category = 'Other crime' WHERE category = '' AND ho_class <> ''")


def _index() -> None:
    """Those that end in the instant by which a list is ordered serve it without sorting."""
    made: list[tuple[str, list[str], list[str], str]] = [("listed", ["flag", *WHEN], HAPPENED, "")]
    made += [
        (each.removesuffix("_id"), ["flag", each, *WHEN], BESIDE_AREA if each == "lsoa" else [], "") for each in ALONE
    ]
    made += [(f"{a}_{b}", [a, b, *WHEN], [], UNFLAGGED) for a, b in PAIRS]
    made += [("happened", ["flag", "happened_from", "crime_id"], BESIDE_HAPPENED, "")]
    made += [
        (f"{each}_happened", [each, "happened_from", "crime_id"], ["happened_until"], UNFLAGGED) for each in ALONE[:4]
    ]
    made += [("lasting", ["flag", "happened_from", "crime_id"], BESIDE_LASTING, "lasting")]
    for name, columns, included, where in made:
        op.create_index(
            f"ix_crime_line_{name}",
            "crime_line",
            columns,
            postgresql_include=included or None,
            postgresql_where=sa.text(where) if where else None,
        )


def downgrade() -> None:
    op.execute(GONE)
    op.drop_table("crime_line")
