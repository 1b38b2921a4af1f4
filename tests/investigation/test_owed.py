"""What is owed to victims as a list, what was missed, and what becomes of it when a crime is closed (INV-5, INV-6)."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.core.errors import Forbidden
from mips.investigation.model.crime import Crime
from mips.investigation.model.victim import VictimContact
from mips.investigation.rules.promises import ClosedAs, Ending, ending, was_missed
from mips.investigation.usecases.cancelling import decide_cancellation, propose_cancellation
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.investigation.usecases.owed import Whose, list_missed, list_owed
from mips.investigation.usecases.people import add_party
from mips.investigation.usecases.victim_contacts import add_contact, give_up_promise
from mips.investigation.usecases.victims import read_victim
from mips.record.model.event import Part
from tests.build import NOON
from tests.investigation.crimes import an_outcome, nothing_left, recorded, supervisor

MONDAY = NOON.date()


@pytest.mark.parametrize(
    ("after", "closing", "due", "end"),
    [
        pytest.param(["finalised"], ClosedAs.FINALISED, MONDAY, Ending.GOES_ON, id="INV-5: word of the outcome"),
        pytest.param(["finalised"], ClosedAs.CANCELLED, MONDAY, Ending.LAPSES, id="INV-4: of a crime that is none"),
        pytest.param([], ClosedAs.FINALISED, MONDAY, Ending.LAPSES, id="INV-6: its last day is not past"),
        pytest.param([], ClosedAs.FINALISED, MONDAY - timedelta(days=1), Ending.BROKEN, id="INV-6: late is late"),
    ],
)
def test_what_becomes_of_a_promise_when_its_crime_is_closed(after, closing, due, end):
    assert ending(after, closing, due=due, today=MONDAY) is end


@pytest.mark.parametrize(
    ("due", "ended", "broken", "missed"),
    [
        pytest.param(MONDAY, False, False, False, id="INV-6: its last day"),
        pytest.param(MONDAY - timedelta(days=1), False, False, True, id="INV-6: open past it"),
        pytest.param(MONDAY - timedelta(days=1), True, False, False, id="INV-6: kept, written down later"),
        pytest.param(MONDAY, True, True, True, id="INV-6: given up"),
    ],
)
def test_what_was_missed(due, ended, broken, missed):
    assert was_missed(due, MONDAY, ended=ended, broken=broken) is missed


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER_IN_CASE, team=build.team(unit="North"))


def a_victim(build, officer):
    person = build.person()
    crime = recorded(build, by=officer, victims=[{"person_id": person.id}])
    return {"crime_id": crime.id, "party_id": person.id}


def promises(actor, victim):
    return {each.code: each for each in read_victim(actor, **victim).promises}


def test_the_first_due_stands_first_and_the_filters_say_whose(build, officer):
    south = build.actor(Role.OFFICER_IN_CASE, team=build.team(unit="South"))
    mine, theirs = a_victim(build, officer), a_victim(build, south)
    clock.hold_at(NOON + timedelta(days=3))
    found = list_owed(officer)
    assert (found.total, found.late) == (8, 4)
    assert [each.due_on for each in found.page.rows] == sorted(each.due_on for each in found.page.rows)
    for more in ({"whose": Whose.MINE}, {"whose": Whose.TEAM}, {"unit": "North"}):
        assert {each.crime_id for each in list_owed(officer, **more).page.rows} == {mine["crime_id"]}
    assert {each.code for each in list_owed(south, right=4).page.rows} == {"needs", "support"}
    assert theirs["crime_id"] in {each.crime_id for each in list_owed(officer).page.rows}


def test_each_count_of_what_was_missed_is_the_list_it_leads_to(build, officer):
    for by in (officer, officer, build.actor(Role.OFFICER_IN_CASE)):
        victim = a_victim(build, by)
    give_up_promise(officer, **victim, promise_id=promises(officer, victim)["acknowledgement"].id, why="Moved away")
    clock.hold_at(NOON + timedelta(days=3))
    told = {"method": "letter", "reached": True, "said": "Written", "keeps": ["support"], "why_late": "On leave"}
    add_contact(officer, **victim, **told)
    sergeant, period = supervisor(build), {"since": MONDAY, "until": MONDAY + timedelta(days=9)}
    found = list_missed(sergeant, **period)
    assert ([each.missed for each in found.officers], found.total) == ([4, 3], 7)
    assert {each.key: each.missed for each in found.rights} == {"3": 1, "4": 6}
    for name, counts in (("officer", found.officers), ("right", found.rights)):
        for each in counts:
            chosen = each.key if name == "officer" else int(each.key)
            assert len(list_missed(sergeant, **period, **{name: chosen}).page.rows) == each.missed
    assert list_missed(sergeant, since=MONDAY, until=MONDAY).total == 0


def test_what_was_missed_is_for_supervisors_and_what_is_hidden_counts_for_nobody(build, officer, db_session):
    victim, period = a_victim(build, officer), {"since": MONDAY, "until": MONDAY + timedelta(days=9)}
    with build.scenery():
        db_session.get_one(Crime, victim["crime_id"]).restriction = Restriction.NAMED
    clock.hold_at(NOON + timedelta(days=3))
    assert (list_owed(supervisor(build)).total, list_missed(supervisor(build), **period).total) == (0, 0)
    for role in (Role.OFFICER_IN_CASE, Role.WITNESS_CARE):
        list_owed.admit(build.actor(role))
        with pytest.raises(Forbidden, match="supervise"):
            list_missed(build.actor(role), **period)
    for use in (list_owed, list_missed):
        with pytest.raises(Forbidden):
            use.admit(build.actor(Role.OFFICER))


def test_a_finalised_crime_owes_word_of_its_outcome_and_no_update(build, officer):
    victim = a_victim(build, officer)
    clock.hold_at(NOON + timedelta(days=3))  # needs and support are late
    propose_outcome(officer, crime_id=victim["crime_id"], **an_outcome("18"))
    nothing_left(officer, victim["crime_id"])
    sign_off_outcome(supervisor(build), crime_id=victim["crime_id"])
    ended = promises(officer, victim)
    assert (ended["acknowledgement"].broken, ended["acknowledgement"].why) == (
        False,
        "No longer owed: the crime was finalised",
    )
    assert (ended["needs"].broken, ended["needs"].why) == (True, "Late when the crime was finalised")
    assert [code for code, each in ended.items() if each.ended_at is None] == ["support"]
    add_contact(officer, **victim, method="letter", reached=True, said="Written", keeps=["support"], why_late="Leave")
    add_party(officer, crime_id=victim["crime_id"], part=Part.VICTIM, organisation="Test Stores")
    assert {each.code for each in list_owed(officer).page.rows} == {"support"}
    propose_outcome(officer, crime_id=victim["crime_id"], **an_outcome("14", victim_supports=False))
    assert {each.code for each in list_owed(officer).page.rows} == {"support", "update"}


def test_a_cancelled_crime_owes_nothing_of_its_investigation(build, officer):
    victim = a_victim(build, officer)
    propose_cancellation(officer, crime_id=victim["crime_id"], code="C4", why="Entered twice")
    decide_cancellation(build.actor(Role.CRIME_REGISTRAR), crime_id=victim["crime_id"], approve=True)
    assert {each.why for each in promises(officer, victim).values()} == {"No longer owed: the crime was cancelled"}
    assert list_owed(officer).total == 0


def test_the_database_lets_nobody_change_a_contact(build, officer, db_session):
    told = add_contact(officer, **a_victim(build, officer), method="letter", reached=True, said="Written")
    db_session.get_one(VictimContact, told.id).said = "x"
    with pytest.raises(sa.exc.DBAPIError, match="stands as it was written"):
        db_session.flush()
    db_session.rollback()


def test_each_row_leads_to_recording_the_contact_and_each_count_to_its_list(build, client_for, officer):
    victim = a_victim(build, officer)
    client = client_for(Role.OFFICER_IN_CASE)
    page = client.get("/crimes/victims?whose=all").text
    at = f"/crimes/{victim['crime_id']}/victims/{victim['party_id']}"
    assert f'{at}/contacts?keeps=support"' in page and f'{at}/needs"' in page and "due in 2 days" in page
    assert "Missed" not in page and "Nothing matches" in client.get("/crimes/victims?whose=mine").text
    clock.hold_at(NOON + timedelta(days=3))
    sergeant = client_for(Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    page = sergeant.get("/crimes/victims/missed").text
    assert "2 missed" in page and f"officer={officer.id}" in page and "4 To be referred" in page
    assert sergeant.get("/crimes/victims/missed?officer=x&right=4").status_code == 422
    assert date(2026, 3, 4).strftime("%-d %b %Y") in page
