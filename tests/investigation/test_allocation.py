"""Giving crimes to officers: who may have what, who had it when, and how they are told (INV-5, F29)."""

import uuid
from datetime import timedelta

import pytest

from mips.access.model import Accreditation
from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus
from mips.investigation.rules.allocation import Kind, check_accredited, check_given, needed
from mips.investigation.usecases.allocating import allocate_crimes
from mips.investigation.usecases.log import add_log_entry
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.workload import list_unallocated, read_workloads
from mips.record.usecases.tasks import list_my_tasks
from tests.build import NOON
from tests.investigation.crimes import recorded

RAPE = Kind(title="Rape", level=2, classes=["019"])
HIGH = Kind(title="High risk", level=2, flag="domestic-abuse", risk=3)
MAJOR = Kind(title="Death", level=3, classes=["001", "019/99"])


@pytest.fixture
def team(build):
    return build.team()


@pytest.fixture
def sergeant(build, team):
    return build.actor(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT), name="Sgt Ola")


@pytest.fixture
def officer(build, team):
    return build.actor(Role.OFFICER, team=team, name="Ann Lee")


@pytest.fixture
def crime_id(build, team):
    return recorded(build, by=build.actor(Role.CASE_BUILDER, team=team)).id


@pytest.mark.parametrize(
    ("ho_class", "flags", "risk", "kind"),
    [
        pytest.param("019/08", set(), None, RAPE, id="F29: by its class"),
        pytest.param("019/99", set(), None, MAJOR, id="F29: of two the one that asks more"),
        pytest.param("008/06", {"domestic-abuse"}, 3, HIGH, id="F29: by flag and risk"),
        pytest.param("008/06", {"domestic-abuse"}, 2, None, id="F29: a lower risk"),
        pytest.param("008/06", {"domestic-abuse"}, None, None, id="F29: not assessed"),
        pytest.param("008/06", {"hate-race"}, 3, None, id="F29: another flag"),
        pytest.param("", set(), None, None, id="F29: nothing known"),
    ],
)
def test_which_accreditation_a_crime_needs(ho_class, flags, risk, kind):
    assert needed([RAPE, HIGH, MAJOR], ho_class=ho_class, flags=flags, risk=risk) is kind


@pytest.mark.parametrize(
    ("kind", "held", "rank", "despite", "said"),
    [
        pytest.param(None, 0, 2, "", "", id="F29: it needs none"),
        pytest.param(RAPE, 2, 2, "", "", id="F29: held"),
        pytest.param(RAPE, 3, 2, "", "", id="F29: a higher one includes it"),
        pytest.param(RAPE, 1, 2, "Nobody else", "ask an inspector", id="F29: a sergeant's reason does not do"),
        pytest.param(RAPE, 0, 3, " ", "Say why", id="F29: an inspector says why"),
        pytest.param(RAPE, 0, 3, "Nobody else", "", id="F29: an inspector's reason"),
    ],
)
def test_who_may_be_given_it(kind, held, rank, despite, said):
    if not said:
        check_accredited(kind, held=held, rank=rank, despite=despite)
        return
    with pytest.raises(RuleBroken, match=said):
        check_accredited(kind, held=held, rank=rank, despite=despite)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({"closed": True}, "Another outcome opens it", id="INV-5: closed"),
        pytest.param({"had": True, "same": True, "why": "x"}, "have it already", id="INV-5: theirs already"),
        pytest.param({"had": True}, "why it changes hands", id="INV-5: from somebody without a reason"),
    ],
)
def test_what_is_not_given(facts, said):
    with pytest.raises(RuleBroken, match=said):
        check_given(**{"closed": False, "had": False, "same": False, "why": ""} | facts)


def test_it_is_under_investigation_once_its_officer_begins_on_it(crime_id, sergeant, officer):
    def status():
        return read_crime(sergeant, crime_id=crime_id).crime.status

    allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=officer.id)
    add_log_entry(sergeant, crime_id=crime_id, text="Ask the neighbours")
    assert status() is CrimeStatus.ALLOCATED
    add_log_entry(officer, crime_id=crime_id, text="Number 12 saw nothing")
    assert status() is CrimeStatus.UNDER_INVESTIGATION


def test_a_crime_waits_is_given_and_changes_hands_with_all_of_it_kept(crime_id, sergeant, officer, build, team):
    other = build.actor(Role.OFFICER, team=team, name="Bo Ray")
    assert [each.id for each in list_unallocated(sergeant).rows] == [crime_id]
    allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=officer.id)
    assert list_unallocated(sergeant).rows == []
    shown = read_crime(sergeant, crime_id=crime_id)
    assert (shown.crime.status, shown.crime.officer_in_case_id) == (CrimeStatus.ALLOCATED, officer.id)
    assert [task.entity_id for task in list_my_tasks(officer).rows] == [crime_id]
    with pytest.raises(RuleBroken, match="why it changes hands"):
        allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=other.id)
    clock.hold_at(NOON + timedelta(days=2))
    allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=other.id, why="Ann is on leave")
    now, before, first = read_crime(sergeant, crime_id=crime_id).holders
    assert (now.officer.name, now.until, now.by.name, now.why) == ("Bo Ray", None, "Sgt Ola", "Ann is on leave")
    assert (before.officer.name, before.since, before.until) == ("Ann Lee", NOON, NOON + timedelta(days=2))
    assert (first.officer, first.team_id, first.until) == (None, team.id, NOON)
    assert now.review_due_at == NOON + timedelta(days=3)
    assert (list_my_tasks(officer).rows, len(list_my_tasks(other).rows)) == ([], 1)


