"""Fills the record with crimes by insert-select: five years of one force, skewed as a force's crime is.

Most of it is violence, most has found no suspect, what is open is young, a few units hold most, a few streets see most,
and some of it is restricted. Always the same for the same number; ids and rows are in the order of recording.
"""

from __future__ import annotations

from typing import Final, LiteralString

import psycopg
from psycopg import sql

from bench.ground import libpq
from mips.core.embedded import Urls

UNITS, OFFICERS, PLACES, AREAS = 40, 1_000, 8_000, 500

_CHANCE: Final = """
CREATE FUNCTION pg_temp.chance(n bigint, what int) RETURNS float LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8extended(n, what) & 1048575)::float / 1048576 $$;
CREATE FUNCTION pg_temp.key(at timestamptz, n bigint, what text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(what || n), 1, 3) ||
    '8' || substr(md5(what || n), 4, 15))::uuid $$;
"""

_AROUND: Final[tuple[LiteralString, ...]] = (
    """INSERT INTO team (id, version, created_at, name, unit)
    SELECT pg_temp.key('2020-01-01', n, 'team'), 1, '2020-01-01', 'Bench team ' || n, 'Bench unit ' || n
    FROM generate_series(1, %(units)s) n ON CONFLICT DO NOTHING""",
    """INSERT INTO "user" (id, version, created_at, name, collar_number, rank, clearance, disabled_why)
    SELECT pg_temp.key('2020-01-01', n, 'user'), 1, '2020-01-01', 'Officer ' || n, 'C' || n, 1, 1, ''
    FROM generate_series(1, %(officers)s) n ON CONFLICT DO NOTHING""",
    """INSERT INTO entity (id, version, created_at, kind, label, force, marking, restriction)
    SELECT pg_temp.key('2020-01-01', n, 'place'), 1, '2020-01-01', 'place', 'On or near Street ' || n, '01', 0, 'open'
    FROM generate_series(1, %(places)s) n ON CONFLICT DO NOTHING""",
    """INSERT INTO place (id, address, postcode, uprn, lsoa, latitude, longitude)
    SELECT pg_temp.key('2020-01-01', n, 'place'), 'On or near Street ' || n, '', '',
      'E01' || lpad((n * %(areas)s / %(places)s)::text, 6, '0'),
      51.4 + 0.3 * pg_temp.chance(n, 1), -2.7 + 0.4 * pg_temp.chance(n, 2)
    FROM generate_series(1, %(places)s) n ON CONFLICT DO NOTHING""",
)

_DRAWN: Final = """
CREATE TEMPORARY TABLE drawn ON COMMIT DROP AS
SELECT n, pg_temp.key(at, n, 'crime') AS id, at, age, kind, outcome, place, place_n,
  CASE WHEN pg_temp.chance(n, 9) < 0.015 AND outcome = '' THEN 'cancelled'
    WHEN outcome IN ('1', '1A') THEN CASE WHEN age < 90 THEN 'charged' WHEN age < 365 THEN 'awaiting-court'
      ELSE 'finalised' END
    WHEN outcome <> '' THEN 'finalised'
    WHEN age < 3 THEN 'recorded'
    WHEN pg_temp.chance(n, 10) < 0.15 THEN 'allocated'
    WHEN pg_temp.chance(n, 10) < 0.9 THEN 'under-investigation'
    ELSE 'with-cps' END AS status,
  CASE WHEN age > 1100 AND pg_temp.chance(n, 11) < 0.1 THEN 40
    ELSE 1 + floor(39 * power(pg_temp.chance(n, 12), 3))::int END AS unit_n,
  1 + floor(%(officers)s * power(pg_temp.chance(n, 13), 1.5))::int AS officer_n
FROM (
  SELECT *, CASE WHEN pg_temp.chance(n, 4) < CASE WHEN age < 60 THEN 0.75 WHEN age < 365 THEN 0.2 ELSE 0.04 END THEN ''
    ELSE (ARRAY['18','18','18','18','18','18','18','18','16','16','16','16','15','15','14','14','1','1','8','21'])[
      1 + floor(20 * pg_temp.chance(n, 5))::int] END AS common_outcome,
    CASE WHEN pg_temp.chance(n, 6) < 0.02 THEN (ARRAY['3','2','6','7','9','10','12','20','22','17'])[
      1 + floor(10 * pg_temp.chance(n, 7))::int] WHEN pg_temp.chance(n, 6) < 0.0201 THEN '11' END AS rare_outcome,
    1 + floor(%(places)s * power(pg_temp.chance(n, 8), 1.75))::int AS place_n
  FROM (
    SELECT n, at, extract(epoch FROM now() - at) / 86400 AS age,
      CASE WHEN r < 0.35 THEN 'Violence and sexual offences' WHEN r < 0.47 THEN 'Anti-social behaviour'
        WHEN r < 0.56 THEN 'Public order' WHEN r < 0.65 THEN 'Criminal damage and arson'
        WHEN r < 0.74 THEN 'Other theft'
        WHEN r < 0.81 THEN 'Vehicle crime' WHEN r < 0.88 THEN 'Shoplifting' WHEN r < 0.93 THEN 'Burglary'
        WHEN r < 0.96 THEN 'Drugs' WHEN r < 0.98 THEN 'Other crime' WHEN r < 0.99 THEN 'Theft from the person'
        WHEN r < 0.995 THEN 'Bicycle theft' WHEN r < 0.999 THEN 'Robbery' ELSE 'Possession of weapons' END AS kind
    FROM (
      SELECT n, now() - make_interval(secs => 1825.0 * 86400 * (%(last)s - n) / (%(last)s - %(first)s)) AS at,
        pg_temp.chance(n, 3) AS r
      FROM generate_series(%(first)s + 1, %(last)s) n
    ) a
  ) b
) c
CROSS JOIN LATERAL (SELECT COALESCE(c.rare_outcome, c.common_outcome) AS outcome,
  pg_temp.key('2020-01-01', c.place_n, 'place') AS place) d
"""

