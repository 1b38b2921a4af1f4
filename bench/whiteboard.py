"""The whiteboard of a full suite through the running server, beside its floor: asked again, after a change, and anew.

Everybody on it has a name, a cell, an offence, a marker, a review to come and something that topics say of them: each
column is drawn. The more people the record holds must not matter to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psycopg

from bench.figure import Figure, Times, in_turn, peak_memory, timed
from bench.ground import Ground, libpq, opened
from bench.person_page import cookie_of, page, queries_of
from bench.served import serve_floor, served
from mips.access.model import User
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.care import put_in_cell
from mips.record.model.person import WarningMarker
from tests.build import Build, signed_in
from tests.custody.scenery import Desk

DETAINEES = 60
MOST_QUERIES = 12
BOUND = 3.0
_AGAIN = b"UPDATE custody_board_line SET version = version + 1"
ONE = _AGAIN + b" WHERE id = (SELECT max(id::text)::uuid FROM custody_board_line)"
ALL = _AGAIN
REPETITIONS = 200
WARM_UP = 20


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The page of one suite with so many people in its cells."""
    with opened(urls) as here:
        serve_floor(here.app)
        suite_id, sergeant = _full_suite(here, people)
        client, address = signed_in(here.app, sergeant), f"/custody/suites/{suite_id}"
        queries = queries_of(lambda: page(client, address))
        if queries > MOST_QUERIES:
            raise RuntimeError(f"the whiteboard took {queries} queries, {MOST_QUERIES} are allowed")
        with served(cookie_of(client)) as server:
            in_turn(lambda: server.get(address), server.get_floor, WARM_UP)
            board, floor = in_turn(lambda: server.get(address), server.get_floor, REPETITIONS)
            note = f"{DETAINEES} detainees, {queries} queries"
            yield Figure("whiteboard", people, board, floor, BOUND, peak_memory(server.process), note)
            for what, changed in (("one of them just changed", ONE), ("all drawn anew, as each minute", ALL)):
                anew = Times([_after(changed, here, lambda: server.get(address)) for _ in range(REPETITIONS // 4)])
                yield Figure(f"whiteboard, {what}", people, anew, floor, BOUND, peak_memory(server.process))


def _after(changed: bytes, here: Ground, ask: Callable[[], object]) -> float:
    """Seconds for a board of which these lines have just become others: what was drawn of them does not serve."""
    with psycopg.connect(libpq(here.urls.superuser), autocommit=True) as keeper:
        keeper.execute(changed)
    return timed(ask, 1).each[0]


def _full_suite(here: Ground, people: int) -> tuple[uuid.UUID, User]:
    desk = Desk(here.build(), cells=[f"M{number}" for number in range(1, DETAINEES + 1)], code=f"W{people}")
    now = clock.now()
    for number, cell_id in enumerate([cell.id for cell in desk.suite.cells]):
        person = desk.build.person(family_name=f"Held{number}")
        detention = desk.detained(person, arrived_at=now - timedelta(minutes=60 + 10 * number))
        put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=cell_id)
        _say(desk.build, detention.id, person.id, now + timedelta(minutes=number))
    return desk.suite.id, db.session.get_one(User, desk.sergeant.id)


def _say(build: Build, detention_id: uuid.UUID, person_id: uuid.UUID, due_at: Any) -> None:
    last_day = (due_at + timedelta(days=300)).date()
    mentions = [
        Mention(column=Column.CHECK, words="L2 rousing", due_at=due_at, todo="Check now", page="custody.record"),
        Mention(column=Column.NEEDS, words="AA waiting", tone=Tone.WAITING, since=clock.now()),
        Mention(column=Column.FLAG, words="Epilepsy", tone=Tone.LATE),
    ]
    with build.scenery():
        db.session.add(WarningMarker(person_id=person_id, kind="violent", review_on=last_day, expires_on=last_day))
        say_on_board(detention_id, "care", mentions)
