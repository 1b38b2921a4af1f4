"""Voluntary attendance as the interviewing officer and the custody sergeant do it, on a desktop and on a phone."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from tests.custody.answers import ON_ARREST
from tests.journeys.desk import Desk
from tests.journeys.story import minutes_ago

pytestmark = pytest.mark.journey

SURNAMES = itertools.cycle(("Larkhollow", "Pinderfield", "Sallowmere", "Tamblyn-Rook"))
TOLD = ["not-under-arrest", "free-to-leave", "offence", "caution", "legal-advice", "notice-given"]


@pytest.fixture
def child(town):
    with town.building() as build:
        found = build.person(family_name=next(SURNAMES), given_names="Robin", born_on=date(2011, 5, 1))
        build.offence(person_id=found.id, title="Theft of pedal cycle")
    return found


def attends(desk: Desk, person: object, **fields: str) -> str:
    desk.visit(f"/custody/volunteers/new?person={person.id}")  # type: ignore[attr-defined]
    desk.page.get_by_role("button", name="Save").last.click()
    desk.look()
    assert "Say why an arrest is not necessary" in desk.text or "why an arrest is not necessary" in desk.text
    desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "not_arrested_why": "Comes by appointment"})
    desk.fill({"began_at": minutes_ago(30)} | fields).send("Save", expect="Here, free to leave")
    return desk.path


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_child_attends_is_interviewed_with_their_adult_and_leaves(cast, open_desk, child, size):
    desk = open_desk(size).sign_in(cast("officer"))
    here = attends(desk, child)
    desk.press("Give rights", expect="Do they want legal advice?")
    desk.fill({"told": TOLD, "advice_wanted": "no", "vulnerable": "no", "interpreter_needed": "no"})
    desk.page.get_by_role("button", name="Save").last.click()
    desk.look()
    assert "Somebody under 18 is told with an appropriate adult" in desk.text
    desk.fill({"adult": "Ann, mother", "informed_at": minutes_ago(25)}).send("Save", expect="Ann, mother")
    desk.press("Begin an interview").fill({"recording": "R1", "started_at": minutes_ago(20)})
    desk.page.get_by_role("button", name="Begin the interview").last.click()
    desk.look()
    assert "The appropriate adult must be there" in desk.text
    desk.fill({"adult_present": "yes"}).send("Begin the interview", expect="In interview")
    desk.press("End the interview").fill({"ended_at": minutes_ago(5)}).send("End the interview")
    desk.press("They leave").fill({"outcome": desk.option("outcome", "Left"), "reason": "Phone to be read"})
    desk.send("Save", expect="Left: enquiries go on")
    desk.press("Decide what comes of it", expect="What came of it")
    desk.visit("/custody/volunteers?view=undecided")
    assert child.family_name.upper() in desk.text
    desk.visit(here)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_volunteer_is_arrested_and_the_record_knows_them(cast, open_desk, child, size):
    desk = open_desk(size).sign_in(cast("sergeant"))
    here = attends(desk, child)
    desk.visit("/custody/volunteers")
    desk.at_suite().press("Volunteers", expect=child.family_name.upper())
    desk.visit(here).press("Arrest", expect="They may no longer leave")
    desk.fill({"arrested_at": minutes_ago(4), "arrest_reason": "Would destroy the phone"})
    desk.fill({"necessity": ["investigation"]} | ON_ARREST)
    desk.send("Arrest and open a custody record", expect=child.family_name.upper())
    assert desk.path.startswith("/custody/") and "Theft of pedal cycle" in desk.text
    desk.visit(here)
    assert "Open it" in desk.text
