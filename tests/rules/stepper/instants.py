"""Minutes since 1970, and how a wall clock in London writes them, with summer time worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MARCH, OCTOBER = 3, 10
SUNDAY = 6


def instant_of(text):
    """Seconds since 1970: what puts two events of one minute in order."""
    return (datetime.fromisoformat(text) - EPOCH).total_seconds()


def minute_of(text):
    """The whole minute in which an instant with an offset falls: its seconds are cut off."""
    return int(instant_of(text) // 60)


@cache
def change_of_clocks(year, month):
    """The minute of 01:00 UTC on the last Sunday of a month of 31 days."""
    day = date(year, month, 31)
    while day.weekday() != SUNDAY:
        day -= timedelta(days=1)
    return (day - EPOCH.date()).days * 1440 + 60


def minutes_ahead(minute):
    """How far the clocks of London are ahead of UTC."""
    year = (EPOCH + timedelta(minutes=minute)).year
    return 60 if change_of_clocks(year, MARCH) <= minute < change_of_clocks(year, OCTOBER) else 0


def written(minute):
    """As the contract writes an instant: '2026-10-25T19:15+00:00'."""
    ahead = minutes_ahead(minute)
    wall = EPOCH + timedelta(minutes=minute + ahead)
    return f"{wall:%Y-%m-%dT%H:%M}+0{ahead // 60}:00"


def day_of(minute):
    """The date in London."""
    return (EPOCH + timedelta(minutes=minute + minutes_ahead(minute))).date()
