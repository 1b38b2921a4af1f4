"""Street bail: given on a telephone in the street, then answered at the desk in one press."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from mips.core.england import LONDON
from tests.journeys.story import minutes_ago

pytestmark = pytest.mark.journey

SURNAMES = itertools.cycle(("Lampwickham", "Kerbstone-Hale"))


@pytest.fixture
def suspect(town):
    with town.building() as build:
        found = build.person(family_name=next(SURNAMES), given_names="Robin")
        build.offence(person_id=found.id)
    return found


def test_bail_is_given_in_the_street_and_the_desk_goes_on_from_it(cast, open_desk, suspect):
    sergeant = cast("sergeant")
    desk = open_desk("phone").sign_in(cast("officer"))
    desk.visit(f"/custody/street-bail/new?person={suspect.id}")
    desk.page.get_by_role("button", name="Give street bail").last.click()
    desk.look()
    assert "There is a problem" in desk.text
    desk.fill({"arrested_at": minutes_ago(25), "arrest_place": "High Street", "arrest_reason": "Seen to take it"})
    desk.fill({"necessity": ["investigation"], "cautioned": "yes", "representations": "Nothing"})
    desk.fill({"necessary_why": "To interview them with the pictures", "with_conditions": "yes"})
    desk.fill({"conditions": ["stay-away"], "conditions_words": "Stay out of Test Stores", "purposes": ["no-offence"]})
    due = datetime.now(UTC).astimezone(LONDON) + timedelta(days=9)
    desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "attend_at": f"{due:%d/%m/%Y} 10:00"})
    desk.fill({"granted_at": minutes_ago(15)})
    desk.pick("authorised_by_id", sergeant.collar_number, found=sergeant.collar_number)
    desk.send("Give street bail", expect="Not released: notice to give")
    desk.press("Notice given, and released").fill({"notice": "printed", "released_at": minutes_ago(12)})
    desk.send("They have the notice and are released", expect="Out, ")
    here = desk.path
    desk = open_desk("desktop").sign_in(sergeant)
    desk.visit("/custody/bail").press("Street bail: due and overdue", expect=suspect.family_name.upper())
    desk.visit(f"/custody/arrive?person={suspect.id}").press("Go on from it", expect="Came to answer it")
    desk.send("Record arrival", expect="Left of 24 hours")
    assert "Authorise detention" in desk.text and "Save the arrest" not in desk.text
    desk.visit(here)
    assert "Came to answer it" in desk.text
