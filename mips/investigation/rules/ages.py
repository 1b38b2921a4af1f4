"""How old a crime is, in the bands that lists and boards show: since it was recorded (F32)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class Age(StrEnum):
    """Each begins where the one before ends; the value stands in addresses."""

    WEEK = "7-days"
    MONTH = "28-days"
    QUARTER = "90-days"
    YEAR = "year"
    OLDER = "older"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Age.WEEK: "Up to 7 days",
    Age.MONTH: "7 to 28 days",
    Age.QUARTER: "28 to 90 days",
    Age.YEAR: "90 days to a year",
    Age.OLDER: "Over a year",
}
_DAYS = {Age.WEEK: 7, Age.MONTH: 28, Age.QUARTER: 90, Age.YEAR: 365}


def recorded_between(age: Age, now: datetime) -> tuple[datetime | None, datetime | None]:
    """After which instant, and until which, a crime was recorded that has this age now; None: without end."""
    order = list(Age)
    younger = order[order.index(age) - 1] if age is not Age.WEEK else None
    after = now - timedelta(days=_DAYS[age]) if age in _DAYS else None
    return after, now - timedelta(days=_DAYS[younger]) if younger else None
