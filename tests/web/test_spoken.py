"""Dates and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mips.web.spoken import HappenedTwice, NotUnderstood, PartialDate, as_typed, read_day, read_moment, read_partial

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-12",
        "12/1/2026",
        "12/01/2026",
        "12.1.2026",
        "12 1 2026",
        "12-1-2026",
        " 12 Jan 2026 ",
        "12 january 2026",
        "12th Jan 2026",
        "12Jan2026",
        "Mon 12 Jan 2026",
        "Monday, 12 January 2026",
    ],
)
def test_every_common_way_to_write_a_day_is_read(text):
    assert read_day(text, today=TODAY) == date(2026, 1, 12)


@pytest.mark.parametrize(("text", "day"), [("today", 2), ("Yesterday", 1), ("TOMORROW", 3)])
def test_days_may_be_said_relative_to_today(text, day):
    assert read_day(text, today=TODAY) == date(2026, 3, day)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/2/2026", "Enter a date that exists"),
        ("0/1/2026", "Enter a date that exists"),
        ("1/13/2026", "Enter a month between 1 and 12"),
        ("1/1/9999", "Enter a year between 1850 and 2199"),
        ("1/1/0000", "Enter a year between 1850 and 2199"),
        ("9999-12-31", "Enter a year between 1850 and 2199"),
        ("12/1/26", "Enter the year in full, like 12/1/2026"),
        ("\u0661\u0662/1/2026", "Enter a date, like 12/1/2026, 12 Jan 2026 or yesterday"),
        ("soon", "Enter a date, like 12/1/2026, 12 Jan 2026 or yesterday"),
    ],
)
def test_what_is_no_day_is_refused_with_what_would_be(text, says):
    with pytest.raises(NotUnderstood, match=f"^{says}$"):
        read_day(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("1984", PartialDate(1984)),
        ("1/1984", PartialDate(1984, 1)),
        ("1984-01", PartialDate(1984, 1)),
        ("Jan 1984", PartialDate(1984, 1)),
        ("about 1984", PartialDate(1984, circa=True)),
        ("c. 1984", PartialDate(1984, circa=True)),
        ("circa Jan 1984", PartialDate(1984, 1, circa=True)),
        ("12 Jan 1984", PartialDate(1984, 1, 12)),
    ],
)
def test_a_date_may_be_known_in_part(text, partial):
    assert read_partial(text, today=TODAY) == partial
    assert read_partial(str(partial), today=TODAY) == partial


def test_a_date_known_in_part_is_stored_as_a_day_and_a_precision_and_comes_back():
    for partial in (PartialDate(1984), PartialDate(1984, 6), PartialDate(1984, 6, 12), PartialDate(1984, circa=True)):
        assert PartialDate.known_to(partial.starts, partial.precision) == partial


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        pytest.param("now", "2026-03-02T12:00", id="now"),
        pytest.param("09:05", "2026-03-02T09:05", id="a time is today's"),
        pytest.param("1420", "2026-03-02T14:20", id="a time without a colon"),
        pytest.param("14.20", "2026-03-02T14:20", id="a time with a point"),
        pytest.param("2:20 pm", "2026-03-02T14:20", id="a time with a half of the day"),
        pytest.param("12am", "2026-03-02T00:00", id="midnight"),
        pytest.param("yesterday 23:10", "2026-03-01T23:10", id="day then time"),
        pytest.param("23:10 yesterday", "2026-03-01T23:10", id="time then day"),
        pytest.param("12/1/2026 14:20", "2026-01-12T14:20", id="a whole date"),
        pytest.param("12 Jan 2026 at 14:20", "2026-01-12T14:20", id="said with at"),
        pytest.param("Mon 12 Jan 2026 14:20", "2026-01-12T14:20", id="as the pages show it"),
        pytest.param("1/7/2026 14:20", "2026-07-01T13:20", id="British Summer Time"),
        pytest.param("2026-07-01T14:20", "2026-07-01T13:20", id="ISO without an offset is London"),
        pytest.param("2026-07-01T14:20:59.5Z", "2026-07-01T14:20", id="ISO in UTC"),
        pytest.param("2026-07-01T14:20+02:00", "2026-07-01T12:20", id="ISO with an offset"),
        pytest.param("25/10/2026 01:30 BST", "2026-10-25T00:30", id="CUS-5.6: the first 01:30"),
        pytest.param("25/10/2026 01:30 GMT", "2026-10-25T01:30", id="CUS-5.6: the second 01:30"),
        pytest.param("01:30 bst 25 Oct 2026", "2026-10-25T00:30", id="the zone beside the time"),
        pytest.param("2026-10-25T01:30+00:00", "2026-10-25T01:30", id="an offset settles it too"),
    ],
)
def test_a_moment_is_read_in_london_and_given_in_utc(text, utc):
    read = read_moment(text, now=NOON)
    assert (read.isoformat(timespec="minutes"), read.tzinfo) == (f"{utc}+00:00", UTC)


def test_a_time_that_came_twice_is_asked_back_with_both_readings():
    with pytest.raises(HappenedTwice) as asked:
        read_moment("25/10/2026 01:30", now=NOON)
    assert asked.value.readings == ("01:30 BST", "01:30 GMT")


def test_a_time_that_never_came_is_refused():
    with pytest.raises(NotUnderstood, match="did not exist that night"):
        read_moment("29/3/2026 01:30", now=NOON)


@pytest.mark.parametrize(
    "text", ["25:00", "12:60", "13pm", "14", "noonish", "12/1/2026", "1/1/9999 10:00", "10:00 +23:00"]
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(NotUnderstood):
        read_moment(text, now=NOON)


# from 1972: before that the zone had double summer times and years of British Standard Time
@given(st.datetimes(datetime(1972, 1, 1), datetime(2190, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_a_form_shows_of_a_moment_reads_back_as_the_same_minute(moment):
    minute = moment.replace(second=0, microsecond=0)
    assert read_moment(as_typed(minute), now=NOON) == minute


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    for read in (
        lambda: read_day(text, today=TODAY),
        lambda: read_partial(text, today=TODAY),
        lambda: read_moment(text, now=NOON),
    ):
        try:
            read()
        except NotUnderstood as refused:
            assert str(refused)  # noqa: PT017 - either answer is right, anything but these two is not
