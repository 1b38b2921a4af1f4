"""Counting minutes: elapsed time in UTC whatever the wall clock does, less the union of what does not count."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mips.custody.rules.arithmetic import (
    Interval,
    Paused,
    counted_minutes,
    instant_when_counted,
    minutes_between,
    shown,
    to_minute,
)
from mips.custody.rules.limits import LIMITS, limit
from mips.custody.rules.urgency import Thresholds, Urgency, clock_state, urgency
from tests.rules.detention import hours, london

DAY = 24 * 60


@pytest.mark.parametrize(
    ("exclusions", "ends"),
    [
        pytest.param([], hours(24), id="nothing excluded"),
        pytest.param([Interval(hours(2), hours(5))], hours(27), id="one interval"),
        pytest.param([Interval(hours(2), hours(5)), Interval(hours(4), hours(6))], hours(28), id="overlap once"),
        pytest.param([Interval(hours(9), hours(10)), Interval(hours(2), hours(3))], hours(26), id="any order"),
        pytest.param([Interval(hours(-5), hours(1))], hours(25), id="only what lies after the start"),
        pytest.param([Interval(hours(-5), hours(-1))], hours(24), id="all before the start"),
        pytest.param([Interval(hours(24), hours(30))], hours(24), id="begins when the time is up"),
        pytest.param([Interval(hours(25))], hours(24), id="open after the time is up"),
        pytest.param([Interval(hours(12.5))], Paused(690), id="open: paused with minutes left"),
        pytest.param([Interval(hours(1), hours(2)), Interval(hours(12))], Paused(13 * 60), id="closed, then open"),
    ],
)
def test_instant_when_24_hours_have_counted(exclusions, ends):
    assert instant_when_counted(hours(0), DAY, exclusions) == ends


def test_an_instant_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        to_minute(datetime(2026, 1, 1, 12, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        pytest.param(
            datetime(2026, 10, 25, 0, 30, 59, tzinfo=UTC), "2026-10-25T01:30+01:00", id="before clocks go back"
        ),
        pytest.param(datetime(2026, 10, 25, 1, 30, 59, tzinfo=UTC), "2026-10-25T01:30+00:00", id="an hour later"),
    ],
)
def test_times_are_shown_with_the_london_offset_in_force(moment, text):
    assert shown(moment) == text


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.integers(0, 6000)
GAPS = st.lists(st.tuples(st.integers(-3000, 6000), st.integers(0, 2000)), max_size=6)


def intervals(start, gaps):
    begins = [(start + timedelta(minutes=offset), timedelta(minutes=length)) for offset, length in gaps]
    return [Interval(begin, begin + length) for begin, length in begins]


@given(MOMENTS, LENGTHS, GAPS)
def test_so_many_minutes_have_counted_exactly_when_the_instant_comes(start, minutes, gaps):
    exclusions = intervals(start, gaps)
    reached = instant_when_counted(start, minutes, exclusions)
    assert counted_minutes(start, reached, exclusions) == minutes
    if minutes:
        assert counted_minutes(start, reached - timedelta(minutes=1), exclusions) == minutes - 1


@given(MOMENTS, LENGTHS, GAPS, st.integers(-3000, 6000))
def test_an_open_exclusion_leaves_what_had_not_counted_when_it_began(start, minutes, gaps, opens):
    opened = start + timedelta(minutes=opens)
    exclusions = [*intervals(start, gaps), Interval(opened)]
    found = instant_when_counted(start, minutes, exclusions)
    left = minutes - counted_minutes(start, start + timedelta(days=30), exclusions)
    if isinstance(found, Paused):
        assert found.minutes_left == left > 0
    else:
        assert left <= 0


@given(MOMENTS, GAPS)
def test_limits_come_in_order_and_never_before_their_hours_have_elapsed(start, gaps):
    exclusions = intervals(start, gaps)
    ends = [limit(start, count, exclusions) for count in LIMITS]
    assert ends == sorted(ends)
    assert all(minutes_between(start, end) >= count * 60 for count, end in zip(LIMITS, ends, strict=True))


@given(MOMENTS, GAPS, st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/St_Johns"]))
def test_the_zone_an_instant_is_written_in_makes_no_difference(start, gaps, zone):
    there = ZoneInfo(zone)
    exclusions = intervals(start, gaps)
    elsewhere = [Interval(gap.start.astimezone(there), gap.end.astimezone(there)) for gap in exclusions]
    assert limit(start.astimezone(there), 24, elsewhere) == limit(start, 24, exclusions)


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_what_is_shown_names_the_same_minute(moment, offset):
    written = moment.astimezone(timezone(timedelta(minutes=offset)))
    assert datetime.fromisoformat(shown(written)) == to_minute(moment)


def test_elapsed_time_does_not_follow_the_wall_clock():
    before, after = london("2026-10-24 12:00"), london("2026-10-25 12:00")
    assert minutes_between(before, after) == 25 * 60


@pytest.mark.parametrize(
    ("minutes_left", "state"),
    [
        pytest.param(61, Urgency.IN_TIME, id="more than an hour"),
        pytest.param(60, Urgency.AMBER, id="an hour"),
        pytest.param(16, Urgency.AMBER, id="more than a quarter"),
        pytest.param(15, Urgency.RED, id="a quarter"),
        pytest.param(0, Urgency.RED, id="the last minute"),
        pytest.param(-1, Urgency.BREACH, id="past it"),
    ],
)
def test_a_deadline_turns_amber_then_red_then_is_broken(minutes_left, state):
    assert urgency(hours(24) - timedelta(minutes=minutes_left), hours(24)) is state


def test_a_force_sets_its_own_thresholds():
    assert urgency(hours(22), hours(24), Thresholds(amber=180, red=120)) is Urgency.RED


def test_a_paused_deadline_is_neither_near_nor_far():
    assert urgency(hours(1), Paused(10)) is Urgency.PAUSED


def test_the_clock_shows_what_has_counted_and_what_is_left():
    state = clock_state(hours(10), relevant_time=hours(0), exclusions=[Interval(hours(2), hours(5))])
    assert (state.counted_minutes, state.minutes_left) == (7 * 60, 17 * 60)
    assert (state.ends, state.urgency) == (hours(27), Urgency.IN_TIME)


def test_time_past_the_limit_is_left_over_in_the_negative():
    state = clock_state(hours(25), relevant_time=hours(0))
    assert (state.minutes_left, state.urgency) == (-60, Urgency.BREACH)
