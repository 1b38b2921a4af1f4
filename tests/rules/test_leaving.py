"""Before somebody leaves: the risk of it, a child refused bail, and when a breach of court bail reaches a justice."""

from datetime import UTC, datetime

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.charging import (
    BailRefusal,
    check_after_charge,
    check_appropriate_adult,
    first_sitting,
    sample_until,
)
from mips.custody.rules.child_after_charge import WhyNotMoved, check_child_placed
from mips.custody.rules.court_bail import justice_by, to_their_court
from mips.custody.rules.release_risk import GoingRisk, check_assessment


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def refused(check, *args, **given):
    with pytest.raises(RuleBroken) as found:
        check(*args, **given)
    return found.value.field


GOOD = {"refused": False, "none_of_these": True, "feeling": "Well", "action_plan": "", "transport": "Bus"}


@pytest.mark.parametrize(
    ("risks", "given", "field"),
    [
        ([], {"none_of_these": False}, "risks"),
        ([GoingRisk.UNWELL], {}, "none_of_these"),
        ([], {"feeling": " "}, "feeling"),
        ([GoingRisk.SELF_HARM], {"none_of_these": False}, "action_plan"),
        ([], {"none_of_these": False, "refused": True}, "action_plan"),
        ([], {"transport": ""}, "transport"),
    ],
    ids=["nothing answered", "both", "no feeling", "no plan for a risk", "unknown risk, no plan", "no transport"],
)
def test_the_risk_of_release_is_asked_and_planned_for(risks, given, field):
    assert refused(check_assessment, risks, **GOOD | given) == field


def test_no_risk_needs_no_plan():
    check_assessment([], **GOOD)


KEPT = {"moved": False, "reason": "Fog, no transport", "secure_asked": True, "age": 15}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"because": None}, "because", id="s.38(6): a ground"),
        pytest.param({"because": WhyNotMoved.IMPRACTICABLE, "reason": ""}, "reason", id="s.38(7): written"),
        pytest.param({"because": WhyNotMoved.SERIOUS_HARM, "age": 11}, "because", id="s.38(6)(b): never under 12"),
        pytest.param({"because": WhyNotMoved.SERIOUS_HARM, "age": None}, "because", id="s.38(6)(b): age not known"),
        pytest.param({"because": WhyNotMoved.SERIOUS_HARM, "secure_asked": False}, "secure", id="s.38(6)(b): secure"),
    ],
)
def test_a_child_is_kept_only_on_a_ground_that_applies(given, field):
    assert refused(check_child_placed, **KEPT | given) == field


def test_a_child_is_moved_or_certified():
    check_child_placed(moved=True, because=None, reason="", secure_asked=False, age=10)
    check_child_placed(**KEPT | {"because": WhyNotMoved.SERIOUS_HARM, "age": 12})
    check_child_placed(**KEPT | {"because": WhyNotMoved.IMPRACTICABLE, "age": 10})


@pytest.mark.parametrize(
    ("arrested", "murder", "by"),
    [
        pytest.param("2026-03-03T14:00", False, "2026-03-04T14:00", id="24 hours"),
        pytest.param("2026-03-07T14:00", False, "2026-03-09T14:00", id="Saturday: Sunday does not count"),
        pytest.param("2026-03-08T14:00", False, "2026-03-10T00:00", id="on a Sunday: from midnight"),
        pytest.param("2026-12-24T18:00", False, "2026-12-26T18:00", id="Christmas Day"),
        pytest.param("2026-04-02T12:00", False, "2026-04-04T12:00", id="Good Friday"),
        pytest.param("2026-03-06T14:00", True, "2026-03-09T14:00", id="murder: Saturday does not count either"),
        pytest.param("2026-05-01T14:00", True, "2026-05-05T14:00", id="murder: nor a bank holiday"),
        pytest.param("2026-03-28T20:00", False, "2026-03-30T19:00", id="the clocks go forward on a Sunday"),
    ],
)
def test_a_breach_of_court_bail_is_before_a_justice_in_24_hours_that_count(arrested, murder, by):
    assert justice_by(at(arrested), murder=murder) == at(by)


def test_within_a_day_of_their_hearing_they_go_to_that_court():
    assert to_their_court(at("2026-03-03T14:00"), at("2026-03-04T10:00"))
    assert not to_their_court(at("2026-03-03T14:00"), at("2026-03-05T10:00"))


def test_a_child_is_charged_beside_an_appropriate_adult():
    assert refused(check_appropriate_adult, "", child=True) == "adult"
    check_appropriate_adult("Her mother", child=True)
    check_appropriate_adult("", child=False)


def test_own_interests_are_a_ground_for_a_child_only():
    charged = at("2026-03-03T14:00")
    given = {
        "charged_at": charged,
        "bailed": False,
        "refused_because": [BailRefusal.CHILD],
        "refused_reason": "Exploited at home",
    }
    assert refused(check_after_charge, first_sitting(charged), **given) == "bail_refused_because"
    check_after_charge(first_sitting(charged), child=True, **given)


def test_a_drug_test_alone_keeps_nobody_past_six_hours_from_charge():
    assert sample_until(at("2026-03-03T14:00")) == at("2026-03-03T20:00")
