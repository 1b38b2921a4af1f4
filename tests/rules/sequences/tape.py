"""Writes the events of a detention down one after another, as hypothesis draws them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
DAY = 1440


def _minute(*moment):
    return int((datetime(*moment, tzinfo=UTC) - EPOCH).total_seconds() // 60)


CHANGES_OF_CLOCKS = [
    _minute(2025, 10, 26, 1),
    _minute(2026, 3, 29, 1),
    _minute(2026, 10, 25, 1),
    _minute(2027, 3, 28, 1),
]
ANY_TIME = st.integers(_minute(2025, 6, 1), _minute(2027, 6, 1))
NEAR_A_CHANGE = st.builds(
    lambda change, before: change - before, st.sampled_from(CHANGES_OF_CLOCKS), st.integers(-600, 4 * 1440)
)
STARTS = st.one_of(ANY_TIME, NEAR_A_CHANGE, NEAR_A_CHANGE)

OFFSETS = [LONDON, UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-5)), timezone(timedelta(minutes=330))]
SPELLINGS = st.sampled_from([(offset, seconds) for offset in OFFSETS for seconds in (0, 1, 30, 59)])
"""The same minute is written with many offsets, and with seconds that must not matter."""


def spell(minute, offset, seconds):
    """An instant as text, with its offset; seconds are left out when there are none."""
    moment = (EPOCH + timedelta(minutes=minute, seconds=seconds)).astimezone(offset)
    return moment.isoformat(timespec="seconds" if seconds else "minutes")


class Tape:
    """Events in order of time, no two in the same minute; `case` hands them out shuffled."""

    def __init__(self, draw):
        self.draw = draw
        self.now = draw(STARTS)
        self.events = []
        self.more = {}

    def add(self, kind, after=(1, 60), **attributes):
        """One event some minutes after the last; attributes that are None are left out."""
        self.now += self.between(*after)
        given = {name: value for name, value in attributes.items() if value is not None}
        self.events.append({"type": kind, "at": self.instant(self.now), **given})

    def wait_until_about(self, minute):
        """So that an event one minute later is a minute early, on the minute or a minute late, if it still can be."""
        self.now = max(self.now, minute + self.between(-2, 0))

    def instant(self, minute):
        return spell(minute, *self.draw(SPELLINGS))

    def between(self, least, most):
        return self.draw(st.integers(least, most))

    def pick(self, *choices):
        return self.draw(st.sampled_from(choices))

    def maybe(self):
        return self.draw(st.booleans())

    def case(self):
        return {"id": "drawn", "events": self.draw(st.permutations(self.events)), **self.more}


def shape(tell):
    """A strategy of cases from a function that writes one story on a tape."""

    @st.composite
    def cases(draw):
        tape = Tape(draw)
        tell(tape)
        return tape.case()

    return cases()
