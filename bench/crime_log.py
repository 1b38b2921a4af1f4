"""The page of a crime whose log has 5,000 entries, against one whose log has 50, side by side."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import Ground, opened
from bench.person_page import cookie_of, page, queries_of
from bench.served import served
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.record.model.work import LogEntry
from tests.build import signed_in
from tests.investigation.crimes import recorded

MANY, FEW = 5_000, 50
BOUND: Final = 1.5
REPETITIONS: Final = 200
WARM_UP: Final = 20


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """Both through the running server, in turn."""
    with opened(urls) as here:
        long, short = (f"/crimes/{_crime(here, entries)}" for entries in (MANY, FEW))
        client = signed_in(here.app, here.user)
        queries = queries_of(lambda: page(client, long))
        with served(cookie_of(client)) as server:
            in_turn(lambda: server.get(long), lambda: server.get(short), WARM_UP)
            ours, floor = in_turn(lambda: server.get(long), lambda: server.get(short), REPETITIONS)
            yield Figure("crime log", people, ours, floor, BOUND, peak_memory(server.process), f"{queries} queries")


def _crime(here: Ground, entries: int) -> uuid.UUID:
    """A crime with so many lines written on it, one after the other."""
    build, first = here.build(), clock.now() - timedelta(days=10)
    crime = recorded(build, by=here.actor)
    with build.scenery():
        db.session.add_all(
            LogEntry(
                entity_id=crime.id,
                at=first + timedelta(minutes=2 * number),
                text=f"Called at the shop again; nobody had seen it (enquiry {number})",
                author_id=here.user.id,
            )
            for number in range(entries)
        )
    return crime.id
