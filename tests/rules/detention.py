"""Short ways to write the facts of a detention down, for the tables of its law."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mips.custody.rules.answers import answers, as_json
from mips.custody.rules.reading import read_case
from mips.custody.rules.story import ReviewHeld

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 1, 19, tzinfo=UTC)


def london(text):
    """An instant from local time as a custody sergeant writes it: '2026-01-12 13:05'."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON).astimezone(UTC)


def event(kind, at, **attributes):
    return {"type": kind, "at": london(at).isoformat(), **attributes}


def answered(*events):
    return as_json(answers(read_case({"id": "case", "events": list(events)})))


def hours(count):
    """An instant so many hours into Monday 19 January 2026."""
    return MONDAY + timedelta(hours=count)


def held(at, **details):
    return ReviewHeld(hours(at), **details)
