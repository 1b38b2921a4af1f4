"""What takes an inspector at the desk: acting at a small station, premises, calls; and who approves a restraint."""

from datetime import timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import db
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.detention import Grounds
from mips.custody.rules.acting import Acting, ActingAs
from mips.custody.rules.calls import Limit, Privilege
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.emergency_charge import Emergency, Ratified
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.observation import Level
from mips.custody.rules.premises import Occupancy, Relation
from mips.custody.usecases.acting import tell_inspector
from mips.custody.usecases.authorities import read_authorities
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.calls import limit_calls
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.delays import end_delay
from mips.custody.usecases.emergency_charge import record_ratification
from mips.custody.usecases.incidents import record_incident
from mips.custody.usecases.oversight import check_completeness
from mips.custody.usecases.premises import (
    Sought,
    authorise_premises_search,
    read_premises_searches,
    record_premises_search,
    refuse_premises_search,
    report_premises_search,
    tell_of_premises_search,
)
from mips.custody.usecases.restraints import Restraint, end_restraint
from tests.build import NOON

BROUGHT = Acting(role=ActingAs.BROUGHT, why="Nobody else is on duty here")
GROUNDS = {"grounds": [Grounds.OBTAIN], "grounds_reason": "To be interviewed"}
BROTHER = {"grounds": [DelayGround.ALERTING], "reason": "His brother is not yet arrested"}
SOUGHT = Sought(
    premises="12 High Street",
    occupancy=Occupancy.OCCUPIES,
    relation=Relation.THIS,
    grounds="Seen carrying the goods in",
    evidence="The stolen goods",
)


@pytest.fixture
def constable(build):
    return build.actor(Role.CUSTODY_OFFICER, name="Kim Bell", rank=int(Rank.CONSTABLE))


@pytest.fixture
def brought(desk, build, constable):
    """Brought by a constable to a station that is not designated, and not yet decided about."""
    with build.scenery():
        desk.suite.designated = False
    return desk.arrested(desk.arrived(build.person()), arrested_by_id=constable.id)


def board(detention):
    return [each.words for each in said_of([detention.id]).get(detention.id, [])]


def missing(desk, detention):
    db.session.expire_all()
    found = check_completeness(desk.sergeant, detention_id=detention.id).complete.missing
    return {each.section for each in found}


def test_the_officer_who_brought_them_acts_and_owes_an_inspector_word_of_it(desk, build, brought, constable):
    inspector = desk.inspector()
    authorise_detention(constable, detention_id=brought.id, acting=BROUGHT, **GROUNDS)
    with build.scenery():
        assert "Tell inspector (s.36(9))" in board(brought)
    assert "PACE 1984 s.36(9)" in missing(desk, brought)
    told = {"detention_id": brought.id, "told_station": "Eastgate"}
    with pytest.raises(RuleBroken) as refused:
        tell_inspector(desk.sergeant, told_id=desk.sergeant.id, **told)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.36(9)", "told_id")
    row = tell_inspector(desk.sergeant, told_id=inspector.id, **told)
    assert (row.told_rank, row.told_at, row.owed) == (int(Rank.INSPECTOR), NOON, False)
    assert "Tell inspector (s.36(9))" not in board(brought)
    assert "PACE 1984 s.36(9)" not in missing(desk, brought)
    with pytest.raises(RuleBroken, match="Nobody is to be told"):
        tell_inspector(desk.sergeant, told_id=inspector.id, **told)


def test_nobody_decides_there_without_saying_in_what_capacity(desk, brought, constable):
    with pytest.raises(RuleBroken) as refused:
        authorise_detention(constable, detention_id=brought.id, **GROUNDS)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.36(7)", "acting_as")


def test_whoever_refuses_detention_there_owes_it_after_they_have_left(desk, brought, constable):
    refuse_detention(constable, detention_id=brought.id, refused_why="No grounds", acting=BROUGHT)
    assert "PACE 1984 s.36(9)" in missing(desk, brought)


