"""What fell due while nobody could write, and stands nowhere: to be asked of those who were on duty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mips.custody.rules.arithmetic import Interval, Paused, to_minute
from mips.custody.rules.reviews import Review


@dataclass(frozen=True)
class Stretch:
    """From when to when something was owed."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        return self.since <= at <= self.until


def missed_checks(
    seen: Iterable[datetime], *, since: datetime, every_minutes: int, of: Stretch, away: Iterable[Interval] = ()
) -> list[datetime]:
    """When checks fell due in a stretch and nobody is written to have looked before the next was due. Code C 9.3.

    `since` is when the level was set. A late check is late, not missing; nobody is looked at who was `away`.
    """
    gaps = tuple(away)
    every, last, missed = timedelta(minutes=every_minutes), to_minute(since), []
    looked = sorted(to_minute(each) for each in seen if to_minute(each) >= last)
    for at, end in [*((each, False) for each in looked if each < of.until), (to_minute(of.until), True)]:
        due = last + every
        while due + every <= at or (end and due < at):
            missed.append(due)
            due += every
        last = at
    return [each for each in missed if of.holds(each) and not any(_within(gap, each) for gap in gaps)]


def _within(gap: Interval, at: datetime) -> bool:
    return gap.start <= at and (gap.end is None or at < gap.end)


def missed_reviews(reviews: Iterable[Review], *, of: Stretch) -> list[Review]:
    """Reviews that fell due in a stretch and stand nowhere as held. PACE 1984 s.40(3)."""
    return [
        each
        for each in reviews
        if each.held is None and not isinstance(each.due, Paused) and each.due and of.holds(each.due)
    ]


def still_owed(found: Iterable[tuple[str, datetime]], *, of: Stretch) -> list[tuple[str, datetime]]:
    """What arose by the end of a stretch, each with its time, and is owed still: it does not pass as a check does.

    So with what was found to have been taken unlawfully (PACE 1984 s.63D(2), s.63R, s.63S), an inspector to be told
    who acts as custody officer (s.36(9)), and a charge that an inspector authorised (s.37A).
    """
    return [(name, at) for name, at in found if at <= of.until]


def missed_doses(due: Iterable[tuple[str, datetime | None]], *, of: Stretch) -> list[tuple[str, datetime]]:
    """Medicine that fell due in a stretch with nothing written of it, each with its time. Code C 9.16."""
    return [(name, at) for name, at in due if at is not None and of.holds(at)]
