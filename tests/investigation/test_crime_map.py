"""The map of crimes: places with their counts, narrowed as the list is, a table without script, and an ETag."""

import json

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import db
from mips.investigation.model.crime import Crime
from mips.investigation.usecases import crime_map
from tests.build import signed_in
from tests.investigation.crimes import ROBBERY, recorded


@pytest.fixture
def corner(build):
    """Two thefts and a robbery at one corner, and a theft at a place without a point."""
    place = build.place(address="On or near Corner", label="On or near Corner", latitude="51.5", longitude="-0.1")
    here = {"where": {"place_id": place.id}}
    crimes = [recorded(build, **here), recorded(build, **here), recorded(build, **here, offences=[{"code": ROBBERY}])]
    recorded(build)
    return place, crimes


def test_places_are_counted_as_the_list_counts_and_lead_to_it(app, build, corner):
    place, crimes = corner
    client = signed_in(app, build.user(Role.OFFICER))
    page = client.get("/crimes/map?kind=Shoplifting").text
    assert "3 crimes<" in page and 'data-points="/api/v1/investigation/crimes/points?kind=Shoplifting"' in page
    assert crimes[0].reference in page and crimes[2].reference not in page
    assert "2 in all" in client.get(f"/crimes/?kind=Shoplifting&place={place.id}").text
    answer = client.get("/api/v1/investigation/crimes/points?kind=Shoplifting").json
    assert answer == {"points": [[51.5, -0.1, 2, str(place.id)]], "count": 2, "more": False}


def test_what_may_not_be_seen_is_not_on_it(build, corner):
    place, crimes = corner
    with build.scenery():
        db.session.get_one(Crime, crimes[0].id).restriction = Restriction.NAMED
    found = crime_map.map_crimes(build.actor(Role.OFFICER))
    assert json.loads(found.points) == [[51.5, -0.1, 2, str(place.id)]]


def test_points_are_not_sent_again_while_they_are_the_same(app, build, corner):
    client = signed_in(app, build.user(Role.OFFICER))
    first = client.get("/api/v1/investigation/crimes/points")
    again = client.get("/api/v1/investigation/crimes/points", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    recorded(build, where={"place_id": corner[0].id})
    later = client.get("/api/v1/investigation/crimes/points", headers={"If-None-Match": first.headers["ETag"]})
    assert (later.status_code, later.json["count"]) == (200, 4)


def test_more_places_than_a_map_shows_are_said_to_be_more(app, build, corner):
    elsewhere = build.place(label="Elsewhere", latitude="51.6", longitude="-0.2")
    recorded(build, where={"place_id": elsewhere.id})
    found = crime_map.map_crimes(build.actor(Role.OFFICER), most=1)
    assert (found.more, found.places, found.count, len(json.loads(found.points))) == (True, 2, 4, 1)


def test_a_map_of_nothing_leads_to_one_of_something(app, build):
    page = signed_in(app, build.user(Role.OFFICER)).get("/crimes/map?status=cancelled").text
    assert "Show the last thirty days" in page
    assert signed_in(app, build.user(Role.SYSTEM_ADMINISTRATOR)).get("/crimes/map").status_code == 403
