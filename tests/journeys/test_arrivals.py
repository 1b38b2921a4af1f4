"""Arrivals that no arrest for an offence brought, and arrests again, on a desktop and on a phone."""

from __future__ import annotations

import itertools

import pytest

from tests.journeys.desk import Desk
from tests.journeys.story import minutes_ago

pytestmark = pytest.mark.journey

SURNAMES = itertools.cycle(("Ashgrovely", "Birkenhall", "Coppermoor", "Dunlinfield", "Elmsworthy", "Foxcombe-Hale"))


@pytest.fixture
def person(town):
    with town.building() as build:
        return build.person(family_name=next(SURNAMES), given_names="Robin")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_somebody_on_a_warrant_is_accepted_and_taken_to_court(cast, open_desk, person, size):
    desk = open_desk(size).sign_in(cast("sergeant"))
    desk.visit(f"/custody/arrive?person={person.id}")
    desk.fill({"kind": "warrant"}).press("Show its questions", expect="No PACE clock runs")
    desk.page.get_by_role("button", name="Record arrival").last.click()
    desk.look()
    assert "There is a problem" in desk.text
    desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "matter": "Failing to surrender"})
    desk.fill({"issued_by": "Northmoor Magistrates", "number": "W1"})
    desk.fill({"arrived_at": minutes_ago(10), "arrested_at": minutes_ago(30), "arrest_place": "Station Road"})
    desk.send("Record arrival", expect="no PACE clock runs")
    record = desk.path
    desk.press("Accept into custody", expect="To be done").fill({"reason": "Warrant seen"})
    desk.send("Accept into custody", expect="next court")
    desk.press("Northmoor whiteboard", expect=person.family_name.upper())
    assert "next court" in desk.text
    desk.visit(f"{record}/release")
    assert "Taken to court on a warrant" in desk.text
    desk.visit(f"{record}/further-arrest")


@pytest.mark.parametrize("kind", ["breach-of-court-bail", "recall", "place-of-safety", "remand", "street-bail"])
def test_each_kind_is_asked_its_own_on_a_phone(cast, open_desk, person, kind):
    desk = open_desk("phone").sign_in(cast("sergeant"))
    ask(desk, person, kind)
    desk.page.get_by_role("button", name="Record arrival").last.click()
    desk.look()
    assert "There is a problem" in desk.text


def ask(desk: Desk, person: object, kind: str) -> None:
    desk.visit(f"/custody/arrive?person={person.id}&kind={kind}")  # type: ignore[attr-defined]
    assert "What brings them?" in desk.text
