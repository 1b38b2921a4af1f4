"""Values as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from types import SimpleNamespace

import pytest

from mips.web import filters
from mips.web.spoken import PartialDate

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 13, 20, 59, tzinfo=UTC)


def hours(h, m=0):
    return timedelta(hours=h, minutes=m)


def test_an_instant_is_said_in_london_time_without_seconds():
    assert filters.moment(SUMMER) == "Wed 1 Jul 2026 14:20"
    assert (filters.day(SUMMER), filters.time(SUMMER)) == ("1 Jul 2026", "14:20")
    assert filters.iso(SUMMER) == "2026-07-01T14:20+01:00"


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("minute", "Wed 1 Jul 2026 14:20"),
        ("day", "1 Jul 2026"),
        ("month", "July 2026"),
        ("year", "2026"),
        ("circa", "about 2026"),
    ],
)
def test_a_time_is_said_no_more_exactly_than_it_is_known(precision, said):
    assert filters.as_known(SUMMER, precision) == said


def test_a_month_begins_in_london_however_it_is_stored():
    assert filters.as_known(datetime(2026, 6, 30, 23, tzinfo=UTC), "month") == "July 2026"


def test_a_day_begins_at_midnight_in_london():
    assert filters.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 Jul 2026"


def test_the_hour_that_comes_twice_says_which():
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert (filters.time(first), filters.time(second)) == ("01:30 BST", "01:30 GMT")


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (hours(0, 0), "0m"),
        (hours(0, 38), "38m"),
        (hours(6, 12), "6h 12m"),
        (hours(9), "9h 0m"),
        (hours(24), "1d"),
        (hours(51, 59), "2d 3h"),
        (timedelta(minutes=5, seconds=59), "5m"),
    ],
)
def test_a_span_is_said_in_two_units(span, said):
    assert filters.duration(span) == said


@pytest.mark.parametrize(
    ("until", "said", "urgency"),
    [
        (NOON + hours(6, 12), "6h 12m left", "running"),
        (NOON + hours(0, 59), "59m left", "soon"),
        (NOON + timedelta(seconds=30), "due now", "soon"),
        (NOON - hours(0, 6), "6m OVERDUE", "late"),
        (None, "\u2013", "waiting"),
    ],
)
def test_what_is_left_is_said_and_its_urgency_named(until, said, urgency):
    assert filters.left(until, now=NOON) == said
    assert filters.urgency(until, now=NOON) == urgency


def test_elapsed_time_is_counted_across_the_change_of_clocks():
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert filters.since(before, now=before + hours(24)) == "1d"
    assert filters.since(NOON + hours(0, 38), now=NOON) == "in 38m"


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2008, 3, 2), "18"),
        (date(2008, 3, 3), "17"),
        (date(2008, 2, 29), "18"),
        (PartialDate(1992), "33 or 34"),
        (PartialDate(1992, 3), "33 or 34"),
        (PartialDate(1992, 2), "34"),
        (PartialDate(1986, circa=True), "about 40"),
        (None, "\u2013"),
    ],
)
def test_an_age_is_as_exact_as_the_date_of_birth(born, said):
    assert filters.age(born, on=date(2026, 3, 2)) == said


def test_an_age_from_a_stored_date_and_its_precision():
    assert filters.age(date(1992, 1, 1), "year", on=date(2026, 3, 2)) == "33 or 34"
    assert filters.age(date(1992, 1, 1), "circa", on=date(2026, 3, 2)) == "about 34"


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (SimpleNamespace(surname="Smith", forenames="John Paul"), "SMITH, John Paul"),
        (SimpleNamespace(surname="Smith", forenames=""), "SMITH"),
        (SimpleNamespace(surname=None, forenames="Madonna"), "Madonna"),
        (SimpleNamespace(name="PC Lee"), "PC Lee"),
        (None, "Name not known"),
    ],
)
def test_a_person_is_named_surname_first(person, said):
    assert filters.person_name(person) == said


class Level(IntEnum):
    OFFICIAL_SENSITIVE = 1


def test_other_values_are_said_plainly():
    assert filters.money(Decimal("1234.5")) == "\u00a31,234.50"
    assert filters.money(Decimal(1234)) == "\u00a31,234"
    assert [filters.plural(n, "person", "people") for n in (1, 1204)] == ["1 person", "1,204 people"]
    assert filters.marking(Level.OFFICIAL_SENSITIVE) == "OFFICIAL-SENSITIVE"
    assert [filters.said(v) for v in (None, "", True, NOON, Level.OFFICIAL_SENSITIVE, [1, 2])] == [
        "\u2013",
        "\u2013",
        "Yes",
        "Mon 2 Mar 2026 12:00",
        "Official sensitive",
        "1, 2",
    ]