def test_its_page_asks_it_and_whom_they_told(desk, brought, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"/custody/{brought.id}/authorise").text
    assert "acting_as" in page and "no_sergeant_why" not in page
    sent = {"grounds": ["obtain-by-questioning"], "grounds_reason": "To be interviewed", "present": "yes"}
    refused = sergeant.post(f"/custody/{brought.id}/authorise", data=sent)
    assert refused.status_code == 422 and "acting_as-error" in refused.text
    sent |= {"acting_as": "brought-them", "no_uninvolved_why": "Alone", "told_station": "Eastgate"}
    sent["told_id"] = str(desk.inspector().id)
    assert sergeant.post(f"/custody/{brought.id}/authorise", data=sent).status_code == 302
    page = sergeant.get(f"/custody/{brought.id}?tab=authorities").text
    assert "Inspector told" in page and "Sam Hart" in page and "Eastgate" in page


def test_an_inspector_is_told_through_the_page_and_the_programs_door(desk, brought, constable, client_for):
    authorise_detention(constable, detention_id=brought.id, acting=BROUGHT, **GROUNDS)
    at, sergeant = f"/custody/{brought.id}/inspector-told", client_for(Role.CUSTODY_OFFICER, rank=2)
    assert "s.36(9)" in sergeant.get(at).text
    sent = {"told_id": str(desk.inspector().id), "told_station": "Eastgate"}
    told = sergeant.post(f"/api/v1/custody/detentions/{brought.id}/inspector-told", json=sent)
    assert (told.status_code, told.json["owed"]) == (201, False)
    assert sergeant.post(at, data=sent).status_code == 422


def test_an_inspector_authorises_a_search_and_what_was_found_is_kept_beside_it(desk):
    held = desk.detained()
    search = authorise_premises_search(desk.inspector(), detention_id=held.id, sought=SOUGHT)
    assert (search.officer_rank, search.to_do) == (int(Rank.INSPECTOR), True)
    done = {"premises_search_id": search.id, "searched_by": "PC 4417", "found": "Two phones, AG/1 and AG/2"}
    with pytest.raises(RuleBroken) as refused:
        record_premises_search(desk.sergeant, searched_at=NOON - timedelta(minutes=5), **done)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.18(4)", "searched_at")
    assert record_premises_search(desk.sergeant, **done).found == "Two phones, AG/1 and AG/2"


def test_a_search_that_is_refused_is_not_made(desk):
    held = desk.detained()
    search = refuse_premises_search(desk.inspector(), detention_id=held.id, sought=SOUGHT, why="Not their address")
    with pytest.raises(RuleBroken, match="not authorised"):
        record_premises_search(desk.sergeant, premises_search_id=search.id, searched_by="PC 4417", found="Nothing")


def test_a_search_before_the_station_is_owed_to_an_inspector(desk):
    held, inspector = desk.detained(), desk.inspector()
    search = report_premises_search(
        desk.sergeant,
        detention_id=held.id,
        sought=SOUGHT,
        presence_why="To show where it is hidden",
        searched_at=held.arrived_at - timedelta(minutes=10),
        searched_by="PC 4417",
        found="A knife, AG/3",
    )
    assert "Tell inspector of search (s.18(6))" in board(held)
    assert "PACE 1984 s.18(6)" in missing(desk, held)
    tell_of_premises_search(desk.sergeant, premises_search_id=search.id, told_id=inspector.id)
    assert "Tell inspector of search (s.18(6))" not in board(held)
    assert "PACE 1984 s.18(6)" not in missing(desk, held)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CUSTODY_OFFICER, Role.OFFICER_IN_CASE])
def test_who_authorises_no_search_of_premises(desk, build, role):
    detention_id, actor = desk.detained().id, build.actor(role, rank=int(Rank.INSPECTOR))
    with pytest.raises(Forbidden):
        authorise_premises_search(actor, detention_id=detention_id, sought=SOUGHT)


def test_below_inspector_nobody_authorises_one(desk, build):
    detention_id, sergeant = desk.detained().id, build.actor(Role.REVIEWING_INSPECTOR, rank=int(Rank.SERGEANT))
    with pytest.raises(RuleBroken) as refused:
        authorise_premises_search(sergeant, detention_id=detention_id, sought=SOUGHT)
    assert refused.value.rule == "PACE 1984 s.18(4)"


