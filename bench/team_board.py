"""The sergeant's board and one of its lists through the running server, beside the floor page of 25 rows.

The record holds as many crimes as it holds people, one in ten of them open, and a team of ten officers who have twenty
each. What the rest of the force has must not matter to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

import psycopg

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import Ground, libpq, opened
from bench.person_page import cookie_of, page, queries_of
from bench.served import serve_floor, served
from mips.access.model import User
from mips.access.permissions import Rank, Role
from mips.core import db
from mips.core.embedded import Urls
from tests.build import signed_in

OFFICERS, EACH = 10, 20
MOST_QUERIES = 12
BOUND = 3.0
REPETITIONS, WARM_UP = 200, 20
BOARD, LISTED = "/crimes/team", "/crimes/team/crimes?what=silent"

STAGED: Final = "CREATE TEMPORARY TABLE drawn (id uuid, n integer, at timestamptz, officer uuid, status text)"
DRAWN: Final = """
INSERT INTO drawn
SELECT gen_random_uuid(), n, now() - (n %% 700) * interval '1 day' - interval '3 hours',
       CASE WHEN n <= %(theirs)s THEN (%(officers)s::uuid[])[1 + n %% %(team)s] END,
       CASE WHEN n <= %(theirs)s OR n %% 10 = 0 THEN 'allocated' ELSE 'finalised' END
FROM generate_series(1, %(crimes)s) AS n
"""
ROWS: Final = (
    """INSERT INTO entity (id, version, created_at, kind, reference, label, force, marking, restriction)
    SELECT id, 1, at, 'crime', %(run)s::text || '/' || n, 'Theft, ' || n || ' High Street', '28', 0, 'open'
    FROM drawn""",
    "INSERT INTO event (id, occurred_from, reported_at, summary) SELECT id, at, at, '' FROM drawn",
    """INSERT INTO crime (id, status, notifiable, category, offence_code, offence_title, ho_class, occurred_precision,
      recorded_at, modus_operandi, outcome_code, outcome, officer_in_case_id)
    SELECT id, status, true, '', 'TH68010', 'Theft', '046/00', 'day', at, '', '', '', coalesce(officer, %(other)s)
    FROM drawn""",
    """INSERT INTO crime_allocation (id, version, created_at, crime_id, officer_id, since, why, despite, review_due_at)
    SELECT gen_random_uuid(), 1, at, id, coalesce(officer, %(other)s), at, '', '', at + interval '28 days'
    FROM drawn""",
    """INSERT INTO log_entry (id, version, created_at, entity_id, at, kind, text, author_id)
    SELECT gen_random_uuid(), 1, at, id, at + k * interval '1 hour', 'entry', 'Rang the witness', %(other)s
    FROM drawn, generate_series(1, 5) AS k WHERE officer IS NOT NULL OR n %% 10 = 0""",
    """INSERT INTO victim_promise (id, version, created_at, crime_id, party_id, code, title, "right", happened_at,
      due_on, broken, why)
    SELECT gen_random_uuid(), 1, at, id, %(victim)s, 'update', 'Update', 6, at, (at + interval '28 days')::date,
      false, ''
    FROM drawn WHERE officer IS NOT NULL OR n %% 10 = 0""",
)
"""A table after those it points at: keys are not looked up one by one."""


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The board of one team among so many crimes, and the list behind one of its figures."""
    with opened(urls) as here:
        serve_floor(here.app)
        sergeant = _fill(here, people)
        client = signed_in(here.app, sergeant)
        for what, address in (("team board", BOARD), ("team board, a list of it", LISTED)):
            queries = queries_of(lambda address=address: page(client, address))
            if queries > MOST_QUERIES:
                raise RuntimeError(f"{what} took {queries} queries, {MOST_QUERIES} are allowed")
            with served(cookie_of(client)) as server:
                in_turn(lambda address=address: server.get(address), server.get_floor, WARM_UP)
                ours, floor = in_turn(lambda address=address: server.get(address), server.get_floor, REPETITIONS)
                note = f"{OFFICERS * EACH} open crimes of {people:,}, {queries} queries"
                yield Figure(what, people, ours, floor, BOUND, peak_memory(server.process), note)


def _fill(here: Ground, crimes: int) -> User:
    """A team, somebody who has the crimes of everybody else, and the crimes. Gives its sergeant."""
    build = here.build()
    team, other = build.team(name=f"Board {uuid.uuid4()}"), build.user(Role.OFFICER)
    sergeant = build.user(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT))
    officers = [build.user(Role.OFFICER, team=team) for _ in range(OFFICERS)]
    told = {
        "crimes": crimes,
        "theirs": OFFICERS * EACH,
        "team": OFFICERS,
        "officers": [user.id for user in officers],
        "other": other.id,
        "victim": build.person().id,
        "run": str(db.new_id())[-12:],
    }
    with psycopg.connect(libpq(here.urls.superuser)) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(STAGED)
        for statement in (DRAWN, *ROWS):
            owner.execute(statement, told)
    with psycopg.connect(libpq(here.urls.superuser), autocommit=True) as owner:
        owner.execute("VACUUM (ANALYZE)")
    return sergeant
