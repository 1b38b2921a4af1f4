"""The rules about the people around a detainee: when nobody interviews, who may be the appropriate adult, the board."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.people import (
    AdultBecause,
    BeforeInterview,
    Helper,
    InterviewWithout,
    check_adult_decision,
    check_in_order,
    check_leave,
    check_may_be_adult,
    why_no_interview,
)
from mips.custody.rules.people_board import Expected, PeopleNow, said_of_people

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ADULT = BeforeInterview(child=False, adult=AdultBecause.NOT_NEEDED, adult_here=False)
CHILD = BeforeInterview(child=True, adult=AdultBecause.CHILD, adult_here=True)
ASKED = replace(ADULT, advice_asked=True)
URGENT = {each: frozenset({each}) for each in InterviewWithout}


@pytest.mark.parametrize(
    ("known", "says"),
    [
        pytest.param(ADULT, "", id="an adult who needs nobody"),
        pytest.param(replace(ADULT, adult=None), "Code C 11.15", id="11.15 no decision"),
        pytest.param(CHILD, "", id="11.15 a child with the adult there"),
        pytest.param(replace(CHILD, adult_here=False), "Code C 11.15", id="11.15 a child alone"),
        pytest.param(
            replace(ADULT, adult=AdultBecause.VULNERABLE), "Code C 11.15", id="11.15 somebody vulnerable alone"
        ),
        pytest.param(
            replace(CHILD, adult_here=False, allowed=URGENT[InterviewWithout.ADULT]), "", id="11.18 urgent, a child"
        ),
        pytest.param(ASKED, "Code C 6.6", id="6.6 advice asked and not had"),
        pytest.param(replace(ASKED, advice_had=True), "", id="6.6 advice had"),
        pytest.param(replace(ASKED, advice_delayed=True), "", id="6.6(a) advice delayed under s.58"),
        pytest.param(replace(ASKED, allowed=URGENT[InterviewWithout.SOLICITOR]), "", id="6.6(b) urgent"),
        pytest.param(replace(ASKED, allowed=URGENT[InterviewWithout.CHANGED_MIND]), "", id="6.6(d) changed their mind"),
        pytest.param(
            replace(ASKED, allowed=URGENT[InterviewWithout.ADULT]), "Code C 6.6", id="leave of one kind is not another"
        ),
        pytest.param(replace(ADULT, interpreter_asked=True), "Code C 13.2", id="13.2 interpreter on the way"),
        pytest.param(replace(ADULT, interpreter_asked=True, interpreter_here=True), "", id="13.2 interpreter here"),
    ],
)
def test_nobody_interviews_while_somebody_is_missing(known, says):
    found = why_no_interview(known)
    assert (says in found) if says else found == ""


@pytest.mark.parametrize(
    ("because", "child", "reason", "field"),
    [
        pytest.param(AdultBecause.NOT_NEEDED, True, "He is 17", "because", id="1.5 a child always needs one"),
        pytest.param(AdultBecause.CHILD, False, "", "because", id="an adult is no child"),
        pytest.param(AdultBecause.VULNERABLE, False, " ", "reason", id="1.4 vulnerable, and nobody says why"),
        pytest.param(AdultBecause.NOT_NEEDED, False, "", "reason", id="3.5 not needed, and nobody says why"),
    ],
)
def test_a_decision_about_an_adult_that_cannot_stand(because, child, reason, field):
    with pytest.raises(RuleBroken) as refused:
        check_adult_decision(because, child=child, reason=reason)
    assert (refused.value.rule, refused.value.field) == ("Code C 3.5", field)


def test_a_child_needs_one_without_further_words():
    check_adult_decision(AdultBecause.CHILD, child=True, reason="")


@pytest.mark.parametrize(
    ("name", "checked", "field"),
    [
        pytest.param("alex  GRANT", True, "name", id="Note 1B the arresting officer"),
        pytest.param("R Patel", True, "name", id="Note 1F the solicitor"),
        pytest.param("Ann Webb", False, "adult_checked", id="1.7 nobody made sure"),
    ],
)
def test_who_may_not_be_the_appropriate_adult(name, checked, field):
    with pytest.raises(RuleBroken) as refused:
        check_may_be_adult(name, checked=checked, police=["Alex Grant"], solicitors=["R Patel"])
    assert (refused.value.rule, refused.value.field) == ("Code C 1.7", field)


def test_a_mother_may_be_the_appropriate_adult():
    check_may_be_adult("Ann Webb", checked=True, police=["Alex Grant"], solicitors=[""])


@pytest.mark.parametrize(
    ("without", "rank", "allowed"),
    [
        pytest.param(InterviewWithout.ADULT, Rank.INSPECTOR, False, id="11.18 takes a superintendent"),
        pytest.param(InterviewWithout.ADULT, Rank.SUPERINTENDENT, True, id="11.18 superintendent"),
        pytest.param(InterviewWithout.SOLICITOR, Rank.CHIEF_INSPECTOR, False, id="6.6(b) takes a superintendent"),
        pytest.param(InterviewWithout.CHANGED_MIND, Rank.INSPECTOR, True, id="6.6(d) inspector"),
        pytest.param(InterviewWithout.CHANGED_MIND, Rank.SERGEANT, False, id="6.6(d) takes an inspector"),
    ],
)
def test_who_may_allow_an_interview_without_somebody(without, rank, allowed):
    if allowed:
        check_leave(without, rank=rank, involved=False)
        with pytest.raises(RuleBroken, match="investigates"):
            check_leave(without, rank=rank, involved=True)
    else:
        with pytest.raises(RuleBroken, match="It takes"):
            check_leave(without, rank=rank, involved=False)


def test_nobody_leaves_before_they_came():
    check_in_order(NOON, after=NOON, what="", field="at")
    with pytest.raises(RuleBroken):
        check_in_order(NOON - timedelta(minutes=1), after=NOON, what="That is before they came", field="at")


NOBODY = PeopleNow(
    open=(),
    child=False,
    authorised=True,
    adult=AdultBecause.NOT_NEEDED,
    adult_came=False,
)
WAITED = Expected(helper=Helper.ADULT, requested_at=NOON)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        pytest.param(NOBODY, [], id="nothing to say"),
        pytest.param(replace(NOBODY, adult=None), [], id="no decision about an adult"),
        pytest.param(replace(NOBODY, adult=None, child=True), ["AA? Decide"], id="1.5 none about a child"),
        pytest.param(
            replace(NOBODY, adult=None, child=True, authorised=False), [], id="before detention is authorised"
        ),
        pytest.param(replace(NOBODY, adult=AdultBecause.VULNERABLE), ["AA to be called"], id="3.15 nobody called"),
        pytest.param(
            replace(NOBODY, adult=AdultBecause.VULNERABLE, open=[WAITED]), ["AA waiting"], id="3.15 called, waited for"
        ),
        pytest.param(
            replace(NOBODY, adult=AdultBecause.VULNERABLE, open=[replace(WAITED, arrived_at=NOON)], adult_came=True),
            ["AA here"],
            id="3.15 here",
        ),
        pytest.param(
            replace(NOBODY, child=True, adult=AdultBecause.CHILD, open=[replace(WAITED, expected_at=NOON)]),
            ["AA expected"],
            id="3.15 expected",
        ),
        pytest.param(
            replace(NOBODY, open=[replace(WAITED, helper=Helper.SOLICITOR, arrived_at=NOON, consulting=True)]),
            ["Solicitor in private with them"],
            id="in consultation",
        ),
    ],
)
def test_what_the_board_says_of_people(now, words):
    assert [each.words for each in said_of_people(now)] == words
