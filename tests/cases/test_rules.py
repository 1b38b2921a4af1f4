"""Numbers, due dates and readiness: the tables behind a case file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mips.cases.rules.dates import (
    FILE_WORKING_DAYS,
    LONDON,
    file_due,
    is_working_day,
    latest_first_hearing,
    next_sitting,
    working_days_before,
)
from mips.cases.rules.front_sheet import ALWAYS, ENCLOSURES
from mips.cases.rules.numbers import LAST_SERIAL, urn_of
from mips.cases.rules.readiness import FileFacts, OffenceFacts, State, readiness
from mips.core.england import working_days_between
from mips.core.identifiers.cases import urn


@pytest.mark.parametrize(
    ("force", "unit", "serial", "year", "canonical", "printed"),
    [
        ("28", "01", 1, 2026, "28010000126", "28/01/00001/26"),
        ("01", "ZD", 3001, 2008, "01ZD0300108", "01/ZD/03001/08"),
        ("28", "01", LAST_SERIAL, 2030, "28019999930", "28/01/99999/30"),
    ],
)
def test_a_case_number_is_force_unit_serial_year(force, unit, serial, year, canonical, printed):
    verdict = urn_of(force, unit, serial, year)
    assert (verdict.canonical, verdict.short) == (canonical, printed)


def test_a_year_has_no_six_digit_case_number():
    assert not urn_of("28", "01", LAST_SERIAL + 1, 2026).valid


@settings(deadline=None)  # the first year asked for has its holidays worked out
@given(st.integers(1, LAST_SERIAL), st.integers(2000, 2099))
def test_every_serial_gives_a_number_that_the_judge_of_numbers_accepts(serial, year):
    assert urn(urn_of("28", "01", serial, year).canonical or "").valid


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 2), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 12, 28), False),  # for Boxing Day, a Saturday
        (date(2026, 12, 29), True),
    ],
)
def test_working_days_are_those_of_the_courts(day, works):
    assert is_working_day(day) is works


@settings(deadline=None)  # the first year asked for has its holidays worked out
@given(st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.integers(0, 15))
def test_so_many_working_days_before_leaves_as_many_between(day, count):
    assert working_days_between(working_days_before(day, count), day) - is_working_day(day) in (count - 1, count)


def at(*parts):
    return datetime(*parts, tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("charged", "bailed_to", "due"),
    [
        (at(2026, 3, 2, 11, 40), at(2026, 3, 12, 10), at(2026, 3, 5, 17)),
        (at(2026, 3, 20, 9), at(2026, 4, 8, 10), at(2026, 3, 30, 17)),  # over Easter, and the clocks change
        (at(2026, 3, 2, 11, 40), at(2026, 3, 4, 10), at(2026, 3, 2, 11, 40)),  # too soon: at once
        (at(2026, 3, 2, 11, 40), None, at(2026, 3, 3, 9)),
        (at(2026, 3, 7, 11, 40), None, at(2026, 3, 9, 9)),  # Saturday: passes over Sunday
        (at(2026, 4, 2, 23, 50), None, at(2026, 4, 4, 9)),  # passes over Good Friday, sits on Saturday
        (at(2026, 12, 24, 20), None, at(2026, 12, 26, 9)),
        (at(2027, 12, 24, 20), None, at(2027, 12, 27, 9)),  # Christmas Day is a Saturday
    ],
)
def test_the_file_is_due_five_working_days_before_court_or_at_the_next_sitting(charged, bailed_to, due):
    assert file_due(charged, bailed_to) == due


@settings(deadline=None)  # the first year asked for has its holidays worked out
@given(
    st.integers(0, 5 * 365 * 24 * 60),
    st.integers(1, 60),
)
def test_a_file_is_never_due_before_the_charge_or_after_the_hearing(minutes, days):
    charged = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    hearing = datetime.combine(date.fromordinal(charged.toordinal() + days), charged.time(), UTC)
    assert charged <= file_due(charged, hearing) <= hearing
    assert next_sitting(charged).astimezone(LONDON).weekday() != 6


@pytest.mark.parametrize(("guilty", "last"), [(True, date(2026, 3, 16)), (False, date(2026, 3, 30))])
def test_the_first_hearing_is_within_14_days_or_28(guilty, last):
    assert latest_first_hearing(at(2026, 3, 2, 23, 30), guilty=guilty) == last


READY = FileFacts(
    offences=[OffenceFacts(title="Theft", worded=True, dated=True, charged=True)],
    forms={"mg5": True, "mg6": True},
    enclosures=frozenset(ALWAYS),
    guilty_expected=True,
    first_hearing=date(2026, 3, 12),
    latest_first_hearing=date(2026, 3, 16),
    bailed=True,
    court="Northmoor Magistrates' Court",
    officer="2214 Okafor",
)


def test_a_complete_file_lacks_nothing():
    assert {item.state for item in readiness(READY)} == {State.READY}


@pytest.mark.parametrize(
    ("change", "title", "state", "says"),
    [
        ({"offences": []}, "Charge sheet", State.MISSING, "0 charged"),
        (
            {"offences": [OffenceFacts(title="Theft", worded=False, dated=False, charged=True)]},
            "Charge sheet",
            State.MISSING,
            "Theft: no wording, no date",
        ),
        ({"forms": {"mg6": True}}, "Police report", State.MISSING, "Not written yet"),
        ({"forms": {"mg5": False, "mg6": True}}, "Police report", State.CHECK, "Written, not finished"),
        ({"guilty_expected": None}, "Expected plea", State.MISSING, "Nobody has said"),
        ({"first_hearing": None}, "First hearing", State.MISSING, "No date"),
        ({"first_hearing": date(2026, 3, 17)}, "First hearing", State.CHECK, "Later than 16 Mar, the last day"),
        ({"court": ""}, "First hearing", State.MISSING, "No court named"),
        ({"enclosures": frozenset({"pnc"})}, ENCLOSURES["key-evidence"], State.MISSING, "Not confirmed"),
    ],
)
def test_what_is_missing_is_named_first_with_who_can_mend_it(change, title, state, says):
    first = readiness(replace(READY, **change))[0]
    assert (first.title, first.state) == (title, state)
    assert says in first.says
    assert first.by and first.mend


def test_somebody_kept_in_custody_needs_no_date():
    items = readiness(replace(READY, first_hearing=None, bailed=False))
    assert next(item for item in items if item.title == "First hearing").says == "Next sitting, in custody"


def test_what_only_sometimes_applies_is_listed_only_when_it_is_there():
    assert ENCLOSURES["vps"] not in {item.title for item in readiness(READY)}
    enclosed = replace(READY, enclosures=READY.enclosures | {"vps"})
    assert ENCLOSURES["vps"] in {item.title for item in readiness(enclosed)}


def test_five_working_days_are_a_week_when_nothing_is_shut():
    assert working_days_before(date(2026, 3, 12), FILE_WORKING_DAYS) == date(2026, 3, 5)
