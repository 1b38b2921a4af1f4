"""The whiteboard of a full suite, as a sergeant opens it: the more people the record holds must not matter to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from bench.figure import Figure, peak_memory, timed
from bench.ground import Ground, opened
from bench.person_page import page, queries_of
from mips.access.model import User
from mips.core import clock, db
from mips.core.embedded import Urls
from tests.build import Build, signed_in
from tests.custody.scenery import Desk

DETAINEES = 25
REPETITIONS = 100


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The page of one suite with so many people in its cells."""
    with opened(urls) as here:
        suite_id, sergeant = _full_suite(here, people)
        client, address = signed_in(here.app, sergeant), f"/custody/suites/{suite_id}"
        queries = queries_of(lambda: page(client, address))
        board = timed(lambda: page(client, address), REPETITIONS)
        yield Figure("whiteboard", people, board, peak=peak_memory(), note=f"{DETAINEES} detainees, {queries} queries")


def _full_suite(here: Ground, people: int) -> tuple[uuid.UUID, User]:
    desk = Desk(Build(db.session()))
    now = clock.now()
    for number in range(DETAINEES):
        person = desk.build.person(family_name=f"Held{number}")
        desk.detained(person, arrived_at=now - timedelta(minutes=60 + 10 * number))
    sergeant = db.session.get_one(User, desk.sergeant.id)
    return desk.suite.id, sergeant
