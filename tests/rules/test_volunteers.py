"""Voluntary attendance: what must be so before, during and after an interview without arrest (CUS-11)."""

import re
from datetime import timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.people import InterviewWithout
from mips.custody.rules.volunteers import (
    BeforeInterview,
    Informed,
    Outcome,
    Told,
    check_arrest_of,
    check_attendance,
    check_break,
    check_informed,
    check_interview,
    check_leave_for_volunteer,
    check_order,
    check_outcome,
)
from tests.build import NOON

ATTENDS = {"suite": True, "place": "", "planned": True, "began": False, "not_arrested_why": "Comes by appointment"}
TOLD = {"told": list(Told), "advice_wanted": False, "child": False, "vulnerable": False}
READY = {
    "here": True,
    "informed": True,
    "running": False,
    "adult_needed": False,
    "adult_decided": False,
    "adult_present": False,
    "advice_wanted": False,
    "advice_had": False,
    "interpreter_needed": False,
    "interpreter_present": False,
    "recording": "R1",
    "not_recorded_why": "",
}
ENDED = {
    "before": None,
    "came": True,
    "interviewed": True,
    "running": False,
    "notice_given": True,
    "reason": "No evidence",
}


@pytest.mark.parametrize(
    ("given", "section", "field"),
    [
        pytest.param({"suite": False}, "PACE 1984 s.29", "place", id="s29: somewhere"),
        pytest.param({"planned": False}, "PACE 1984 s.29", "planned_at", id="s29: at some time"),
        pytest.param({"not_arrested_why": " "}, "Code G 2.8", "not_arrested_why", id="Code G: arrest not necessary"),
    ],
)
def test_an_attendance_says_where_when_and_why_no_arrest(given, section, field):
    check_attendance(**ATTENDS)
    with pytest.raises(RuleBroken) as refused:
        check_attendance(**ATTENDS | given)
    assert (refused.value.rule, refused.value.field) == (section, field)


@pytest.mark.parametrize("missing", [pytest.param(each, id=f"C3.21: {each}") for each in Told])
def test_a_volunteer_is_told_all_of_it(missing):
    with pytest.raises(RuleBroken, match=re.escape(missing.label[1:])) as refused:
        check_informed(Informed(**TOLD | {"told": [each for each in Told if each is not missing]}))
    assert (refused.value.rule, refused.value.field) == ("Code C 3.21", "told")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"child": True}, "adult", id="C3.22: a child"),
        pytest.param({"vulnerable": True}, "adult", id="C3.22: a vulnerable adult"),
        pytest.param({"interpreter_needed": True}, "language", id="C13.2: which language"),
    ],
)
def test_help_that_is_needed_is_named(given, field):
    with pytest.raises(RuleBroken) as refused:
        check_informed(Informed(**TOLD | given))
    assert refused.value.field == field
    check_informed(Informed(**TOLD | given | {"adult": "Ann, mother", "language": "Polish"}))


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        pytest.param({"here": False}, "PACE 1984 s.29", id="s29: has come"),
        pytest.param({"informed": False}, "Code C 3.21", id="C3.21: told first"),
        pytest.param({"running": True}, "Code C 3.21", id="C3.21: one at a time"),
        pytest.param({"adult_needed": True}, "Code C 11.15", id="C11.15: appropriate adult"),
        pytest.param({"advice_wanted": True}, "Code C 6.6", id="C6.6: legal advice"),
        pytest.param({"interpreter_needed": True}, "Code C 13.2", id="C13.2: interpreter"),
        pytest.param({"recording": ""}, "Code E 2.1", id="CodeE: recorded or why not"),
    ],
)
def test_an_interview_waits_for_what_must_be_there(given, rule):
    check_interview(BeforeInterview(**READY))
    with pytest.raises(RuleBroken) as refused:
        check_interview(BeforeInterview(**READY | given))
    assert refused.value.rule == rule


def test_an_interview_goes_on_once_everybody_is_there():
    there = {
        "adult_needed": True,
        "adult_decided": True,
        "adult_present": True,
        "advice_wanted": True,
        "advice_had": True,
    }
    there |= {"interpreter_needed": True, "interpreter_present": True}
    check_interview(BeforeInterview(**READY | there | {"recording": "", "not_recorded_why": "Machine broken"}))


ALONE = {"adult_needed": True, "advice_wanted": True, "interpreter_needed": True}


