"""What must be said of somebody who comes from another force, and in which order it happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.transfers import AtHospital, CameAs, There, check_there, check_times_there

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SAID = {"force": "42", "our_force": "01", "sought_for": "Fraud", "questioned": False}
HELD = There(came_as=CameAs.SOUGHT, arrived_at=NOON - 6 * HOUR, authorised_at=NOON - 5 * HOUR, left_at=NOON - HOUR)
STAY = AtHospital(left_at=NOON - 4 * HOUR, returned_at=NOON - 3 * HOUR)


@pytest.mark.parametrize(
    ("there", "said", "field", "rule"),
    [
        pytest.param({}, {"force": ""}, "force", "Code C 2.3", id="which force"),
        pytest.param({}, {"force": "01"}, "force", "Code C 2.3", id="not this one"),
        pytest.param(
            {"arrived_at": None}, {}, "arrived_there_at", "PACE 1984 s.41(2)(d)", id="s.41(2)(d) first station"
        ),
        pytest.param({"left_at": None}, {}, "left_there_at", "PACE 1984 s.41(2)(a)", id="when they left"),
        pytest.param({}, {"questioned": None}, "questioned", "PACE 1984 s.41(2)(a)", id="s.41(3) questioned there?"),
        pytest.param(
            {"came_as": CameAs.THEIRS_FIRST}, {"questioned": None}, "questioned", "PACE 1984 s.41(5)", id="s.41(5)"
        ),
        pytest.param(
            {"came_as": CameAs.THEIRS_FIRST}, {"sought_for": " "}, "sought_for", "PACE 1984 s.41(5)", id="for what"
        ),
        pytest.param({"came_as": CameAs.OUTSIDE}, {}, "entered_at", "PACE 1984 s.41(2)(b)", id="s.41(2)(b) entry"),
    ],
)
def test_what_the_relevant_time_needs_is_said(there, said, field, rule):
    with pytest.raises(RuleBroken) as refused:
        check_there(replace(HELD, **there), **SAID | said)
    assert (refused.value.field, refused.value.rule) == (field, rule)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        pytest.param({}, {}, id="sought"),
        pytest.param({"came_as": CameAs.HANDED_ON}, {"questioned": None, "sought_for": ""}, id="same offence"),
        pytest.param({"came_as": CameAs.OUTSIDE, "entered_at": NOON}, {"force": "", "questioned": None}, id="Glasgow"),
    ],
)
def test_what_it_does_not_need_is_not_asked(there, said):
    check_there(replace(HELD, **there), **SAID | said)


@pytest.mark.parametrize(
    ("there", "field"),
    [
        pytest.param({"arrived_at": NOON - 9 * HOUR}, "arrived_there_at", id="before the arrest"),
        pytest.param({"authorised_at": NOON - 7 * HOUR}, "authorised_there_at", id="authorised before arriving"),
        pytest.param({"left_at": NOON - 5.5 * HOUR}, "left_there_at", id="left before it was authorised"),
        pytest.param({"left_at": NOON + HOUR}, "left_there_at", id="left after arriving here"),
        pytest.param({"reviews": [NOON - 5.5 * HOUR]}, "reviews-0-held_at", id="s.40(3) review before authorisation"),
        pytest.param({"reviews": [NOON - 0.5 * HOUR]}, "reviews-0-held_at", id="review after they left"),
        pytest.param({"authorised_at": None, "reviews": [NOON - 2 * HOUR]}, "reviews-0-held_at", id="not authorised"),
        pytest.param(
            {"hospital": [replace(STAY, returned_at=NOON - 5 * HOUR)]}, "hospital-0-returned_at", id="s.41(6) order"
        ),
        pytest.param(
            {"hospital": [replace(STAY, returned_at=NOON)]}, "hospital-0-returned_at", id="back after leaving"
        ),
        pytest.param(
            {"hospital": [replace(STAY, questioned_from=NOON - 3.5 * HOUR)]},
            "hospital-0-questioned_until",
            id="s.41(6) questioned until?",
        ),
        pytest.param({"extended_at": NOON - 2 * HOUR}, "extended_until", id="s.42(1) until?"),
        pytest.param({"warrant_at": NOON - 2 * HOUR}, "warrant_hours", id="s.43(12) hours?"),
        pytest.param(
            {"extended_at": NOON, "extended_until": NOON + 12 * HOUR}, "extended_at", id="extended after they left"
        ),
    ],
)
def test_times_there_come_in_the_order_of_life(there, field):
    with pytest.raises(RuleBroken) as refused:
        check_times_there(replace(HELD, **there), arrested_at=NOON - 7 * HOUR, arrived_here=NOON)
    assert refused.value.field == field


def test_a_whole_stay_there_in_order_is_taken_over():
    whole = replace(
        HELD,
        reviews=[NOON - 2 * HOUR],
        hospital=[replace(STAY, questioned_from=NOON - 3.5 * HOUR, questioned_until=NOON - 3.25 * HOUR)],
        extended_at=NOON - 1.5 * HOUR,
        extended_until=NOON + 20 * HOUR,
    )
    check_times_there(whole, arrested_at=NOON - 7 * HOUR, arrived_here=NOON)


def test_an_arrest_made_here_after_the_journey_is_not_compared_with_times_there():
    theirs = replace(HELD, came_as=CameAs.THEIRS_FIRST)
    check_times_there(theirs, arrested_at=NOON - HOUR / 2, arrived_here=NOON)
