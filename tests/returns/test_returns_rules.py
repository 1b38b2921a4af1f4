"""Periods, groups of people, and what is otherwise in a return counted again: tables without a database."""

from contextlib import nullcontext
from datetime import date

import pytest

from mips.core.errors import RuleBroken
from mips.returns.rules.definition import Definition, check_may_be_signed_off, differences
from mips.returns.rules.people import age_band
from mips.returns.rules.periods import Span, period_of, recent, year_over


@pytest.mark.parametrize(
    ("key", "span", "first", "last", "title"),
    [
        ("2025-2026", Span.FINANCIAL_YEAR, date(2025, 4, 1), date(2026, 3, 31), "Year ending 31 March 2026"),
        ("2026", Span.YEAR, date(2026, 1, 1), date(2026, 12, 31), "2026"),
        ("2026-Q1", Span.QUARTER, date(2026, 1, 1), date(2026, 3, 31), "January to March 2026"),
        ("2026-Q4", Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31), "October to December 2026"),
        ("2024-02", Span.MONTH, date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2026-12", Span.MONTH, date(2026, 12, 1), date(2026, 12, 31), "December 2026"),
    ],
)
def test_a_period_begins_and_ends_with_its_days(key, span, first, last, title):
    found = period_of(key)
    assert (found.span, found.first, found.last, found.title, found.key) == (span, first, last, title, key)


@pytest.mark.parametrize("key", ["", "2025-2027", "1999", "2101", "2026-Q5", "2026-13", "2026-00", "2026-1", "custody"])
def test_what_names_no_period_is_none(key):
    assert period_of(key) is None


@pytest.mark.parametrize(
    ("span", "keys"),
    [
        (Span.FINANCIAL_YEAR, ["2025-2026", "2024-2025"]),
        (Span.YEAR, ["2026", "2025"]),
        (Span.QUARTER, ["2026-Q1", "2025-Q4"]),
        (Span.MONTH, ["2026-01", "2025-12"]),
    ],
)
def test_recent_periods_are_those_that_have_begun(span, keys):
    assert [period.key for period in recent(span, date(2026, 1, 31), 2)] == keys


@pytest.mark.parametrize(("today", "key"), [(date(2026, 3, 31), "2024-2025"), (date(2026, 4, 1), "2025-2026")])
def test_the_year_that_is_over_ends_on_31_march(today, key):
    assert year_over(today).key == key


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (None, "not recorded"),
        (9, "under 10"),
        (10, "10 to 13"),
        (17, "14 to 17"),
        (18, "18 to 20"),
        (54, "45 to 54"),
        (55, "55 and over"),
        (99, "55 and over"),
    ],
)
def test_an_age_is_in_one_group(age, group):
    assert age_band(age) == group


COUNTED = Definition(
    title="Detentions", counts="Detentions", source="A", by=("age_group", "sex"), figures=("detentions", "charged")
)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param([("18", "male", "2", "1")], [("18", "male", "2", "1")], [], id="nothing"),
        pytest.param(
            [("18", "male", "2", "1")], [("18", "male", "3", "1")], ["18, male: detentions 3, was 2"], id="a figure"
        ),
        pytest.param(
            [], [("18", "male", "1", "0")], ["18, male: detentions 1, was none; charged 0, was none"], id="a row more"
        ),
        pytest.param(
            [("18", "male", "1", "0")], [], ["18, male: detentions none, was 1; charged none, was 0"], id="a row less"
        ),
    ],
)
def test_what_is_otherwise_than_before_is_named_row_by_row(before, after, said):
    assert differences(COUNTED, before, after) == said


@pytest.mark.parametrize(
    ("today", "changed", "refused"),
    [
        pytest.param(date(2026, 3, 31), True, True, id="last day"),
        pytest.param(date(2026, 4, 1), True, False, id="over"),
        pytest.param(date(2026, 4, 1), False, True, id="nothing is otherwise"),
    ],
)
def test_when_a_period_may_be_signed_off(today, changed, refused):
    with pytest.raises(RuleBroken) if refused else nullcontext():
        check_may_be_signed_off(period_of("2025-2026"), today, changed=changed, rule="INV-14")
