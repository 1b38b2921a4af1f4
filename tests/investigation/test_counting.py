"""How many crimes a report makes, and which offence each counts as (INV-1 NC-8)."""

import pytest

from mips.access.permissions import Role
from mips.investigation.rules.seriousness import Graded, crimes_for, less_serious, principal, why_principal
from mips.investigation.usecases.incident_reading import read_incident
from mips.investigation.usecases.incidents import report_incident
from mips.investigation.usecases.reading import read_crime
from mips.record.model.event import Part
from tests.investigation import crimes
from tests.investigation.crimes import THEFT, recorded
from tests.investigation.reports import said

ORDER = [("001", "Murder"), ("034", "Robbery"), ("056/01", "Arson endangering life")]
MURDER = Graded(title="Murder", ho_class="001/01", category="CI")
ROBBERY = Graded(title="Robbery", ho_class="034/01", category="CI")
ARSON = Graded(title="Arson", ho_class="056/02", category="CE")
THEFT_ = Graded(title="Theft", ho_class="046/00", category="CE")
RIOT = Graded(title="Riot", ho_class="064/01", category="CI")
DRUNK = Graded(title="Drunk", ho_class="", category="CS")


@pytest.mark.parametrize(
    ("offences", "counted"),
    [
        pytest.param([ROBBERY, MURDER], MURDER, id="NC-8: by the force's order"),
        pytest.param([THEFT_, ROBBERY], ROBBERY, id="NC-8: one in the order before one that is not"),
        pytest.param([THEFT_, RIOT], RIOT, id="NC-8: outside it indictable only before either way"),
        pytest.param([DRUNK, ARSON], ARSON, id="NC-8: a subclass of its own is no other of its class"),
        pytest.param([ARSON, THEFT_], ARSON, id="NC-8: the first named among equals"),
    ],
)
def test_the_most_serious_is_counted(offences, counted):
    assert offences[principal(offences, ORDER)] is counted


def test_what_the_choice_rests_on_is_said():
    said = why_principal([THEFT_, ROBBERY], ORDER)
    assert said.startswith("Counted: Robbery (class 034/01: Robbery, place 2 of 3)")
    assert said.endswith("Not counted: Theft (class 046/00, not in the order: either way)")
    assert why_principal([THEFT_], ORDER) == ""


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [(MURDER, ROBBERY, True), (ROBBERY, MURDER, False), (THEFT_, ARSON, False), (ARSON, DRUNK, True)],
    ids=["INV-2: down the order", "INV-2: up the order", "INV-2: as serious", "INV-2: down in how it is tried"],
)
def test_whether_a_change_is_to_something_less_serious(before, after, less):
    assert less_serious(before, after, ORDER) is less


@pytest.mark.parametrize(
    ("victims", "joint", "shares"),
    [
        pytest.param(0, False, [[]], id="NC-8: against the state, one"),
        pytest.param(1, False, [[0]], id="NC-8: one victim, one"),
        pytest.param(3, False, [[0], [1], [2]], id="NC-8: each victim has their own"),
        pytest.param(3, True, [[0, 1, 2]], id="NC-8: owners of one thing share it"),
    ],
)
def test_how_many_crimes(victims, joint, shares):
    assert crimes_for(victims, joint=joint) == shares


def test_each_victim_has_a_crime_of_the_one_incident(build):
    officer, suspect = build.actor(Role.OFFICER), build.person(given_names="Sam")
    victims = [build.person(given_names=name) for name in ("Ann", "Bob")]
    told = {"victims": [{"person_id": each.id} for each in victims]}
    crime = recorded(build, suspect, by=officer, **told)
    crimes = read_incident(officer, incident_id=crime.incident_id).crimes
    assert [each.reference for each in crimes] == ["28/0000001/26", "28/0000002/26"]
    shown = [read_crime(officer, crime_id=each.id) for each in crimes]
    assert [[party.party_id for party in each.of(Part.VICTIM)] for each in shown] == [[each.id] for each in victims]
    assert all(each.of(Part.SUSPECT) for each in shown)
    assert [each.id for each in shown[0].beside] == [crimes[1].id]
    recorded(build, by=officer, joint=True, **told)
    assert recorded(build, by=officer).reference == "28/0000004/26"


def test_the_crime_counts_as_the_most_serious_and_says_why(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer, offences=[{"code": THEFT}, {"code": crimes.ROBBERY}])
    assert crime.offence_code == crimes.ROBBERY
    decisions = read_crime(officer, crime_id=crime.id).crime.decisions
    assert {each.rule for each in decisions} == {"NC-2", "NC-8"}
    assert any("Not counted" in each.evidence for each in decisions)


def test_several_crimes_are_shown_together(build, client_for):
    client = client_for(Role.OFFICER)
    incident = report_incident(build.actor(Role.OFFICER), **said())
    fields = {
        "offences-0-code": THEFT,
        "occurred_from": "today 09:00",
        "summary": "Both lost their bags",
        "where-address": "1 Test Street",
        "reported_at": "today 10:00",
        "channel": "call",
        "victims-0-organisation": "Test Stores",
        "victims-1-organisation": "Test Transport",
        "basis": "victim-based",
        "amounts_to_crime": "yes",
        "flags": ["business"],
    }
    page = client.post(f"/incidents/{incident.id}/crime", data=fields, follow_redirects=True).text
    for shown in ("28/0000001/26", "28/0000002/26", "Crimes of this incident"):
        assert shown in page
