"""Arrested for breaking bail to court: before a justice within 24 hours, or the court where they were due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from mips.core.england import LONDON, court_sits, day_of, is_working_day
from mips.custody.rules.arithmetic import to_minute

_DAY: Final = timedelta(hours=24)
_SATURDAY: Final = 5


def justice_by(arrested_at: datetime, *, murder: bool = False) -> datetime:
    """The latest instant: 24 hours that skip Sundays, Christmas Day and Good Friday. Bail Act 1976 s.7(4).

    Charged with murder it is a judge of the Crown Court, and Saturdays and bank holidays are skipped too.
    """
    return within(arrested_at, _DAY, working_days=murder)


def within(since: datetime, period: timedelta, *, working_days: bool) -> datetime:
    """The end of a period that skips Sundays, Christmas Day and Good Friday. Bail Act 1976 s.7(4).

    With `working_days` Saturdays and bank holidays too. Extradition Act 2003 s.6.
    """
    at, left = to_minute(since), period
    while True:
        midnight = _next_midnight(at)
        counts = _counts(day_of(at), working_days)
        if counts and midnight - at >= left:
            return at + left
        left -= midnight - at if counts else timedelta()
        at = midnight


def to_their_court(arrested_at: datetime, due_at: datetime) -> bool:
    """Arrested within 24 hours before they were to surrender: they go to that court instead. Bail Act 1976 s.7(4)."""
    return timedelta() <= due_at - arrested_at <= _DAY


def _counts(day: date, working_days: bool) -> bool:
    return court_sits(day) and (not working_days or (day.weekday() != _SATURDAY and is_working_day(day)))


def _next_midnight(at: datetime) -> datetime:
    following = day_of(at) + timedelta(days=1)
    return to_minute(datetime(following.year, following.month, following.day, tzinfo=LONDON))
