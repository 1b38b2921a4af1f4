"""Time in custody as the yearly returns count it: nights, hours on a warrant, more than a day without charge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from mips.core.england import LONDON, day_of

_NIGHT_BEGINS, _NIGHT_ENDS = 22, 7
_OVERNIGHT: Final = timedelta(hours=4)


def nights_held(presence: Iterable[tuple[datetime, datetime]], charged_at: datetime | None) -> tuple[int, int]:
    """Nights held overnight before charge and after it: four hours together between 22:00 and 07:00. CUS-23, s.38(6).

    `presence` are the stretches of time in the suite, each from and until. A night counts on the side of the charge on
    which its four hours began.
    """
    before = after = 0
    for start, end in presence:
        for began in _overnights(start, end):
            if charged_at is not None and began >= charged_at:
                after += 1
            else:
                before += 1
    return before, after


def _overnights(start: datetime, end: datetime) -> Iterable[datetime]:
    """When each night's four hours began, of one stretch."""
    day = day_of(start) - timedelta(days=1)
    while day <= day_of(end):
        dusk = datetime(day.year, day.month, day.day, _NIGHT_BEGINS, tzinfo=LONDON)
        morning = day + timedelta(days=1)
        dawn = datetime(morning.year, morning.month, morning.day, _NIGHT_ENDS, tzinfo=LONDON)
        begun, ended = max(start, dusk), min(end, dawn)
        if ended.timestamp() - begun.timestamp() >= _OVERNIGHT.total_seconds():
            yield begun
        day = morning


def minutes_on_warrant(granted: Sequence[tuple[datetime, int]], ended: datetime | None, now: datetime) -> int:
    """Minutes spent in detention on a warrant: from its issue until charge, release or its end. PACE 1984 s.50(2)(b).

    `granted` are the warrant and its extensions in order, each with when it was given and its hours: the first runs
    from its issue (s.43(12)), each other from the end of the one before (s.44(3)).
    """
    if not granted:
        return 0
    began = granted[0][0]
    whole = timedelta(hours=sum(hours for _, hours in granted))
    used = min(began + whole, ended or now) - began
    return max(0, int(used / timedelta(minutes=1)))


_DAY, _EXTENDED = 24 * 60, 36 * 60


def over_24_band(counted_minutes: int) -> str | None:
    """Which line of the return so many counted minutes belong to; None for 24 hours and less. PACE 1984 s.50(2)(a)."""
    if counted_minutes <= _DAY:
        return None
    return "over 24 to 36 hours" if counted_minutes <= _EXTENDED else "over 36 hours"
