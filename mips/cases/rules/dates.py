"""By when a file and a first hearing are due (CAS-7): days are counted in London, on the calendar of the courts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from mips.core.england import LONDON, court_sits, is_working_day

GUILTY_DAYS: Final = 14
NOT_GUILTY_DAYS: Final = 28
FILE_WORKING_DAYS: Final = 5
"""A file reaches the prosecutor this many working days before the first hearing."""
START_OF_DAY, END_OF_DAY = time(9, 0), time(17, 0)


def working_days_before(day: date, count: int) -> date:
    """The day with exactly `count` working days from it, itself among them, to the one before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def next_sitting(charged_at: datetime) -> datetime:
    """When somebody kept in custody after charge is brought to court at the latest, in UTC.

    The day after the charge; a Sunday, Christmas Day or Good Friday is passed over (PACE 1984 s.46(6), (8)).
    """
    day = charged_at.astimezone(LONDON).date() + timedelta(days=1)
    while not court_sits(day):
        day += timedelta(days=1)
    return _at(day, START_OF_DAY)


def latest_first_hearing(charged_at: datetime, *, guilty: bool) -> date:
    """The last day for the first hearing of somebody bailed: 14 days after charge when a guilty plea is expected,
    28 when it is not (CAS-7).
    """
    days = GUILTY_DAYS if guilty else NOT_GUILTY_DAYS
    return charged_at.astimezone(LONDON).date() + timedelta(days=days)


def file_due(charged_at: datetime, bailed_to: datetime | None) -> datetime:
    """When the file must be with the prosecutor, in UTC.

    For somebody bailed the end of the fifth working day before the first hearing, never before the charge itself;
    for somebody kept in custody the next sitting.
    """
    if bailed_to is None:
        return next_sitting(charged_at)
    due = _at(working_days_before(bailed_to.astimezone(LONDON).date(), FILE_WORKING_DAYS), END_OF_DAY)
    return max(due, charged_at)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)
