"""People around a detainee at the desk: asked for, reached, here, in private, gone; and when nobody may interview."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.care import RightKind
from mips.custody.rules.people import AdultBecause, Helper, InterviewWithout
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.care import RightGiven, give_rights
from mips.custody.usecases.decision import refuse_detention
from mips.custody.usecases.interviewing import allow_interview, interview_bar
from mips.custody.usecases.people import (
    arrives,
    ask_for,
    begin_consultation,
    leaves,
    read_people,
    stand_down,
    try_to_reach,
)
from mips.record.model.person import Precision
from tests.build import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def child(desk, build):
    return desk.detained(build.person(born_on=date(2010, 5, 1), born_precision=Precision.DAY))


def board(detention):
    return [each.words for each in said_of([detention.id]).get(detention.id, [])]


def asked(desk, detention, helper=Helper.ADULT, **fields):
    given = {"name": "Ann Webb", "adult_checked": helper is Helper.ADULT} | fields
    return ask_for(desk.sergeant, detention_id=detention.id, helper=helper, **given)


def wants_advice(desk, detention):
    given = [RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True, detail="R Patel")]
    give_rights(desk.sergeant, detention_id=detention.id, given=given)


def test_a_child_with_nobody_is_not_interviewed_and_the_board_says_what_is_due(desk, child):
    assert "AA? Decide" in board(child)
    assert "decided whether" in interview_bar(child)
    decide_adult(desk.sergeant, detention_id=child.id, because=AdultBecause.CHILD)
    assert "AA to be called" in board(child)
    assert "not here" in interview_bar(child)


def test_from_the_call_to_rights_given_again(desk, child):
    decide_adult(desk.sergeant, detention_id=child.id, because=AdultBecause.CHILD)
    mother = asked(desk, child, requested_at=NOON - 15 * MINUTE)
    try_to_reach(desk.sergeant, attendance_id=mother.id, reached=True, expected_at=NOON + 30 * MINUTE)
    assert "AA expected" in board(child)
    arrives(desk.sergeant, attendance_id=mother.id, at=NOON - MINUTE)
    assert {"Rights again with AA", "AA here"} <= set(board(child))
    assert interview_bar(child) == ""
    rights = {"given": [RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=False)], "adult_present": True}
    give_rights(desk.sergeant, detention_id=child.id, **rights)
    assert "Rights again with AA" not in board(child)
    assert read_people(desk.sergeant, detention_id=child.id).rights_again
    leaves(desk.sergeant, attendance_id=mother.id)
    assert "AA here" not in board(child) and "not here" in interview_bar(child)


def test_somebody_vulnerable_hears_their_rights_again_too(desk):
    detention = desk.detained()
    decide_adult(desk.sergeant, detention_id=detention.id, because=AdultBecause.VULNERABLE, reason="Confused")
    assert {"AA to be called", "Rights again with AA"} <= set(board(detention))


def test_the_arresting_officer_is_no_appropriate_adult(desk, child):
    with pytest.raises(RuleBroken) as refused:
        asked(desk, child, name="Alex Grant")
    assert refused.value.rule == "Code C 1.7"


def test_an_adult_nobody_made_sure_of_is_not_let_in(desk, child):
    unchecked = asked(desk, child, adult_checked=False)
    with pytest.raises(RuleBroken, match="18 or over"):
        arrives(desk.sergeant, attendance_id=unchecked.id)
    assert arrives(desk.sergeant, attendance_id=unchecked.id, adult_checked=True).here


def test_a_solicitor_asked_for_bars_the_interview_until_they_have_spoken(desk):
    detention = desk.detained()
    decide_adult(desk.sergeant, detention_id=detention.id, because=AdultBecause.NOT_NEEDED, reason="Understands all")
    wants_advice(desk, detention)
    assert board(detention) == ["Solicitor"] and "Code C 6.6" in interview_bar(detention)
    solicitor = asked(desk, detention, Helper.SOLICITOR, name="R Patel", duty=True, reference="261127001")
    assert board(detention) == ["Solicitor waiting"]
    arrives(desk.sergeant, attendance_id=solicitor.id)
    begin_consultation(desk.sergeant, attendance_id=solicitor.id)
    assert board(detention) == ["Solicitor in private with them"] and interview_bar(detention) == ""
    leaves(desk.sergeant, attendance_id=solicitor.id)
    [shown] = read_people(desk.sergeant, detention_id=detention.id).attended
    assert shown.consultations[0].until_at == NOON and board(detention) == []


def test_changing_ones_mind_about_advice_takes_an_inspector(desk):
    detention = desk.detained()
    decide_adult(desk.sergeant, detention_id=detention.id, because=AdultBecause.NOT_NEEDED, reason="Understands all")
    wants_advice(desk, detention)
    give_rights(desk.sergeant, detention_id=detention.id, given=[RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=False)])
    assert "Code C 6.6" in interview_bar(detention)
    wish = {"detention_id": detention.id, "without": InterviewWithout.CHANGED_MIND, "reason": "Does not want to wait"}
    with pytest.raises(Forbidden):
        allow_interview(desk.sergeant, **wish)
    allow_interview(desk.inspector(), **wish)
    assert interview_bar(desk.record(detention)) == ""


def test_an_urgent_interview_takes_the_rank_of_the_time(desk, child, build):
    wish = {"detention_id": child.id, "without": InterviewWithout.ADULT, "reason": "Others are in danger"}
    with pytest.raises(RuleBroken) as refused:
        allow_interview(desk.inspector(), **wish)
    assert refused.value.rule == "Code C 11.18"
    allow_interview(build.actor(Role.SUPERINTENDENT, rank=int(Rank.SUPERINTENDENT)), **wish)
    assert interview_bar(desk.record(child)) == ""


def test_nobody_arrives_before_they_were_asked_for_nor_twice(desk, child):
    mother = asked(desk, child)
    with pytest.raises(RuleBroken, match="before they were asked for"):
        arrives(desk.sergeant, attendance_id=mother.id, at=NOON - MINUTE)
    arrives(desk.sergeant, attendance_id=mother.id)
    with pytest.raises(RuleBroken, match="They came at"):
        arrives(desk.sergeant, attendance_id=mother.id)


def test_who_is_no_longer_waited_for_is_off_the_board(desk, child):
    decide_adult(desk.sergeant, detention_id=child.id, because=AdultBecause.CHILD)
    stand_down(desk.sergeant, attendance_id=asked(desk, child).id, why="Cannot come tonight")
    assert "AA to be called" in board(child)


def test_whoever_left_custody_has_nobody_come_to_them(desk):
    detention = desk.arrested(desk.arrived())
    mother = asked(desk, detention)
    refuse_detention(desk.sergeant, detention_id=detention.id, refused_why="No grounds")
    with pytest.raises(RuleBroken, match="no longer in custody"):
        arrives(desk.sergeant, attendance_id=mother.id)


def test_a_detention_officer_asks_people_to_come_but_does_not_decide_about_the_adult(desk, child):
    ask_for(desk.detention_officer, detention_id=child.id, helper=Helper.LIAISON)
    with pytest.raises(Forbidden):
        decide_adult(desk.detention_officer, detention_id=child.id, because=AdultBecause.CHILD)


def test_a_constable_asks_for_nobody_and_reads_of_nobody(desk, child, build):
    constable = build.actor(Role.OFFICER)
    with pytest.raises(Forbidden):
        ask_for(constable, detention_id=child.id, helper=Helper.VISITOR)
    with pytest.raises(Forbidden):
        read_people(constable, detention_id=child.id)


def test_the_tab_and_its_buttons(desk, child, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    here = f"/custody/{child.id}"
    answer = sergeant.post(f"{here}/people/adult", data={"because": "child"})
    assert answer.status_code == 302 and answer.headers["Location"].endswith("tab=people")
    sent = {"helper": "appropriate-adult", "name": "Ann Webb", "relation": "mother", "adult_checked": "yes"}
    assert sergeant.post(f"{here}/people/ask", data=sent).status_code == 302
    page = sergeant.get(f"{here}?tab=people").text
    assert "Appropriate adult: Ann Webb, mother" in page and "Arrived now" in page and "No interview yet" in page
    attendance = read_people(desk.sergeant, detention_id=child.id).attended[0].id
    sent = {"at": "", "name": "Ann Webb", "adult_checked": "yes"}
    assert sergeant.post(f"{here}/people/{attendance}/arrived", data=sent).status_code == 302
    page = sergeant.get(f"{here}?tab=people").text
    assert "Here since" in page and "Left now" in page and "No interview yet" not in page
    assert (
        sergeant.post(f"{here}/people/{attendance}/private", data={"at": "", "means": "in-person"}).status_code == 302
    )
    assert "Private talk over" in sergeant.get(f"{here}?tab=people").text
    assert sergeant.post(f"{here}/people/{attendance}/left", data={"at": ""}).status_code == 302


@pytest.mark.parametrize("page", ["ask", "ask?helper=solicitor", "adult"])
def test_each_page_about_people_opens(desk, child, client_for, page):
    assert client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/{child.id}/people/{page}").status_code == 200


def test_people_over_the_api(desk, child, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    made = sergeant.post(
        f"/api/v1/custody/detentions/{child.id}/people",
        json={"helper": "appropriate-adult", "name": "Ann Webb", "adult_checked": True},
    )
    assert made.status_code == 201, made.json
    came = sergeant.post(f"/api/v1/custody/people/{made.json['id']}/arrival", json={})
    assert came.status_code == 201 and came.json["arrived_at"]
    shown = sergeant.get(f"/api/v1/custody/detentions/{child.id}/people").json
    assert shown["attended"][0]["name"] == "Ann Webb" and "appropriate adult" in shown["interview_bar"]
