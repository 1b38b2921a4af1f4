"""The log of a custody record with 2,000 entries, opened at its latest page, against one with 20, side by side."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import opened
from bench.person_page import cookie_of, page, queries_of
from bench.served import served
from mips.access.model import User
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.record.model.work import LogEntry
from tests.build import signed_in
from tests.custody.scenery import Desk

MANY, FEW = 2_000, 20
BOUND = 1.5
REPETITIONS = 200
WARM_UP = 20


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """Both through the running server, in turn."""
    with opened(urls) as here:
        desk = Desk(here.build(), code=f"L{people}")
        long, short = (f"/custody/{_record(desk, entries)}" for entries in (MANY, FEW))
        client = signed_in(here.app, db.session.get_one(User, desk.sergeant.id))
        queries = queries_of(lambda: page(client, long))
        with served(cookie_of(client)) as server:
            in_turn(lambda: server.get(long), lambda: server.get(short), WARM_UP)
            ours, floor = in_turn(lambda: server.get(long), lambda: server.get(short), REPETITIONS)
            yield Figure("custody log", people, ours, floor, BOUND, peak_memory(server.process), f"{queries} queries")


def _record(desk: Desk, entries: int) -> uuid.UUID:
    """Somebody held for a day, with so many lines written of them, one after the other."""
    detention = desk.detained(arrived_at=clock.now() - timedelta(hours=2))
    first = detention.arrived_at + timedelta(minutes=15)
    with desk.build.scenery():
        db.session.add_all(
            LogEntry(
                entity_id=detention.id,
                at=first + timedelta(seconds=3 * number),
                text=f"Checked: asleep, breathing well, turned over (round {number})",
                author_id=desk.sergeant.id,
            )
            for number in range(entries)
        )
    return detention.id
