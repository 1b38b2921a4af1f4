"""When a supervisor reviews an investigation: 24 hours after allocation, 7, 14, 28 days, then monthly (INV-8)."""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, islice, takewhile
from typing import Final

from mips.core.england import LONDON
from mips.core.errors import RuleBroken

SECTION: Final = "INV-8"
READ_WITHIN: Final = timedelta(days=2)
"""How long an officer has to read a direction."""
LOOKED_AT: Final = "review-looked-at"
"""The reference list of what a review looks at."""


@dataclass(frozen=True)
class Schedule:
    """Hours until the first review, and days until those that follow; after the last of them it is monthly."""

    hours: int = 24
    days: tuple[int, ...] = (7, 14, 28)


DEFAULT: Final = Schedule()


def milestones(since: datetime, schedule: Schedule = DEFAULT) -> Iterator[datetime]:
    """When reviews are due of a crime that was given to somebody then (INV-8).

    The first is so many hours later by the clock that runs; the others are at the same time of the day in London, so
    that a change of the clocks moves none of them.
    """
    yield since + timedelta(hours=schedule.hours)
    begun = since.astimezone(LONDON)
    for days in schedule.days:
        yield _aware(begun, days=days)
    last = schedule.days[-1] if schedule.days else 0
    anchor = _aware(begun, days=last).astimezone(LONDON)
    for month in count(1):
        yield _months_on(anchor, month)


def next_review(since: datetime, held: Sequence[datetime], schedule: Schedule = DEFAULT) -> datetime:
    """When the next is due after those that were held: each answers for the first that is open, and all before it.

    INV-8.
    """
    last = max(held, default=None)
    gone = 0 if last is None else sum(1 for _ in takewhile(lambda due: due <= last, milestones(since, schedule)))
    return next(islice(milestones(since, schedule), max(len(held), gone), None))


def check_reviewer(*, reviewer: uuid.UUID, officer: uuid.UUID | None) -> None:
    """Nobody reviews their own investigation (RL-1(c)). Raises RuleBroken."""
    if officer is None:
        raise RuleBroken("Nobody has this crime. Allocate it first", rule=SECTION)
    if officer == reviewer:
        raise RuleBroken("You are the officer in the case: another supervisor reviews it", rule="RL-1(c)")


def check_next(chosen: datetime | None, latest: datetime) -> datetime:
    """The next review: sooner than it falls due where the reviewer says so, never later (INV-8). Raises RuleBroken."""
    if chosen is not None and chosen > latest:
        said = f"It falls due {latest.astimezone(LONDON):%-d %b %Y %H:%M}. Choose that or sooner, or leave it blank"
        raise RuleBroken(said, rule=SECTION, field="next_due_at")
    return chosen or latest


def _aware(begun: datetime, *, days: int) -> datetime:
    """The same time of the day so many days on; where the clocks skip it, as much later."""
    return _in_utc(begun.replace(tzinfo=None) + timedelta(days=days))


def _months_on(begun: datetime, months: int) -> datetime:
    """The same day so many months on, or the last of a month that is shorter."""
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    day = min(begun.day, calendar.monthrange(year, month + 1)[1])
    return _in_utc(begun.replace(tzinfo=None, year=year, month=month + 1, day=day))


def _in_utc(local: datetime) -> datetime:
    return local.replace(tzinfo=LONDON).astimezone(UTC)
