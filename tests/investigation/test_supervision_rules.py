"""When an investigation is reviewed next, and by whom (INV-8, RL-1(c))."""

import uuid
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules.supervision import Schedule, check_next, check_reviewer, milestones, next_review
from tests.build import NOON

ME = uuid.uuid4()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        pytest.param(
            "2026-02-02 12:00",
            ["2026-02-03 12:00", "2026-02-09 12:00", "2026-02-16 12:00", "2026-03-02 12:00", "2026-04-02 11:00"],
            id="INV-8: 24 hours, 7, 14, 28 days, a month; the last in summer time",
        ),
        pytest.param(
            "2026-03-28 12:00",
            ["2026-03-29 12:00", "2026-04-04 11:00", "2026-04-11 11:00", "2026-04-25 11:00", "2026-05-25 11:00"],
            id="INV-8: 24 hours run through the night the clocks go on; days keep London's noon",
        ),
        pytest.param(
            "2026-10-24 11:00",
            ["2026-10-25 11:00", "2026-10-31 12:00", "2026-11-07 12:00", "2026-11-21 12:00", "2026-12-21 12:00"],
            id="INV-8: and when they go back",
        ),
        pytest.param(
            "2027-01-03 12:00",
            ["2027-01-04 12:00", "2027-01-10 12:00", "2027-01-17 12:00", "2027-01-31 12:00", "2027-02-28 12:00"],
            id="INV-8: a month without a 31st",
        ),
        pytest.param(
            "2026-03-01 01:30",
            ["2026-03-02 01:30", "2026-03-08 01:30", "2026-03-15 01:30", "2026-03-29 01:30", "2026-04-29 01:30"],
            id="INV-8: a time that the clocks skip on the 28th day comes an hour later by them",
        ),
    ],
)
def test_when_reviews_are_due(since, due):
    assert list(islice(milestones(at(since)), 5)) == [at(each) for each in due]


@pytest.mark.parametrize(
    ("held", "due"),
    [
        pytest.param([], timedelta(hours=24), id="INV-8: none yet"),
        pytest.param([timedelta(hours=2)], timedelta(days=7), id="INV-8: the first was held"),
        pytest.param([timedelta(days=3)], timedelta(days=7), id="INV-8: the first, late"),
        pytest.param([timedelta(hours=2), timedelta(days=6)], timedelta(days=14), id="INV-8: the second, early"),
        pytest.param([timedelta(days=15)], timedelta(days=28), id="INV-8: one answers for all that were missed"),
        pytest.param([timedelta(days=14)], timedelta(days=28), id="INV-8: at the very moment"),
    ],
)
def test_when_the_next_review_is_due(held, due):
    since = at("2026-01-05 12:00")
    assert next_review(since, [since + each for each in held]) == since + due


def test_a_force_has_a_schedule_of_its_own():
    assert next_review(NOON, [NOON], Schedule(48, (10,))) == at("2026-03-12 12:00")
    assert next_review(NOON, [NOON, NOON], Schedule(48, (10,))) == at("2026-04-12 11:00")


def test_the_officer_in_the_case_does_not_review_it():
    """RL-1(c)."""
    check_reviewer(reviewer=ME, officer=uuid.uuid4())
    with pytest.raises(RuleBroken, match="another supervisor"):
        check_reviewer(reviewer=ME, officer=ME)
    with pytest.raises(RuleBroken, match="Allocate it first"):
        check_reviewer(reviewer=ME, officer=None)


def test_the_next_review_may_be_sooner_and_never_later():
    latest = NOON + timedelta(days=7)
    assert check_next(None, latest) == latest and check_next(NOON, latest) == NOON
    with pytest.raises(RuleBroken, match="or sooner"):
        check_next(latest + timedelta(minutes=1), latest)
