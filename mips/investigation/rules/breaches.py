"""Which reports run out of their 24 hours, and when: the forecast for the hours ahead (INV-1 NC-4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(hours=2)
A_SHIFT: Final = 8
"""Hours ahead that are looked at, unless somebody asks for others."""


class Breach(StrEnum):
    """When a report that nobody has decided on breaks its 24 hours. Each is in one of these and in no other."""

    LATE = "late"
    SOON = "soon"
    AHEAD = "ahead"
    LATER = "later"

    @property
    def label(self) -> str:
        return _SAID[self.value]


_SAID: Final = {
    "late": "Late",
    "soon": "Within 2 hours",
    "ahead": "In the hours ahead",
    "later": "Later",
}

Span = tuple[datetime | None, datetime | None]
"""From then, and until before then; None: without end on that side."""


def spans(now: datetime, hours: int) -> Mapping[Breach, Span]:
    """Between which instants a report's last moment lies, of each kind: they meet and leave nothing out (NC-4).

    `hours`: how far ahead to look, at least the two that are soon. The last moment itself is still in time.
    """
    soon, ahead = now + SOON, now + max(timedelta(hours=hours), SOON)
    return {
        Breach.LATE: (None, now),
        Breach.SOON: (now, soon),
        Breach.AHEAD: (soon, ahead),
        Breach.LATER: (ahead, None),
    }


def breach_of(decide_by: datetime, now: datetime, hours: int = A_SHIFT) -> Breach:
    """The one of them that a report is in (NC-4)."""
    return next(
        breach
        for breach, (begins, ends) in spans(now, hours).items()
        if (begins is None or decide_by >= begins) and (ends is None or decide_by < ends)
    )
