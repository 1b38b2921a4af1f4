"""While a crime is recorded: what it may be already, and what its victim and place had before (F21, INV-4 C3)."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules.alike import Outline, why_alike
from mips.investigation.usecases.before import look_before
from tests.build import NOON
from tests.investigation.crimes import ROBBERY, THEFT, recorded
from tests.investigation.test_crime_pages import typed

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def outline(**fields):
    given = {"place": "p", "occurred_from": AT, "occurred_until": None, "offence_code": THEFT, "ho_class": "046/00"}
    return Outline(**given | {"victims": frozenset({"v"})} | fields)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        pytest.param({}, ["same place", "same time", "same offence", "same victim"], id="all of it"),
        pytest.param({"place": "q", "victims": frozenset()}, [], id="two things alone are not enough"),
        pytest.param(
            {"occurred_from": AT - timedelta(hours=24), "victims": frozenset()},
            ["same place", "within a day of it", "same offence"],
            id="a day apart",
        ),
        pytest.param(
            {"occurred_from": AT - timedelta(hours=25), "victims": frozenset()}, [], id="more than a day apart"
        ),
        pytest.param(
            {"occurred_from": AT - timedelta(days=9), "occurred_until": AT + timedelta(days=1), "place": "q"},
            ["same time", "same offence", "same victim"],
            id="one happened within the other",
        ),
        pytest.param(
            {"offence_code": "TH68012", "place": "q"},
            ["same time", "same kind of offence", "same victim"],
            id="another code of the same class",
        ),
        pytest.param({"place": None, "occurred_from": None}, [], id="what is not known is not the same"),
    ],
)
def test_why_two_crimes_may_be_one(other, why):
    assert why_alike(outline(), outline(**other)) == why
    assert why_alike(outline(**other), outline()) == why


def looked(actor, **fields):
    told = {
        "where": {"address": "1 Test Street", "postcode": "SW1A 2AA"},
        "victims": [{"organisation": "Test Stores"}],
        "occurred_from": NOON - timedelta(hours=3),
        "offence_code": THEFT,
    }
    return look_before(actor, **told | fields)


def test_a_duplicate_is_found_with_why_and_repeats_are_counted(build):
    officer = build.actor(Role.OFFICER)
    assert looked(officer).alike == []
    crime = recorded(build, by=officer)
    found = looked(officer)
    assert [(each.crime.id, each.why[0]) for each in found.alike] == [(crime.id, "same place")]
    assert [(each.part, each.said) for each in found.repeats] == [("victim", "1 crime"), ("place", "1 crime")]
    assert looked(officer, but_not=crime.id).repeats == []
    assert looked(officer, not_of=crime.incident_id).repeats == []
    assert looked(officer, offence_code=ROBBERY, victims=[]).alike == []


def test_what_is_cancelled_older_than_a_year_or_hidden_counts_for_nothing(build, db_session):
    officer = build.actor(Role.OFFICER)
    cancelled, hidden = recorded(build, by=officer), recorded(build, by=build.actor(Role.OFFICER))
    with build.scenery():
        db_session.get_one(Crime, cancelled.id).status = CrimeStatus.CANCELLED
        db_session.get_one(Crime, hidden.id).restriction = Restriction.NAMED
    assert looked(officer).repeats == []
    recorded(build, by=officer)
    assert len(looked(officer).repeats) == 2
    clock.hold_at(NOON + timedelta(days=366))
    assert looked(officer).repeats == []


def test_a_likely_duplicate_is_shown_before_it_is_recorded_again(build, client_for):
    crime, client = recorded(build), client_for(Role.OFFICER)
    asked = client.post("/crimes/new", data=typed())
    assert asked.status_code == 422
    for said in (
        "May be on the record already",
        crime.reference,
        "Same place",
        "Same time",
        "Same offence",
        "Repeat victim",
    ):
        assert said in asked.text
    page = client.post("/crimes/new", data=typed(none_of_these="yes"), follow_redirects=True).text
    assert "28/0000002/26" in page
    assert "1 crime in the last 365 days" in page


def test_begun_on_a_person_their_crimes_are_shown_at_once(build, client_for):
    person = build.person()
    recorded(build, victims=[{"person_id": person.id}])
    page = client_for(Role.OFFICER).get(f"/crimes/new/victim?person={person.id}").text
    assert "Repeat victim" in page
    assert client_for(Role.OFFICER).get("/crimes/new/victim?person=nobody").status_code == 200
