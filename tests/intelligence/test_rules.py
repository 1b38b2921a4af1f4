"""What a 3x5x2 report must hold, as a table (INT-1, INT-2, INT-5)."""

import uuid

import pytest

from mips.core.errors import RuleBroken
from mips.intelligence.rules import (
    ActionCode,
    Assessment,
    Priority,
    Sanitisation,
    SourceEvaluation,
    State,
    check_marking,
    check_release,
    grade_code,
    missing_about_item,
    missing_about_source,
    missing_about_urgency,
    report_number,
)

WHOLE = {
    "handling": "C",
    "instructions": "Unit only",
    "action_code": ActionCode.COVERT_USE,
    "sanitisation": Sanitisation.CONSULT,
}


@pytest.mark.parametrize(
    ("grade", "missing"),
    [
        pytest.param({"handling": "P"}, set(), id="INT-1: P needs nothing"),
        pytest.param(
            {"handling": "C"}, {"instructions", "action_code", "sanitisation"}, id="INT-1: C is three parts more"
        ),
        pytest.param(WHOLE, set(), id="INT-1: C with its parts"),
        pytest.param(WHOLE | {"instructions": "  "}, {"instructions"}, id="INT-1: blank is nothing"),
        pytest.param(WHOLE | {"sanitisation": None}, {"sanitisation"}, id="INT-1: sanitisation code for C"),
        pytest.param(WHOLE | {"action_code": ActionCode.OVERT_USE}, {"usage"}, id="INT-1: A3 needs usage"),
        pytest.param(
            WHOLE | {"action_code": ActionCode.OVERT_USE, "usage": "On him"}, set(), id="INT-1: A3 with usage"
        ),
        pytest.param(
            {"handling": "P", "assessment": Assessment.SUSPECTED_FALSE}, {"assessment_reason"}, id="INT-1: E needs why"
        ),
        pytest.param(
            {"handling": "P", "assessment": Assessment.SUSPECTED_FALSE, "assessment_reason": "Seen elsewhere"},
            set(),
            id="INT-1: E with why",
        ),
    ],
)
def test_what_an_item_lacks(grade, missing):
    assert missing_about_item(**{"assessment": Assessment.DIRECT} | grade).keys() == missing


@pytest.mark.parametrize("source", SourceEvaluation)
def test_only_a_source_that_is_not_reliable_needs_a_reason(source):
    assert bool(missing_about_source(source, "")) == (source.value == "3")
    assert not missing_about_source(source, "Lied before")


@pytest.mark.parametrize("priority", Priority)
def test_only_high_priority_needs_its_risk_said(priority):
    assert bool(missing_about_urgency(priority, None)) == (priority.value == "high")


@pytest.mark.parametrize("marking", ["SECRET", "secret", "Top Secret", "top-secret", "TOP_SECRET"])
def test_what_is_marked_higher_is_refused(marking):
    with pytest.raises(RuleBroken) as refused:
        check_marking(marking)
    assert (refused.value.rule, refused.value.field) == ("INT-5", "marking")


@pytest.mark.parametrize("marking", ["OFFICIAL", "official-sensitive"])
def test_what_may_be_held_is_not(marking):
    check_marking(marking)


def test_the_display_form():
    assert grade_code(SourceEvaluation.UNTESTED, Assessment.CORROBORATED, "C") == "2 B C"


def test_the_number_of_a_report():
    assert report_number("NM", 2026, 7) == "NM/2026/00007"


def test_somebody_else_releases_and_only_once():
    author, other = uuid.uuid4(), uuid.uuid4()
    check_release(State.REQUIRES_ASSESSMENT, submitted_by=author, released_by=other)
    with pytest.raises(RuleBroken, match="somebody else"):
        check_release(State.REQUIRES_ASSESSMENT, submitted_by=author, released_by=author)
    with pytest.raises(RuleBroken, match="already"):
        check_release(State.RELEASED, submitted_by=author, released_by=other)