def test_a_superintendent_may_allow_an_urgent_one_without_each():
    everybody = [InterviewWithout.ADULT, InterviewWithout.SOLICITOR, InterviewWithout.INTERPRETER]
    check_interview(BeforeInterview(**READY | ALONE | {"allowed": frozenset(everybody)}))
    for missing, rule in zip(everybody, ("Code C 11.15", "Code C 6.6", "Code C 13.2"), strict=True):
        with pytest.raises(RuleBroken) as refused:
            check_interview(BeforeInterview(**READY | ALONE | {"allowed": frozenset(everybody) - {missing}}))
        assert refused.value.rule == rule


def test_nobody_interviews_a_child_before_it_is_decided_who_the_adult_is():
    there = {"adult_needed": True, "adult_present": True}
    with pytest.raises(RuleBroken, match="Nobody has decided"):
        check_interview(BeforeInterview(**READY | there))
    check_interview(BeforeInterview(**READY | there | {"adult_decided": True}))


@pytest.mark.parametrize("wrong", [{"began": False}, {"over": True}, {"informed": False}])
def test_leave_is_for_somebody_who_is_here_and_told(wrong):
    check_leave_for_volunteer(began=True, over=False, informed=True)
    with pytest.raises(RuleBroken):
        check_leave_for_volunteer(**{"began": True, "over": False, "informed": True} | wrong)


def test_an_interview_is_broken_off_and_resumed_in_turn():
    check_break(running=True, paused=False, resumes=False)
    check_break(running=True, paused=True, resumes=True)
    for running, paused, resumes in ((False, False, False), (True, True, False), (True, False, True)):
        with pytest.raises(RuleBroken) as refused:
            check_break(running=running, paused=paused, resumes=resumes)
        assert refused.value.rule == "Code C 12.8"


@pytest.mark.parametrize(
    ("outcome", "given", "rule"),
    [
        pytest.param(Outcome.NO_ACTION, {"notice_given": False}, "PACE 1984 s.60B", id="s60B: notice"),
        pytest.param(Outcome.LEFT, {"running": True}, "PACE 1984 s.29", id="s29: interview ends first"),
        pytest.param(Outcome.LEFT, {"reason": ""}, "PACE 1984 s.29", id="a reason"),
        pytest.param(Outcome.LEFT, {"came": False}, "PACE 1984 s.29", id="not before they came"),
        pytest.param(Outcome.NOT_COME, {}, "PACE 1984 s.29", id="came, so not 'did not come'"),
        pytest.param(Outcome.ARRESTED, {}, "PACE 1984 s.29", id="an arrest is made, not chosen"),
        pytest.param(Outcome.LEFT, {"before": Outcome.LEFT}, "PACE 1984 s.29", id="left once"),
        pytest.param(Outcome.REPORTED, {"before": Outcome.NO_ACTION}, "PACE 1984 s.29", id="decided once"),
    ],
)
def test_an_outcome_fits_what_happened(outcome, given, rule):
    with pytest.raises(RuleBroken) as refused:
        check_outcome(outcome, **ENDED | given)
    assert refused.value.rule == rule


@pytest.mark.parametrize(
    ("outcome", "given"),
    [
        pytest.param(Outcome.NO_ACTION, {}, id="s60B: with notice"),
        pytest.param(Outcome.NO_ACTION, {"interviewed": False, "notice_given": False}, id="s60B: never interviewed"),
        pytest.param(Outcome.REQUISITION, {"before": Outcome.LEFT}, id="decided later"),
        pytest.param(Outcome.NOT_COME, {"came": False, "interviewed": False}, id="did not come"),
    ],
)
def test_what_fits_is_allowed(outcome, given):
    check_outcome(outcome, **ENDED | given)


def test_only_who_is_there_and_not_in_interview_is_arrested():
    check_arrest_of(came=True, over=False, running=False)
    for wrong in ({"came": False}, {"over": True}, {"running": True}):
        with pytest.raises(RuleBroken):
            check_arrest_of(**{"came": True, "over": False, "running": False} | wrong)


def test_times_stand_in_their_order_to_the_minute():
    check_order(NOON, after=NOON + timedelta(seconds=30), what="Before", field="at")
    with pytest.raises(RuleBroken, match="Before"):
        check_order(NOON, after=NOON + timedelta(minutes=1), what="Before", field="at")
