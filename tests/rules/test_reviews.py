"""Reviews of detention: held early, on time, postponed or late, before charge and after."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mips.custody.rules.arithmetic import Interval, Paused
from mips.custody.rules.reviews import next_review_due, review_chain
from tests.rules.detention import MONDAY, answered, event, held, hours

AUTHORISED = MONDAY


@pytest.mark.parametrize(
    ("reviews", "due"),
    [
        pytest.param([], hours(6), id="s.40(3)(a): first within six hours of authorisation"),
        pytest.param([held(6)], hours(15), id="s.40(3)(b): second within nine of the first"),
        pytest.param([held(6), held(15)], hours(24), id="s.40(3)(c): then every nine"),
        pytest.param([held(2)], hours(11), id="s.40(3): an early review brings the next one forward"),
        pytest.param([held(7, postponed=True)], hours(15), id="s.40(6): postponing does not move the next"),
        pytest.param([held(7)], hours(15), id="s.40(6): nor does being late"),
        pytest.param([held(8), held(14)], hours(23), id="s.40(6): late, then early"),
        pytest.param([held(14), held(2)], hours(20), id="in whatever order they are given"),
    ],
)
def test_next_review_due(reviews, due):
    assert next_review_due(AUTHORISED, reviews) == due


@pytest.mark.parametrize(
    ("review", "late", "breach"),
    [
        pytest.param(held(6), False, False, id="at the last minute"),
        pytest.param(held(6.5), True, True, id="late with nothing recorded"),
        pytest.param(held(6.5, postponed=True), True, False, id="postponed"),
    ],
)
def test_a_late_review_without_a_recorded_postponement_is_a_breach(review, late, breach):
    first = review_chain(AUTHORISED, [review])[0]
    assert (first.late, first.breach) == (late, breach)


def test_a_review_that_is_still_due_is_neither_late_nor_a_breach():
    [following] = review_chain(AUTHORISED)
    assert (following.late, following.breach) == (False, False)


def test_an_exclusion_holds_the_review_back_as_well():
    assert next_review_due(AUTHORISED, exclusions=[Interval(hours(2), hours(5))]) == hours(9)
    assert next_review_due(AUTHORISED, exclusions=[Interval(hours(2))]) == Paused(240)


CHAIN = (
    event("arrive_station", "2026-01-19 08:00"),
    event("detention_authorised", "2026-01-19 08:20"),
    event("review_done", "2026-01-19 14:00"),
    event("review_done", "2026-01-19 22:30"),
)


def test_a_chain_of_reviews_answers_each_and_the_next():
    found = answered(*CHAIN)
    assert found["review_1_due"] == "2026-01-19T14:20+00:00"
    assert found["review_2_due"] == "2026-01-19T23:00+00:00"
    assert found["review_3_due"] == found["next_review_due"] == "2026-01-20T07:30+00:00"
    assert "review_4_due" not in found


def test_each_review_names_its_own_section():
    authority = answered(*CHAIN, event("review_done", "2026-01-20 07:00"))["authority"]
    assert [authority[f"review_{number}_due"] for number in (1, 2, 3, 4)] == [
        "PACE 1984 s.40(3)(a)",
        "PACE 1984 s.40(3)(b)",
        "PACE 1984 s.40(3)(c)",
        "PACE 1984 s.40(3)(c)",
    ]


def test_the_review_after_a_postponed_one_rests_on_the_postponement():
    found = answered(*CHAIN[:2], event("review_done", "2026-01-19 15:00", postponed=True, reason="no officer free"))
    assert found["review_2_due"] == "2026-01-19T23:20+00:00"
    assert found["authority"]["review_2_due"] == "PACE 1984 s.40(6)"


def test_a_custody_officer_reviews_after_charge_only():
    by_custody_officer = event("review_done", "2026-01-19 14:00", by="custody_officer")
    assert answered(*CHAIN[:2], by_custody_officer)["next_review_due"] == "2026-01-19T14:20+00:00"
    charged = event("charged", "2026-01-19 12:00")
    assert answered(*CHAIN[:2], by_custody_officer, charged)["next_review_due"] == "2026-01-19T23:00+00:00"


def test_after_release_only_a_review_that_was_missed_is_shown():
    in_time = answered(*CHAIN[:3], event("released", "2026-01-19 20:00"))
    assert "review_1_due" in in_time
    assert "review_2_due" not in in_time
    assert "review_2_due" not in answered(*CHAIN[:3], event("released", "2026-01-19 23:00"))
    missed = answered(*CHAIN[:3], event("released", "2026-01-20 01:00"))
    assert missed["review_2_due"] == "2026-01-19T23:00+00:00"
    assert "next_review_due" not in missed


@given(st.lists(st.integers(0, 96 * 60), max_size=12))
def test_no_review_is_due_more_than_nine_hours_after_the_one_before_was_due_or_held(minutes):
    chain = review_chain(AUTHORISED, [held(minute / 60) for minute in minutes])
    nine_hours = hours(9) - hours(0)
    assert len(chain) == len(minutes) + 1
    assert all(later.due <= earlier.due + nine_hours for earlier, later in pairwise(chain))
    assert all(later.due <= earlier.held.at + nine_hours for earlier, later in pairwise(chain))