def test_whoever_records_a_crime_and_investigates_has_it(build, officer, team):
    (row,) = read_crime(officer, crime_id=recorded(build, by=officer).id).holders
    assert (row.officer_id, row.team_id, row.why, row.told_id) == (officer.id, team.id, "Took the report", None)


def test_several_are_given_at_once_or_none_with_every_reason(build, team, sergeant, officer, db_session):
    clerk = build.actor(Role.CASE_BUILDER, team=team)
    one, two = recorded(build, by=clerk), recorded(build, by=clerk)
    with build.scenery():
        db_session.get_one(Crime, one.id).ho_class = "019/08"
        db_session.get_one(Crime, two.id).status = CrimeStatus.FINALISED
    with pytest.raises(RuleBroken) as refused:
        allocate_crimes(sergeant, crime_ids=[one.id, two.id], officer_id=officer.id)
    said = " ".join(each.said for each in refused.value.every)
    assert one.reference in said and "ask an inspector" in said and two.reference in said and "finalised" in said
    assert read_crime(sergeant, crime_id=one.id).crime.officer_in_case_id is None


def test_an_inspector_gives_it_all_the_same_and_that_is_kept(crime_id, build, team, officer, db_session):
    with build.scenery():
        db_session.get_one(Crime, crime_id).ho_class = "019/08"
    inspector = build.actor(Role.REVIEWING_INSPECTOR, team=team, rank=int(Rank.INSPECTOR))
    allocate_crimes(inspector, crime_ids=[crime_id], officer_id=officer.id, despite="Under Bo's eye")
    shown = read_crime(inspector, crime_id=crime_id)
    assert shown.holders[0].despite == "Under Bo's eye" and "Under Bo's eye" in shown.log[0].text
    with build.scenery():
        db_session.add(Accreditation(user_id=officer.id, kind="pip-2", from_on=NOON.date(), evidence="Certificate 7"))
        db_session.add(CrimeFlag(crime_id=crime_id, flag="hate-race"))
    db_session.expire_all()
    assert [each.kind for each in read_workloads(inspector)[0].accreditations] == ["pip-2"]


def test_a_team_gets_what_its_supervisor_then_gives(crime_id, sergeant, build):
    there = build.team()
    theirs = build.actor(Role.SUPERVISOR, team=there, rank=int(Rank.SERGEANT))
    stranger = build.actor(Role.OFFICER, team=there)
    with pytest.raises(RuleBroken, match="none of your teams"):
        allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=stranger.id)
    with pytest.raises(InputInvalid):
        allocate_crimes(sergeant, crime_ids=[crime_id])
    allocate_crimes(sergeant, crime_ids=[crime_id], team_id=there.id, why="Their area")
    assert (list_unallocated(sergeant).rows, len(list_unallocated(theirs).rows)) == ([], 1)
    assert allocate_crimes(theirs, crime_ids=[crime_id], officer_id=stranger.id)[0].team_id == there.id


def test_what_an_officer_may_not_see_or_do_is_not_given(crime_id, sergeant, officer, build, team, db_session):
    nurse = build.actor(Role.EXHIBITS_OFFICER, team=team)
    with pytest.raises(RuleBroken, match="no role that investigates"):
        allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=nurse.id)
    with build.scenery():
        db_session.get_one(Crime, crime_id).restriction = Restriction.NAMED
        db_session.get_one(Crime, crime_id).owner_id = sergeant.id
    with pytest.raises(RuleBroken, match="Grant them access"):
        allocate_crimes(sergeant, crime_ids=[crime_id], officer_id=officer.id)
    for role in (Role.OFFICER, Role.OFFICER_IN_CASE, Role.SUPERINTENDENT, Role.CRIME_REGISTRAR):
        with pytest.raises(Forbidden):
            allocate_crimes.admit(build.actor(role))


def test_crimes_are_ticked_and_given_on_one_page(crime_id, build, team, officer, client_for):
    client = client_for(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT))
    page = client.get("/crimes/allocation").text
    assert "Ann Lee" in page and "Any investigator" in page and str(crime_id) in page
    refused = client.post("/crimes/allocation", data={"officer_id": str(officer.id), "why": "Her beat"})
    assert refused.status_code == 422 and "Select at least one crime" in refused.text and "Her beat" in refused.text
    ticked = {"crime_ids": [str(crime_id)], "officer_id": str(officer.id)}
    page = client.post("/crimes/allocation", data=ticked, follow_redirects=True).text
    assert "Crime given" in page and "Every crime of your teams has an officer" in page
    page = client.get(f"/crimes/{crime_id}").text
    assert "Who has it, and who had it" in page and "Ann Lee" in page and "Allocated" in page
    refused = client.post(f"/crimes/{crime_id}/allocation", data=ticked)
    assert refused.status_code == 422 and "they have it already" in refused.text


def test_accreditations_are_entered_on_the_users_page_and_end(build, client_for):
    user = build.user(Role.OFFICER, name="Ann Lee")
    client = client_for(Role.SYSTEM_ADMINISTRATOR)
    told = {"kind": "pip-2", "from_on": "1/2/2026", "evidence": "Certificate 7"}
    page = client.post(f"/users/{user.id}/accreditations/new", data=told, follow_redirects=True).text
    assert "PIP 2" in page and "Certificate 7" in page
    again = client.post(f"/users/{user.id}/accreditations/new", data=told)
    assert again.status_code == 422 and "hold it on that day already" in again.text
    (row,) = build._session.query(Accreditation).all()
    page = client.post(f"/users/accreditations/{row.id}/end", data={"until_on": "1/3/2026"}, follow_redirects=True).text
    assert "Not now" in page
    assert client.get(f"/users/accreditations/{uuid.uuid4()}/end").status_code == 404
