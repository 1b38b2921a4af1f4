"""Counting minutes of detention: elapsed time in UTC, to the minute, less the intervals that do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mips.core.england import LONDON as LONDON

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Interval:
    """From `start` up to but not including `end`; still open while `end` is None."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Paused:
    """What a deadline is while an exclusion is open: no instant, only what is left (CUS-5.2)."""

    minutes_left: int


Deadline = datetime | Paused


def to_minute(instant: datetime) -> datetime:
    """The instant in UTC with its seconds cut off. An instant without an offset names no moment and is refused.

    UTC because adding to a time in London adds wall-clock hours, wrong twice a year (CUS-5.1).
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return instant.astimezone(UTC).replace(second=0, microsecond=0)


def minutes_between(start: datetime, end: datetime) -> int:
    """Elapsed minutes, negative when `end` comes first."""
    return (to_minute(end) - to_minute(start)) // _MINUTE


def shown(instant: datetime) -> str:
    """ISO 8601 to the minute with the offset in force in London at that instant."""
    return instant.astimezone(LONDON).isoformat(timespec="minutes")


def instant_when_counted(start: datetime, minutes: int, exclusions: Iterable[Interval] = ()) -> Deadline:
    """The first instant at which `minutes` have counted since `start`. PACE 1984 s.41(6), s.47(6).

    Exclusions may overlap and come in any order: their union is left out.
    """
    reached, left = to_minute(start), minutes
    for gap in _union(reached, exclusions):
        counted = minutes_between(reached, gap.start)
        if counted >= left:
            break
        left -= counted
        if gap.end is None:
            return Paused(left)
        reached = gap.end
    return reached + left * _MINUTE


def counted_minutes(start: datetime, until: datetime, exclusions: Iterable[Interval] = ()) -> int:
    """Minutes that have counted from `start` to `until`; none before `start`. PACE 1984 s.41(6), s.47(6)."""
    start, until = to_minute(start), max(to_minute(start), to_minute(until))
    excluded = sum(
        minutes_between(gap.start, min(gap.end or until, until))
        for gap in _union(start, exclusions)
        if gap.start < until
    )
    return minutes_between(start, until) - excluded


def without(whole: Interval, parts: Iterable[Interval]) -> Iterator[Interval]:
    """The pieces of `whole` that lie in none of `parts`."""
    start = whole.start
    for part in sorted(parts, key=lambda part: part.start):
        if whole.end is not None and part.start >= whole.end:
            break
        if part.start > start:
            yield Interval(start, part.start)
        if part.end is None:
            return
        start = max(start, part.end)
    if whole.end is None or start < whole.end:
        yield Interval(start, whole.end)


def _union(start: datetime, exclusions: Iterable[Interval]) -> Iterator[Interval]:
    """The exclusions after `start`, to the minute, in order and without overlap; nothing follows an open one."""
    reached = start
    for gap in sorted(exclusions, key=lambda gap: gap.start):
        begins = max(reached, to_minute(gap.start))
        if gap.end is None:
            yield Interval(begins)
            return
        ends = to_minute(gap.end)
        if ends > begins:
            yield Interval(begins, ends)
            reached = ends
