"""The clock and the calendar of England and Wales: London's dates, bank holidays, days on which courts sit."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import holidays

LONDON: Final = ZoneInfo("Europe/London")
_SATURDAY, _SUNDAY = 5, 6
_NEVER_SAT: Final = frozenset({"Christmas Day", "Good Friday"})


def day_of(instant: datetime) -> date:
    """The date in London at that instant."""
    return instant.astimezone(LONDON).date()


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank or public holiday."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays()


def working_day_not_after(day: date) -> date:
    """That day, or the nearest working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`; none when `last` is not after it."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def working_days_after(day: date, count: int) -> date:
    """The working day that is number `count` after `day`, the day after it being the first that may count."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def court_sits(day: date) -> bool:
    """Whether somebody kept for court can be brought before one: not on Sunday, Christmas Day or Good Friday.

    PACE 1984 s.46(8).
    """
    return day.weekday() != _SUNDAY and not _NEVER_SAT & set(_true_dates().get_list(day))


@cache
def _bank_holidays() -> Container[date]:
    """Any year: those of a year are worked out when it is first asked for."""
    return holidays.country_holidays("GB", subdiv="ENG", language="en_GB")


@cache
def _true_dates() -> holidays.HolidayBase:
    """Holidays on the days they fall on, not on those they are kept on."""
    return holidays.country_holidays("GB", subdiv="ENG", observed=False, language="en_GB")
