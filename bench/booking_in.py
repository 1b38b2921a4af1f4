"""A whole booking-in, against the same rows and journal rows by prepared INSERTs.

The bound holds against one commit. Each block is done by itself and is safe once it is said to be: what the rows take
in as many commits as that stands beside.

A known adult is booked in on the pages, block by block, as the count of controls does it. What is measured is the time
within the use cases that write: permission, rules, row filter, log, board and journal.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from bench.figure import Figure, Times, peak_memory, timed
from bench.floor import COMMIT, Floor, taken_down
from bench.ground import Ground, opened
from mips.access.permissions import Rank, Role
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.core.england import LONDON
from mips.custody.pages.blocks import block_pages
from mips.custody.rules.booking_in import Block
from mips.record.model.person import Sex
from mips.usecase import UseCase
from tests.build import signed_in
from tests.custody.counting import ANSWERS, ARRIVAL, Count, Scene
from tests.custody.scenery import Desk

REPETITIONS = 40
WARM_UP = 5
BOUND = 4.0


class Stopwatch:
    """Seconds within use cases that write, the outermost ones."""

    def __init__(self) -> None:
        self.seconds, self.inside = 0.0, False

    @contextmanager
    def running(self) -> Iterator[None]:
        plain, watch = UseCase.__call__, self

        def watched(does: UseCase[..., Any], *args: Any, **kwargs: Any) -> Any:
            if does.reads or watch.inside:
                return plain(does, *args, **kwargs)
            watch.inside, begun = True, time.perf_counter()
            try:
                return plain(does, *args, **kwargs)
            finally:
                watch.inside = False
                watch.seconds += time.perf_counter() - begun

        with patch.object(UseCase, "__call__", watched):
            yield


class BookingIn:
    """A desk at which one after the other is booked in."""

    def __init__(self, here: Ground, people: int) -> None:
        self.desk = Desk(here.build(), code=f"B{people}")
        user = self.desk.build.user(Role.CUSTODY_OFFICER, name="Pat Lowe", rank=int(Rank.SERGEANT))
        self.scene = Scene(signed_in(here.app, user), str(self.desk.arresting_officer.id))
        db.session.remove()

    def known_adult(self) -> str:
        """Somebody on the record with a suspected offence. Gives the address of their arrival."""
        about = {"self_defined_ethnicity": "W1", "nationality": "GBR", "occupation": "Baker", "sex": Sex.MALE}
        person = self.desk.build.person(next_of_kin="Ewa, sister", **about)
        self.desk.suspected(person)
        db.session.remove()
        return f"/custody/arrive?person={person.id}&suite={self.desk.suite.id}"

    def book_in(self, address: str) -> None:
        """Every block of it, on the pages."""
        count = Count()
        record = self.scene.walk(count, "Arrival", address, ARRIVAL)
        arrested = (clock.now() - timedelta(minutes=20)).astimezone(LONDON)
        at_arrest = {"arrested_at": f"{arrested:%d/%m/%Y %H:%M}"}
        for page in block_pages():
            for below, answers in ANSWERS[page.block]:
                given = {**answers, **(at_arrest if page.block is Block.ARREST else {})}
                self.scene.walk(count, page.block.label, f"{record}/{below}?then=booking-in", given)


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The use cases of a booking-in beside their floor."""
    with opened(urls) as here:
        booking, watch = BookingIn(here, people), Stopwatch()
        with taken_down(lambda: watch.inside) as inserts:
            _book(booking, watch)
        floors = [Floor(here, inserts, REPETITIONS + WARM_UP, as_often=as_often) for as_often in (True, False)]
        booked = [
            (_book(booking, watch), *(timed(floor.insert, 1).each[0] for floor in floors))
            for _ in range(WARM_UP + REPETITIONS)
        ]
        ours, as_done, at_once = (Times(each[WARM_UP:]) for each in zip(*booked, strict=True))
        acts = sum(sql == COMMIT for sql, _ in inserts)
        yield Figure("booked in", people, ours, at_once, BOUND, peak_memory(), f"{floors[0].rows} rows")
        yield Figure(
            "booked in, other floor", people, ours, as_done, note=f"floor: in {acts} commits, as the blocks are"
        )
        for floor in floors:
            floor.close()


def _book(booking: BookingIn, watch: Stopwatch) -> float:
    """Seconds within the use cases that write, of one booking-in."""
    address, before = booking.known_adult(), watch.seconds
    with watch.running():
        booking.book_in(address)
    return watch.seconds - before
