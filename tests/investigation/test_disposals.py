"""Disposal and forensics on the record: two people, the count, and continuity that follows by itself."""

from datetime import date

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.rules.continuity import Where
from mips.investigation.rules.forensics import ReportStage, Standing
from mips.investigation.rules.retention import Ending, How
from mips.investigation.usecases import forensics
from mips.investigation.usecases.disposals import (
    agree_to_disposal,
    ask_for_disposal,
    carry_out_disposal,
    decide_disposal,
    read_disposal,
)
from mips.investigation.usecases.exhibits import read_exhibit
from mips.investigation.usecases.retention import list_due, read_retention, record_ending
from mips.record.usecases.holds import hold_record
from tests.build import NOON
from tests.investigation.crimes import charge, recorded
from tests.investigation.property import ON_PAPER, entered, moved, shelf


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE)


@pytest.fixture
def keeper(build):
    return build.actor(Role.EXHIBITS_OFFICER)


@pytest.fixture
def sergeant(build):
    return build.actor(Role.SUPERVISOR, rank=int(Rank.SERGEANT))


@pytest.fixture
def stored(build, officer, keeper):
    exhibit = entered(build, recorded(build, by=officer), by=officer)
    moved(keeper, exhibit, Where.IN_STORE, shelf_id=shelf(build).id, giver=ON_PAPER)
    return exhibit


def test_it_goes_back_once_two_have_let_it_go(stored, officer, keeper, sergeant):
    told = {"exhibit_id": stored.id, "how": How.RETURN, "why": "Not needed", "to_whom": "A. Webb"}
    with pytest.raises(RuleBroken, match="It must be kept with no end yet"):
        ask_for_disposal(keeper, **told)
    record_ending(officer, crime_id=stored.crime_id, name="A. Webb", ending=Ending.ACQUITTED, on=date(2026, 3, 1))
    assert [each.id for each in list_due(keeper).rows] == [stored.id]
    asked = ask_for_disposal(keeper, **told).id
    with pytest.raises(RuleBroken, match="asked for already"):
        ask_for_disposal(keeper, **told)
    with pytest.raises(RuleBroken, match="somebody else"):
        agree_to_disposal(keeper, disposal_id=asked)
    decide_disposal(sergeant, disposal_id=asked, approved=True)
    with pytest.raises(RuleBroken, match="still needs the authority of the officer in the case"):
        carry_out_disposal(keeper, disposal_id=asked, seen=2)
    agree_to_disposal(officer, disposal_id=asked)
    with pytest.raises(RuleBroken, match="Whoever takes it signs"):
        carry_out_disposal(keeper, disposal_id=asked, seen=2)
    carry_out_disposal(keeper, disposal_id=asked, seen=2, receiver=ON_PAPER)
    now = read_exhibit(keeper, exhibit_id=stored.id).exhibit
    assert (now.whereabouts, now.holder) == (Where.RETURNED, "A. Webb")
    assert read_disposal(sergeant, disposal_id=asked).row.count == ["A. Webb: acquitted on 1 Mar 2026 (CPIA Code 5.8)"]
    assert list_due(keeper).rows == []
    with pytest.raises(RuleBroken, match="It was returned"):
        moved(keeper, stored, Where.LOST)


def test_a_hold_keeps_what_the_count_would_let_go(stored, officer, keeper, sergeant):
    record_ending(officer, crime_id=stored.crime_id, name="A. Webb", ending=Ending.ACQUITTED, on=date(2026, 3, 1))
    asked = ask_for_disposal(officer, exhibit_id=stored.id, how=How.DESTROY, why="Not needed").id
    hold_record(sergeant, entity_id=stored.id, why="Inquest")
    with pytest.raises(RuleBroken, match="It is held: Inquest"):
        decide_disposal(sergeant, disposal_id=asked, approved=True)
    with pytest.raises(RuleBroken, match="Say why it is refused"):
        decide_disposal(sergeant, disposal_id=asked, approved=False)


def test_one_who_is_charged_keeps_it_until_an_end_is_entered(build, officer):
    person = build.person()
    crime = recorded(build, person, by=officer)
    record_ending(officer, crime_id=crime.id, name="B. Other", ending=Ending.NO_PROCEEDINGS, on=date(2026, 3, 1))
    charge(build.actor(Role.CUSTODY_OFFICER), crime_id=crime.id, person_id=person.id)
    assert read_retention(officer, crime_id=crime.id).kept.until is None
    record_ending(officer, crime_id=crime.id, name=person.label, ending=Ending.CONVICTED, on=date(2026, 3, 2))
    assert read_retention(officer, crime_id=crime.id).kept.until == date(2026, 9, 2)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASE_BUILDER])
def test_who_may_not_dispose_neither_asks_nor_reads(build, stored, officer, role):
    record_ending(officer, crime_id=stored.crime_id, name="A", ending=Ending.ACQUITTED, on=date(2026, 3, 1))
    asked = ask_for_disposal(officer, exhibit_id=stored.id, how=How.DESTROY, why="x").id
    actor = build.actor(role)
    for act in (
        lambda: ask_for_disposal(actor, exhibit_id=stored.id, how=How.DESTROY, why="x"),
        lambda: decide_disposal(actor, disposal_id=asked, approved=True),
        lambda: read_disposal(actor, disposal_id=asked),
    ):
        with pytest.raises(Forbidden):
            act()