_ROWS: Final[tuple[LiteralString, ...]] = (
    """INSERT INTO entity (id, version, created_at, kind, reference, label, force, marking, restriction, team_id)
    SELECT id, 1, at, 'crime', '01/' || lpad(n::text, 7, '0') || '/99', kind || ', On or near Street ' || place_n, '01',
      0, CASE WHEN pg_temp.chance(n, 14) < 0.005 THEN 'named' WHEN pg_temp.chance(n, 14) < 0.015 THEN 'team'
      ELSE 'open' END, pg_temp.key('2020-01-01', unit_n, 'team')
    FROM drawn ORDER BY n""",
    """INSERT INTO event (id, occurred_from, occurred_until, reported_at, summary, place_id)
    SELECT id, at - make_interval(hours => 3), CASE WHEN pg_temp.chance(n, 15) < 0.01 THEN at + interval '120 days'
      WHEN pg_temp.chance(n, 15) < 0.2 THEN at - make_interval(hours => 1) END,
      at - make_interval(hours => 1), 'As reported', place
    FROM drawn ORDER BY n""",
    """INSERT INTO crime (id, status, notifiable, category, offence_code, offence_title, ho_class, occurred_precision,
      recorded_at, modus_operandi, officer_in_case_id, outcome_code, outcome)
    SELECT id, status, kind <> 'Anti-social behaviour', kind, 'TH68010', kind, '046/00', 'day', at, '',
      CASE WHEN status <> 'recorded' THEN pg_temp.key('2020-01-01', officer_n, 'user') END,
      outcome, CASE WHEN outcome <> '' THEN 'Outcome ' || outcome ELSE '' END
    FROM drawn ORDER BY n""",
    """INSERT INTO crime_flag (id, version, created_at, crime_id, flag, from_on)
    SELECT pg_temp.key(at, n, flag), 1, at, id, flag, at::date FROM drawn, (VALUES
      ('domestic-abuse', 0.15, 21), ('alcohol', 0.1, 22), ('victim-vulnerable', 0.08, 23), ('stalking', 0.03, 24),
      ('knife', 0.02, 25), ('hate-race', 0.015, 26), ('county-lines', 0.001, 27), ('terrorism', 0.00005, 28)
    ) f (flag, share, what) WHERE pg_temp.chance(n, what) < share ORDER BY n""",
)


def fill_crimes(urls: Urls, there: int, crimes: int) -> None:
    """Add crimes until there are so many. Of many at once the lines' indexes are built after they are in."""
    if crimes <= there:
        return
    with psycopg.connect(libpq(urls.superuser), autocommit=True) as keeper:
        keeper.execute("SET session_replication_role = replica")  # neither foreign keys nor triggers
        keeper.execute(_CHANCE)
        keeper.execute("SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'")
        sizes = {"units": UNITS, "officers": OFFICERS, "places": PLACES, "areas": AREAS}
        for statement in _AROUND:
            keeper.execute(statement, sizes)
        with keeper.transaction():
            keeper.execute(_DRAWN, sizes | {"first": there, "last": crimes})
            for statement in _ROWS:
                keeper.execute(statement)
        _lines(keeper)
        keeper.execute("VACUUM (ANALYZE)")


def _lines(keeper: psycopg.Connection) -> None:
    """Every line, from what it is due to say."""
    indexes = keeper.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = 'crime_line'::regclass AND NOT indisprimary"
    ).fetchall()
    keeper.execute("TRUNCATE crime_line")
    for name, _ in indexes:
        keeper.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    found = keeper.execute("SELECT * FROM crime_line LIMIT 0").description or ()
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in found)
    keeper.execute(
        sql.SQL("INSERT INTO crime_line ({0}) SELECT {0} FROM crime_line_due ORDER BY listed_at").format(columns)
    )
    for _, made in indexes:
        keeper.execute(made)
