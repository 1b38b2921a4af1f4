"""Arrivals that no arrest for an offence brought: no PACE clock, a limit of their own, their own ways out."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core import settings as settings_module
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.detention import Detention, Grounds
from mips.custody.rules.arrivals import ON_STREET_BAIL, ArrivalKind
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.progress import Step
from mips.custody.rules.returns import Return
from mips.custody.rules.story import ReviewedBy
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.extending import extend_detention
from mips.custody.usecases.facts import correct_fact
from mips.custody.usecases.hold_checks import check_welfare, review_peace
from mips.custody.usecases.other_arrivals import (
    accept_detainee,
    extend_place_of_safety,
    record_other_arrival,
)
from mips.custody.usecases.papers import print_whole_record
from mips.custody.usecases.reading import read_custody_record
from mips.custody.usecases.rearrest import arrest_further
from mips.custody.usecases.reviews import hold_review, review_after_charge
from mips.returns.usecases.drawing import draw_up_return
from tests.build import NOON

CAME = NOON - timedelta(minutes=30)
COURT = {"issued_by": "Northmoor Magistrates", "number": "W1"}


def came(desk, kind, *, by=None, papers=None, **fields):
    given = {
        "suite_id": desk.suite.id,
        "person_id": fields.pop("person_id", None) or desk.build.person().id,
        "matter": "Failing to surrender",
        "arrived_at": CAME,
        "papers": COURT if papers is None else papers,
    }
    return record_other_arrival(by or desk.sergeant, kind=kind, **given | fields)


def accepted(desk, detention):
    return accept_detainee(desk.sergeant, detention_id=detention.id, reason="Warrant seen", accepted_at=CAME)


def test_on_a_warrant_no_pace_clock_runs_and_the_next_court_is_the_limit(desk):
    detention = accepted(desk, came(desk, ArrivalKind.WARRANT, arrested_at=CAME - timedelta(minutes=20)))
    here = desk.record(detention)
    stands = standing_of(here)
    tomorrow = (NOON + timedelta(days=1)).replace(hour=10)
    assert (stands.began, stands.next_review) == (None, None)
    assert (stands.clock.ends, stands.clock.limit) == (tomorrow, "next court")
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held
    assert (row.clock.limit, row.clock.limit_name, row.next) == (tomorrow, "next court", Step.RIGHTS)


def test_they_wait_for_acceptance_not_for_a_decision_under_s37(desk):
    detention = came(desk, ArrivalKind.RECALL, papers={"issued_by": "HMP Northmoor"})
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).waiting
    assert row.next is Step.ACCEPT
    given = {"grounds": [Grounds.OBTAIN], "grounds_reason": "x"}
    with pytest.raises(RuleBroken, match="not authorised under"):
        authorise_detention(desk.sergeant, detention_id=detention.id, **given)
    accepted(desk, detention)
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held
    assert (row.clock.limit, row.clock.limit_name) == (None, "prison")
    steps = {each.step for each in read_custody_record(desk.sergeant, detention_id=detention.id).steps}
    assert Step.CHARGE not in steps and Step.REVIEW not in steps


def test_no_review_is_held_where_s40_does_not_apply(desk):
    detention = accepted(desk, came(desk, ArrivalKind.WARRANT))
    with pytest.raises(RuleBroken, match="not reviewed under"):
        hold_review(desk.inspector(), detention_id=detention.id, reason="x", reminded=True, held_at=NOON)


def test_remanded_by_a_court_they_are_reviewed_by_the_custody_officer(desk):
    papers = COURT | {"ordered_at": CAME - timedelta(hours=2)}
    detention = accepted(desk, came(desk, ArrivalKind.REMAND, papers=papers))
    here = desk.record(detention)
    stands = standing_of(here)
    assert (stands.reviewer, stands.next_review.due) == (ReviewedBy.CUSTODY_OFFICER, CAME + timedelta(hours=6))
    assert (stands.clock.limit, stands.began) == ("back to court", None)
    review_after_charge(desk.sergeant, detention_id=detention.id, reason="Inquiries go on", reminded=True, held_at=NOON)
    assert standing_of(desk.record(detention)).next_review.due == NOON + timedelta(hours=9)


def test_each_ends_in_its_own_ways(desk):
    detention = desk.cleared(accepted(desk, came(desk, ArrivalKind.WARRANT)))
    given = {"detention_id": detention.id, "reason": "Van here", "released_at": NOON}
    with pytest.raises(RuleBroken, match="does not end so"):
        release_detainee(desk.sergeant, disposal=Disposal.UNDER_INVESTIGATION, **given)
    desk.escorted(desk.record(detention))
    release_detainee(desk.sergeant, disposal=Disposal.WARRANT, **given)
    here = desk.record(detention)
    assert (here.disposal, standing_of(here).clock) == (Disposal.WARRANT, None)


def test_whoever_the_warrant_bails_gets_no_cell(desk):
    papers = COURT | {"due_at": NOON + timedelta(days=7)}
    detention = accepted(desk, came(desk, ArrivalKind.WARRANT_BAIL, papers=papers))
    with pytest.raises(RuleBroken, match="released on the bail"):
        put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=desk.suite.cells[0].id)
    desk.cleared(detention)
    release_detainee(desk.sergeant, detention_id=detention.id, disposal=Disposal.BAILED_ON_WARRANT, reason="Terms met")


@pytest.fixture
def safety(desk):
    inspector = desk.build.user(Role.REVIEWING_INSPECTOR, name="Sam Hart", rank=int(Rank.INSPECTOR))
    return {"risk": "Will hang", "nowhere_else": "All full", "inspector_id": inspector.id, "health_there": True}


def test_a_place_of_safety_has_24_hours_and_a_superintendent_agrees_to_12_more(desk, safety):
    detention = accepted(desk, came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety))
    assert standing_of(desk.record(detention)).clock.ends == CAME + timedelta(hours=24)
    given = {"detention_id": detention.id, "doctor": "Dr Lee", "why": "Sedated"}
    superintendent = desk.build.actor(Role.SUPERINTENDENT, name="Vic Ash", rank=int(Rank.SUPERINTENDENT))
    with pytest.raises(Forbidden):
        extend_place_of_safety(desk.inspector(), **given)
    extend_place_of_safety(superintendent, **given)
    assert standing_of(desk.record(detention)).clock.ends == CAME + timedelta(hours=36)
    with pytest.raises(RuleBroken, match="already"):
        extend_place_of_safety(superintendent, **given)


def test_a_child_never_comes_to_a_station_as_a_place_of_safety(desk, safety, db_session):
    child = desk.build.person(born_on=date(2011, 5, 1))
    with pytest.raises(RuleBroken, match="under 18") as refused:
        came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety, person_id=child.id)
    assert refused.value.rule == "MHA 1983 s.136A"
    assert db_session.scalar(sa.select(sa.func.count(Detention.id))) == 0


def test_a_nurse_checks_every_half_hour_and_the_board_says_when(desk, safety, build):
    detention = came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety)
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).waiting
    assert [each.due_at for each in row.mentions if each.words == "Nurse or doctor"] == [NOON]
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL, name="Nurse Lee")
    with pytest.raises(RuleBroken, match="which nurse or doctor"):
        check_welfare(desk.sergeant, detention_id=detention.id, found="Calm", at=NOON)
    check_welfare(nurse, detention_id=detention.id, found="Calm", at=CAME + timedelta(minutes=10))
    late = check_welfare(
        desk.detention_officer, detention_id=detention.id, found="Asleep", professional="Nurse Lee", at=NOON
    )
    assert late.due_at == CAME + timedelta(minutes=40)
    with pytest.raises(Forbidden):
        check_welfare(build.actor(Role.OFFICER), detention_id=detention.id, found="x", professional="x")


def test_from_the_day_that_is_set_no_station_is_a_place_of_safety(desk, safety, monkeypatch):
    monkeypatch.setenv("MIPS_NO_PLACE_OF_SAFETY_FROM", "2026-03-02")
    settings_module.reset()
    try:
        with pytest.raises(RuleBroken, match="hospital or another") as refused:
            came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety)
    finally:
        monkeypatch.undo()
        settings_module.reset()
    assert refused.value.rule == "Mental Health Act 2025 s.48"


def test_whoever_is_held_for_the_peace_goes_once_the_danger_is_past(desk, build):
    detention = came(desk, ArrivalKind.PEACE, papers={}, arrested_at=CAME)
    accepted(desk, detention)
    stands = standing_of(desk.record(detention))
    assert (stands.began, stands.next_review, stands.clock.limit) == (None, None, "court, or sooner")
    asked = {"detention_id": detention.id, "found": "Still shouting threats"}
    with pytest.raises(Forbidden):
        review_peace(desk.inspector(), goes_on=True, **asked)
    first = review_peace(desk.sergeant, goes_on=True, at=NOON, **asked)
    assert first.due_at == CAME + timedelta(hours=6)
    clock.hold_at(NOON + timedelta(hours=1))
    review_peace(desk.sergeant, detention_id=detention.id, goes_on=False, found="Sober and calm")
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held
    assert "Danger past: release" in [each.words for each in row.mentions]
    desk.cleared(detention)
    given = {"detention_id": detention.id, "reason": "Danger past"}
    with pytest.raises(RuleBroken, match="does not end so"):
        release_detainee(desk.sergeant, disposal=Disposal.UNDER_INVESTIGATION, **given)
    release_detainee(desk.sergeant, disposal=Disposal.NO_LONGER_HELD, **given)
    with pytest.raises(RuleBroken, match="Nobody is held here"):
        review_peace(desk.sergeant, goes_on=True, **asked)


def test_a_provisional_arrest_for_extradition_has_48_hours_to_the_judge(desk):
    papers = {"issued_by": "NCA for Poland", "number": "X1"}
    detention = accepted(desk, came(desk, ArrivalKind.EXTRADITION_PROVISIONAL, papers=papers, arrested_at=CAME))
    assert standing_of(desk.record(detention)).clock.ends == CAME + timedelta(hours=48)
    given = {"detention_id": desk.cleared(detention).id, "reason": "x"}
    with pytest.raises(RuleBroken, match="does not end so"):
        release_detainee(desk.sergeant, disposal=Disposal.BAILED_ON_WARRANT, **given)


def test_the_pages_of_looking_again_open(desk, client_for, safety):
    detention = came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety)
    here = f"/custody/{detention.id}"
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"{here}/welfare").text
    assert "every 30 minutes" in page and "Nurse or doctor who checked" in page
    answer = sergeant.post(f"{here}/welfare", data={"found": "Calm", "professional": ""})
    assert answer.status_code == 422 and "Calm" in answer.text
    assert sergeant.post(f"{here}/welfare", data={"found": "Calm", "professional": "Nurse Lee"}).status_code == 302
    assert "Looked at again" in sergeant.get(f"{here}?tab=arrest").text
    assert "likely soon if they go" in sergeant.get(f"{here}/peace").text


def test_an_arrest_for_an_offence_there_starts_the_pace_clock_and_what_they_were_held_on_waits(desk):
    detention = accepted(desk, came(desk, ArrivalKind.WARRANT))
    given = {"reason": "Found on search", "necessity": ["investigation"], "other_offences": [{"code": "CD71001"}]}
    arrest_further(desk.sergeant, detention_id=detention.id, arrested_at=NOON, **given)
    here = desk.record(detention)
    began = standing_of(here).began
    assert (began.at, here.authorised_at, here.arrival) == (NOON, None, ArrivalKind.ARREST)
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).waiting
    assert "Then Court warrant without bail" in row.needs


def test_street_bail_is_answered_and_the_clock_runs_from_coming(desk, db_session):
    detention = desk.arrived(desk.build.person(), street_bailed_at=NOON - timedelta(days=9))
    desk.authorised(desk.arrested(detention, arrested_at=NOON - timedelta(days=9, minutes=20)))
    here = desk.record(detention)
    began = standing_of(here).began
    assert (here.arrival, began.at, began.source.section) == (
        ArrivalKind.STREET_BAIL,
        here.arrived_at,
        "PACE 1984 s.41(2)(ca)",
    )
    fact = next(each for each in here.facts if each.kind == "attend_answer_street_bail")
    at = here.arrived_at - timedelta(minutes=4)
    correct_fact(desk.sergeant, detention_id=detention.id, fact_id=fact.id, at=at, why="Counter camera")
    assert standing_of(desk.record(detention)).began.at == at


def test_who_may(desk, build):
    for role in (Role.OFFICER, Role.HEALTHCARE_PROFESSIONAL):
        with pytest.raises(Forbidden):
            came(desk, ArrivalKind.WARRANT, by=build.actor(role))
    detention = came(desk, ArrivalKind.WARRANT, by=desk.detention_officer)
    with pytest.raises(Forbidden):
        accept_detainee(desk.detention_officer, detention_id=detention.id, reason="x")
    accepted(desk, detention)


SENT = {"matter": "Failing to surrender", "described_as": "tall", "issued_by": "Northmoor", "arrived_at": "now"}


@pytest.mark.parametrize("kind", list(ArrivalKind))
def test_each_kind_asks_its_own_and_what_was_typed_stays(desk, client_for, kind):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"/custody/arrive?kind={kind}", follow_redirects=True).text
    assert "What brings them?" in page and f'value="{kind}" selected' in page
    assert ('name="street_bailed_at"' in page) == (kind in ON_STREET_BAIL)
    if kind.pace:
        return
    assert "No PACE clock runs" in page
    answer = sergeant.post("/custody/arrive/otherwise", data={"kind": kind, "matter": "Old bench warrant"})
    assert answer.status_code == 422 and "Old bench warrant" in answer.text


def test_an_arrival_on_a_warrant_is_clicked_through(desk, client_for, db_session):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    clock.hold_at(NOON)
    sent = SENT | {"kind": "warrant", "suite_id": str(desk.suite.id)}
    answer = sergeant.post("/custody/arrive/otherwise", data=sent)
    assert answer.status_code == 302, answer.text
    here = answer.location
    assert "no PACE clock runs" in sergeant.get(here).text
    assert "Northmoor" in sergeant.get(f"{here}?tab=arrest").text
    assert "Accept into custody" in sergeant.get(f"{here}/authorise", follow_redirects=True).text
    assert sergeant.post(f"{here}/accept", data={"reason": ""}).status_code == 422
    assert sergeant.post(f"{here}/accept", data={"reason": "Warrant seen"}).status_code == 302
    page = sergeant.get(f"{here}/release").text
    assert "Taken to court on a warrant" in page and "No further action" not in page and "admitted" not in page
    assert "next court" in sergeant.get(f"/custody/suites/{desk.suite.id}").text


def test_the_printed_record_says_what_they_are_held_on(desk, safety):
    detention = accepted(desk, came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety))
    record = read_custody_record(desk.sergeant, detention_id=detention.id)
    assert (record.hold.nowhere_else, record.hold.inspector.name) == ("All full", "Sam Hart")
    assert print_whole_record(desk.sergeant, detention_id=detention.id).record.hold.id == record.hold.id


def test_the_persons_timeline_tells_of_it(desk, client_for):
    detention = came(desk, ArrivalKind.RECALL, papers={"issued_by": "HMP Northmoor"})
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/people/{detention.person_id}/timeline")
    assert "Came into custody at Northmoor: Recall to prison" in page.text


def test_the_limited_form_does_not_say_that_it_is_a_place_of_safety(desk, client_for, safety):
    detention = accepted(desk, came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety))
    constable, sergeant = client_for(Role.OFFICER, rank=1), client_for(Role.CUSTODY_OFFICER, rank=2)
    for address in (f"/custody/{detention.id}", f"/custody/suites/{desk.suite.id}"):
        limited, whole = constable.get(address).text, sergeant.get(address).text
        assert "s.136" not in limited and "lace of safety" not in limited
        assert "Held on another power" in limited and "Place of safety" in whole


def test_there_is_no_detention_without_charge_to_extend(desk):
    detention = accepted(desk, came(desk, ArrivalKind.WARRANT))
    superintendent = desk.build.actor(Role.SUPERINTENDENT, name="Vic Ash", rank=int(Rank.SUPERINTENDENT))
    with pytest.raises(RuleBroken, match="no detention without charge to extend"):
        extend_detention(
            superintendent,
            detention_id=detention.id,
            until=NOON + timedelta(hours=30),
            reason="x",
            diligence="x",
            responsible=True,
        )


def test_returns_count_a_place_of_safety_and_no_detention_that_was_not_authorised(desk, build, safety):
    accepted(desk, came(desk, ArrivalKind.PLACE_OF_SAFETY, papers=safety))
    accepted(desk, came(desk, ArrivalKind.WARRANT))
    compiler = build.actor(Role.CRIME_REGISTRAR)
    clock.hold_at(NOON)
    counted = {
        which: draw_up_return(compiler, about="custody", which=which, period="2025-2026").rows for which in _RETURNS
    }
    assert [row[-1] for row in counted[Return.SECTION_136]] == [1]
    assert list(counted[Return.DETENTIONS]) == []


_RETURNS = (Return.SECTION_136, Return.DETENTIONS)