def test_searches_of_premises_have_pages_and_operations(desk, client_for):
    held = desk.detained()
    at, inspector = f"/custody/{held.id}", client_for(Role.REVIEWING_INSPECTOR, rank=3)
    sent = {"premises": "12 High Street", "occupancy": "occupies", "relation": "connected-or-similar"}
    sent |= {"grounds": "Seen carrying goods in", "evidence": "The goods"}
    refused = inspector.post(f"{at}/premises/authorise", data=sent)
    assert refused.status_code == 422 and "other_offence-error" in refused.text and "Seen carrying" in refused.text
    assert inspector.post(f"{at}/premises/authorise", data=sent | {"relation": "this-offence"}).status_code == 302
    no = sent | {"other_offence": "Burglary", "why": "No ground for it"}
    assert inspector.post(f"{at}/premises/refuse", data=no).status_code == 302
    page = inspector.get(f"{at}?tab=premises").text
    assert "12 High Street" in page and "Not searched yet" in page and "Inspector" in page
    listed = inspector.get(f"/api/v1/custody/detentions/{held.id}/premises-searches").json["searches"]
    one = next(each for each in listed if not each["refused_why"])
    done = {"searched_by": "PC 4417", "found": "Nothing"}
    made = inspector.post(f"/api/v1/custody/premises-searches/{one['id']}/search", json=done)
    assert (made.status_code, made.json["found"]) == (201, "Nothing")


def test_an_inspector_denies_calls_until_an_hour_and_the_right_says_so(desk, client_for):
    held, inspector = desk.detained(), desk.inspector()
    given = {"detention_id": held.id, "limit": Limit.DENIED, "covers": [Privilege.CALLS], **BROTHER}
    limit = limit_calls(inspector, until=NOON + timedelta(hours=3), **given)
    assert limit.what == "Denied: telephone calls" and limit.rank == int(Rank.INSPECTOR)
    assert "Calls, letters denied until" in board(held)
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/{held.id}?tab=rights").text
    assert "Denied: telephone calls" in page and "Sam Hart" in page
    end_delay(desk.sergeant, delay_id=limit.id, why="The brother was arrested")
    assert "Calls, letters denied until" not in board(held)


def test_calls_are_limited_at_most_for_36_hours_by_an_inspector(desk, client_for):
    held, inspector = desk.detained(), client_for(Role.REVIEWING_INSPECTOR, rank=3)
    sent = {"limit": "delayed", "covers": ["letters"], "grounds": ["alerting"], "reason": "His brother is at large"}
    late = inspector.post(f"/custody/{held.id}/delay/calls", data=sent | {"until": "4 Mar 2026 12:00"})
    assert late.status_code == 422 and "until-error" in late.text
    at = f"/api/v1/custody/detentions/{held.id}/delays/calls"
    made = inspector.post(at, json=sent | {"until": (NOON + timedelta(hours=2)).isoformat()})
    assert (made.status_code, made.json["covers"], made.json["denied"]) == (201, ["letters"], False)
    with pytest.raises(Forbidden):
        limit_calls(
            desk.sergeant, detention_id=held.id, limit=Limit.DENIED, covers=[Privilege.CALLS], until=NOON, **BROTHER
        )


def restrained(actor, held, restraint):
    told = {"location": "Cell M1", "account": "Beat his head on the wall", "restraint": restraint}
    return record_incident(actor, detention_id=held.id, kind=IncidentKind.RESTRAINT, **told)


WATCHED = {"equipment": ["handcuffs"], "necessary_why": "Nothing else held him", "watched": Level.CLOSE}


def test_a_custody_officer_approves_a_restraint_and_says_why(desk):
    held = desk.detained()
    found = restrained(desk.sergeant, held, Restraint(**WATCHED))
    assert (found.approved_by_id, found.watched, found.equipment) == (desk.sergeant.id, 4, ["handcuffs"])
    with pytest.raises(RuleBroken) as refused:
        restrained(desk.detention_officer, held, Restraint(**WATCHED))
    assert (refused.value.rule, refused.value.field) == ("Code C 8.2", "approved_by_id")
    named = Restraint(approved_by_id=desk.sergeant.id, **WATCHED)
    assert restrained(desk.detention_officer, held, named).approved_by_id == desk.sergeant.id


