"""The clock of a detention as a line: what has happened and what is due, each at its place from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mips.core import clock
from mips.custody.model.detention import Detention
from mips.custody.rules.standing import Standing

WIDTH = 1000
_ENDS: Final = {
    "24 hours": "24 hours without charge end (PACE 1984 s.41(1))",
    "extension": "The extension ends (PACE 1984 s.42)",
    "warrant": "The warrant ends (PACE 1984 s.43, s.44)",
}
"""What the end of lawful detention is called, by the limit in force."""


@dataclass(frozen=True)
class Mark:
    """A moment on the line. `kind`: done, review, limit or now."""

    kind: str
    label: str
    at: datetime
    x: int = 0


@dataclass(frozen=True)
class Drawing:
    marks: list[Mark]
    elapsed: int
    """How far along the line now, or the end of detention, is."""


def drawing(detention: Detention, stands: Standing) -> Drawing:
    """The line runs from arrival to the limit, or to the last thing known where no limit runs."""
    end = detention.released_at or clock.now()
    marks = sorted(_marks(detention, stands), key=lambda mark: mark.at)
    start, last = marks[0].at, max(marks[-1].at, end)
    span = max(last - start, timedelta(minutes=1))

    def place(at: datetime) -> int:
        return round((at - start) / span * WIDTH)

    return Drawing([Mark(m.kind, m.label, m.at, place(m.at)) for m in marks], place(end))


def _marks(detention: Detention, stands: Standing) -> Iterator[Mark]:
    yield from (Mark("done", label, at) for label, at in _happened(detention) if at)
    yield from _reviews(stands)
    if stands.began:
        yield Mark("limit", f"Relevant time ({stands.began.source})", stands.began.at)
    if stands.clock and isinstance(stands.clock.ends, datetime):
        yield Mark("limit", _ENDS.get(stands.clock.limit, "Lawful detention ends"), stands.clock.ends)
    if detention.released_at is None:
        yield Mark("now", "Now", clock.now())


def _reviews(stands: Standing) -> Iterator[Mark]:
    for review in stands.reviews:
        if review.held:
            yield Mark("done", f"Review {review.number} held", review.held.at)
        elif isinstance(review.due, datetime):
            yield Mark("review", f"Review {review.number} due ({review.source})", review.due)


def _happened(detention: Detention) -> Iterator[tuple[str, datetime | None]]:
    yield "Arrived", detention.arrived_at
    yield "Detention authorised", detention.authorised_at
    yield "Rights given", detention.rights_given_at
    yield "Charged", detention.charged_at
    yield "Detention refused" if detention.refused_at else "Left the suite", detention.released_at