def test_what_is_sent_to_the_lab_moves_by_itself(build, stored, officer, keeper):
    gatekeeper = build.actor(Role.FORENSIC_GATEKEEPER)
    told = {"crime_id": stored.crime_id, "exhibits": [stored.id], "question": "Whose DNA?"}
    with pytest.raises(RuleBroken, match="For DNA say"):
        forensics.ask_for_examination(officer, examination="dna", **told)
    row = forensics.ask_for_examination(officer, examination="dna", contamination="Victim's swab", **told)
    with pytest.raises(RuleBroken, match="once the gatekeeper has approved"):
        forensics.send_to_lab(keeper, submission_id=row.id, lab="North Lab, J Lee", receiver=ON_PAPER)
    with pytest.raises(RuleBroken, match="Say why it is rejected"):
        forensics.decide_examination(gatekeeper, submission_id=row.id, approved=False)
    forensics.decide_examination(gatekeeper, submission_id=row.id, approved=True)
    with pytest.raises(RuleBroken, match="Whoever takes it signs"):
        forensics.send_to_lab(keeper, submission_id=row.id, lab="North Lab, J Lee")
    forensics.send_to_lab(keeper, submission_id=row.id, lab="North Lab, J Lee", receiver=ON_PAPER)
    event = read_exhibit(keeper, exhibit_id=stored.id).events[0]
    assert (event.to_where, event.to_name) == (Where.AT_LAB, "North Lab, J Lee") and row.number in event.purpose
    forensics.receive_at_lab(officer, submission_id=row.id)
    with pytest.raises(RuleBroken, match="Enter that first"):
        forensics.report_result(officer, submission_id=row.id, stage=ReportStage.SFR2, text="x")
    forensics.report_result(officer, submission_id=row.id, stage=ReportStage.SFR1, text="No DNA found")
    forensics.report_result(officer, submission_id=row.id, stage=ReportStage.SFR2, text="Explained")
    shown = forensics.read_submission(gatekeeper, submission_id=row.id)
    assert shown.row.standing is Standing.REPORTED and len(shown.row.reports) == 2


@pytest.mark.parametrize(
    ("role", "asks", "decides", "reads"),
    [
        (Role.OFFICER_IN_CASE, True, False, True),
        (Role.FORENSIC_GATEKEEPER, False, True, True),
        (Role.EXHIBITS_OFFICER, False, False, True),
        (Role.SUPERVISOR, False, False, True),
        (Role.OFFICER, False, False, False),
        (Role.DISCLOSURE_OFFICER, False, False, False),
    ],
)
def test_who_asks_the_lab_who_lets_it_go_and_who_reads(build, stored, officer, role, asks, decides, reads):
    told = {"crime_id": stored.crime_id, "exhibits": [stored.id], "question": "?", "examination": "drugs"}
    row, actor = forensics.ask_for_examination(officer, **told), build.actor(role)
    for allowed, act in (
        (reads, lambda: forensics.read_submission(actor, submission_id=row.id)),
        (asks, lambda: forensics.ask_for_examination(actor, **told)),
        (decides, lambda: forensics.decide_examination(actor, submission_id=row.id, approved=True)),
    ):
        if allowed:
            act()
        else:
            with pytest.raises(Forbidden):
                act()


def test_the_pages_lead_from_asking_to_the_end(build, stored, officer, client_for):
    record_ending(officer, crime_id=stored.crime_id, name="A. Webb", ending=Ending.ACQUITTED, on=date(2026, 3, 1))
    keeper = client_for(Role.EXHIBITS_OFFICER)
    assert stored.reference in keeper.get("/crimes/exhibits/due").text
    page = keeper.get(f"/crimes/{stored.crime_id}/retention").text
    assert "acquitted on 1 Mar 2026" in page and "Nothing keeps them any longer" in page
    fields = {"how": "return", "to_whom": "A. Webb", "why": "Not needed"}
    asked = keeper.post(f"/crimes/exhibits/{stored.id}/disposal", data=fields, follow_redirects=True)
    assert "Waits for the officer in the case and the supervisor" in asked.text
    sergeant = client_for(Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    path = asked.request.path
    done = sergeant.post(f"{path}/decision", data={"approved": "yes"}, follow_redirects=True).text
    assert "Waits for the officer in the case" in done and "The count when it was let go" in done
    assert keeper.get("/crimes/exhibits/disposals").status_code == 200
    assert client_for(Role.OFFICER).get(path).status_code == 403


def test_a_submission_is_asked_for_and_decided_on_its_pages(build, stored, client_for):
    oic, gatekeeper = client_for(Role.OFFICER_IN_CASE), client_for(Role.FORENSIC_GATEKEEPER)
    fields = {"exhibits": str(stored.id), "examination": "drugs", "question": "What is it?", "priority": "urgent"}
    asked = oic.post(f"/crimes/{stored.crime_id}/forensics/new", data=fields, follow_redirects=True)
    assert "Waits for the gatekeeper" in asked.text and "What is it?" in asked.text
    refused = gatekeeper.post(f"{asked.request.path}/decision", data={"approved": "no"})
    assert refused.status_code == 422 and "Say why it is rejected" in refused.text
    done = gatekeeper.post(f"{asked.request.path}/decision", data={"approved": "yes"}, follow_redirects=True)
    assert "Approved, to be sent" in done.text
    assert clock.now() == NOON and "0m" in gatekeeper.get("/crimes/forensics").text
    keeper = client_for(Role.EXHIBITS_OFFICER)
    assert "Send to the lab" in keeper.get(asked.request.path).text
    assert "Signature of whoever takes them" in keeper.get(f"{asked.request.path}/sending").text
