"""Suspects who are wanted, and those to be dealt with today: shown as a warning, ended by an arrest (INV-8, F36)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.usecases.volunteering import plan_attendance
from mips.investigation.model.crime import Crime
from mips.investigation.rules import wanted as rules
from mips.investigation.rules.suspects import check_party
from mips.investigation.usecases.owed import Whose
from mips.investigation.usecases.people import add_party, add_suspect, change_suspect
from mips.investigation.usecases.today import list_today
from mips.investigation.usecases.wanted import cancel_wanted, circulate, read_wanted
from mips.record.model.case import Offence
from mips.record.model.event import Part
from mips.record.model.person import Person
from mips.record.usecases.markers import add_marker
from mips.record.usecases.person_page import read_person
from mips.record.usecases.tasks import my_work
from tests.build import NOON
from tests.custody.scenery import Desk
from tests.investigation.crimes import recorded
from tests.investigation.searches import searched
from tests.investigation.test_incident_rules import broken

TOLD = {"grounds": "Named by staff, not at home.", "risk": "Carries a knife"}


@pytest.mark.parametrize(
    ("status", "already", "refused"),
    [
        pytest.param("suspect", False, [], id="INV-8: a suspect"),
        pytest.param("bailed", False, [], id="INV-8: who did not come back"),
        pytest.param("suspect", True, ["INV-8"], id="INV-8: twice"),
        pytest.param("eliminated", False, ["INV-8"], id="INV-8: no longer suspected"),
        pytest.param("person-of-interest", False, ["INV-8"], id="INV-8: never suspected"),
        pytest.param("arrested", False, ["INV-8"], id="INV-8: in hand"),
    ],
)
def test_who_may_be_circulated(status, already, refused):
    assert broken(rules.check_circulated, status=status, already=already) == refused


def test_it_is_cancelled_once_with_a_reason_and_nobody_is_suspect_and_victim():
    assert broken(rules.check_cancelled, ended=False, why="Alibi") == []
    assert broken(rules.check_cancelled, ended=False, why=" ") == ["INV-8"]
    assert broken(rules.check_cancelled, ended=True, why="Alibi") == ["INV-8"]
    assert broken(check_party, both=False) == []
    assert broken(check_party, both=True) == ["NC-8"]


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE, team=build.team(unit="North"))


def suspected(build, officer, **fields):
    person = build.person(**fields)
    crime = recorded(build, person, by=officer)
    return {"crime_id": crime.id, "person_id": person.id}


def warnings(actor, who):
    return [each.kind for each in read_person(actor, person_id=who["person_id"]).markers]


def test_a_warning_stands_until_it_is_cancelled(build, officer):
    who = suspected(build, officer)
    wanted = circulate(officer, **who, **TOLD)
    assert wanted.offences == ["Theft from a shop"] and warnings(officer, who) == ["wanted"]
    with pytest.raises(RuleBroken, match="already"):
        circulate(officer, **who, **TOLD)
    cancel_wanted(officer, wanted_id=wanted.id, why="Was abroad")
    assert warnings(officer, who) == [] and list_today(officer).rows == []
    with pytest.raises(RuleBroken, match="circulate them as wanted"):
        add_marker(officer, person_id=who["person_id"], kind="wanted", said_by="me")


def test_an_arrest_for_it_ends_it_and_one_for_something_else_is_told_to_the_officer(build, officer, db_session):
    who, other = suspected(build, officer), suspected(build, officer)
    crime = recorded(build, by=officer)
    person_id = who["person_id"]
    add_suspect(officer, crime_id=crime.id, person_id=person_id, grounds="Same coat")
    first, second = (
        circulate(officer, **who, **TOLD),
        circulate(officer, crime_id=crime.id, person_id=person_id, **TOLD),
    )
    circulate(officer, **other, **TOLD)
    desk = Desk(build)
    arrested = desk.arrived(db_session.get_one(Person, person_id))
    offences = db_session.scalars(sa.select(Offence.id).where(Offence.crime_id == who["crime_id"])).all()
    desk.arrested(arrested, offence_ids=offences)
    ended = read_wanted(officer, wanted_id=first.id)
    assert (ended.ended_how, ended.ended_at is not None) == ("arrest", True)
    assert read_wanted(officer, wanted_id=second.id).ended_at is None
    assert "In custody now for something else" in my_work(officer).today[0].title


def test_the_list_of_today_holds_the_wanted_of_crimes_one_may_see(build, officer, db_session):
    who = suspected(build, officer)
    circulate(officer, **who, **TOLD)
    south = build.actor(Role.OFFICER, team=build.team(unit="South"))
    assert [each.person.id for each in list_today(south).rows] == [who["person_id"]]
    assert [list_today(south, whose=each).rows for each in (Whose.MINE, Whose.TEAM)] == [[], []]
    assert len(list_today(officer, whose=Whose.MINE).rows) == 1
    with build.scenery():
        db_session.get_one(Crime, who["crime_id"]).restriction = Restriction.NAMED
    assert list_today(south).rows == [] and warnings(south, who) == ["wanted"]


def test_who_circulates_and_who_reads(build, officer):
    who = suspected(build, officer)
    wanted = circulate(officer, **who, **TOLD)
    for role, reads, makes in (
        (Role.OFFICER, True, False),
        (Role.CUSTODY_OFFICER, True, False),
        (Role.CASE_BUILDER, True, True),
        (Role.SUPERVISOR, False, False),
        (Role.WITNESS_CARE, False, False),
    ):
        actor = build.actor(role)
        for use, may in ((read_wanted, reads), (circulate, makes), (cancel_wanted, makes)):
            if may:
                use.admit(actor)
            else:
                with pytest.raises(Forbidden):
                    use.admit(actor)
    assert read_wanted(build.actor(Role.CUSTODY_OFFICER), wanted_id=wanted.id).grounds == TOLD["grounds"]


def test_nobody_is_suspect_and_victim_of_one_crime_until_ruled_out(build, officer):
    who = suspected(build, officer)
    with pytest.raises(RuleBroken, match="record a crime for each"):
        add_party(officer, crime_id=who["crime_id"], part=Part.VICTIM, person_id=who["person_id"])
    victim = build.person(given_names="Beth")
    crime = recorded(build, by=officer, victims=[{"person_id": victim.id}])
    with pytest.raises(RuleBroken, match="record a crime for each"):
        add_suspect(officer, crime_id=crime.id, person_id=victim.id, grounds="Her own window")
    change_suspect(officer, **who, status="eliminated", why="He was the one robbed")
    add_party(officer, crime_id=who["crime_id"], part=Part.VICTIM, person_id=who["person_id"])


def test_it_is_circulated_from_the_crime_and_stands_on_the_person_and_the_list(build, officer, client_for, db_session):
    who = suspected(build, officer)
    client = client_for(Role.OFFICER, Role.OFFICER_IN_CASE)
    crime = f"/crimes/{who['crime_id']}"
    assert "Circulate as wanted" in client.get(crime).text
    page = client.post(f"{crime}/suspects/{who['person_id']}/wanted", data=TOLD, follow_redirects=True).text
    assert "Wanted since" in page and "Circulate as wanted" not in page
    for at in (f"/people/{who['person_id']}", "/crimes/suspects/today?whose=all"):
        assert "Carries a knife" in client.get(at).text
    desk = client_for(Role.CUSTODY_OFFICER)
    assert f"/custody/arrive?person={who['person_id']}&amp;crime={who['crime_id']}" in desk.get(crime).text
    arrival = desk.get(f"/custody/arrive?person={who['person_id']}&crime={who['crime_id']}").text
    assert "Theft from a shop" in arrival
    held = Desk(build)
    record = held.arrived(db_session.get_one(Person, who["person_id"]))
    assert "Named by staff, not at home." in desk.get(f"/custody/{record.id}/arrest").text


def test_who_is_stopped_and_wanted_is_said_on_the_record_of_the_search(build, officer, client_for):
    who = suspected(build, officer)
    circulate(officer, **who, **TOLD)
    search = searched(build, by=officer, person_id=who["person_id"])
    assert (
        "WANTED: Theft from a shop. Carries a knife" in client_for(Role.OFFICER).get(f"/stop-search/{search.id}").text
    )


def test_somebody_to_be_interviewed_today_stands_on_the_list_once(build, officer, db_session):
    who = suspected(build, officer)
    offences = db_session.scalars(sa.select(Offence.id).where(Offence.crime_id == who["crime_id"])).all()
    for hours in (2, 48):
        plan_attendance(
            officer,
            person_id=who["person_id"],
            place="Library, meeting room",
            planned_at=NOON + timedelta(hours=hours),
            offence_ids=offences,
            not_arrested_why="Comes by appointment",
        )
    (row,) = list_today(officer).rows
    assert (row.what, row.where, row.crime.id) == (
        "Voluntary interview planned",
        "Library, meeting room",
        who["crime_id"],
    )