def test_while_somebody_is_restrained_the_board_says_so_and_an_end_is_owed(desk, client_for):
    held = desk.detained()
    restrained(desk.sergeant, held, Restraint(**WATCHED))
    assert "Restrained" in board(held) and "Code C 8.2" in missing(desk, held)
    with pytest.raises(RuleBroken) as refused:
        end_restraint(desk.sergeant, detention_id=held.id, condition="Calm", ended_at=NOON - timedelta(hours=1))
    assert (refused.value.rule, refused.value.field) == ("Code C 8.2", "ended_at")
    officer, at = client_for(Role.DETENTION_OFFICER), f"/custody/{held.id}/restraint-over"
    assert "Still restrained" in officer.get(f"/custody/{held.id}?tab=events").text
    assert "Approved by" in officer.get(at).text
    assert officer.post(at, data={"condition": "Calm, red marks on both wrists"}).status_code == 302
    assert "Taken off" in officer.get(f"/custody/{held.id}?tab=events").text
    assert "Restrained" not in board(held) and "Code C 8.2" not in missing(desk, held)
    gone = officer.post(f"/api/v1{at.replace('/custody/', '/custody/detentions/')}", json={"condition": "Calm"})
    assert (gone.status_code, officer.get(at).status_code) == (409, 409)


def test_the_page_of_an_incident_refuses_a_restraint_without_approval(desk, client_for):
    held, officer = desk.detained(), client_for(Role.DETENTION_OFFICER)
    sent = {"kind": "restraint", "location": "Cell M1", "account": "Beat his head on the wall"}
    refused = officer.post(f"/custody/{held.id}/incident", data=sent)
    assert refused.status_code == 422 and "equipment-error" in refused.text and "Beat his head" in refused.text
    sent |= {"equipment": ["soft-cuffs"], "necessary_why": "Nothing else held him", "watched": "3"}
    sent["approved_by_id"] = str(desk.sergeant.id)
    assert officer.post(f"/custody/{held.id}/incident", data=sent).status_code == 302
    page = officer.get(f"/custody/{held.id}?tab=events").text
    assert "soft restraint cuffs" in page and "Nothing else held him" in page and "Pat Lowe" in page


def test_what_was_decided_there_is_read_with_the_authorities(desk, brought, constable):
    authorise_detention(constable, detention_id=brought.id, acting=BROUGHT, **GROUNDS)
    (row,) = read_authorities(desk.sergeant, detention_id=brought.id).acting
    assert (row.role, row.owed, row.by_id) == (ActingAs.BROUGHT, True, constable.id)
    assert read_premises_searches(desk.sergeant, detention_id=brought.id).searches == []


def test_a_charge_that_an_inspector_authorised_waits_for_the_prosecutor(desk):
    held, inspector = desk.detained(), desk.inspector()
    desk.charged(held, emergency=Emergency(inspector_id=inspector.id, why="The line was dead"))
    assert "Prosecutor to ratify charge" in board(held)
    assert "PACE 1984 s.37A" in missing(desk, held)
    given = {"detention_id": held.id, "prosecutor": "R Shah", "reference": "01ZD1234526"}
    made = record_ratification(desk.sergeant, outcome=Ratified.YES, **given)
    assert (made.rank, made.ends_at) == (int(Rank.INSPECTOR), held.arrived_at + timedelta(hours=24))
    assert "Prosecutor to ratify charge" not in board(held)
    assert "PACE 1984 s.37A" not in missing(desk, held)
    with pytest.raises(RuleBroken, match="No charge waits"):
        record_ratification(desk.sergeant, outcome=Ratified.YES, **given)


def test_the_charge_page_asks_why_and_the_decision_has_a_page_and_an_operation(desk, client_for):
    held, sergeant = desk.detained(), client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"/custody/{held.id}/charge").text
    assert "emergency_why" in page and "cannot be had" in page
    assert "acting_as" not in sergeant.get(f"/custody/{held.id}/authorise").text, "a designated station"
    desk.charged(held, emergency=Emergency(inspector_id=desk.inspector().id, why="The line was dead"))
    assert "Prosecutor to ratify it" in sergeant.get(f"/custody/{held.id}?tab=authorities").text
    at, sent = f"/custody/{held.id}/charge/ratification", {"outcome": "not-ratified", "prosecutor": "R Shah"}
    refused = sergeant.post(at, data=sent)
    assert refused.status_code == 422 and "why-error" in refused.text and "R Shah" in refused.text
    sent |= {"why": "Not enough evidence"}
    made = sergeant.post(f"/api/v1/custody/detentions/{held.id}/charge/ratification", json=sent)
    assert (made.status_code, made.json["outcome"]) == (201, "not-ratified")
