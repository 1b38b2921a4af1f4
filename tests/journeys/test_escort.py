"""From a charge without bail to the van: what is known is confirmed, both sign, and only then do they leave."""

import itertools
from datetime import date

import pytest

from mips.record.model.person import WarningMarker
from tests.custody.answers import ON_ARREST
from tests.journeys.story import minutes_ago

pytestmark = pytest.mark.journey

SURNAMES = itertools.cycle(("Vellacott", "Hawksmere", "Brindlethorpe"))
THEFT = "TH68010"


def marked(town, family_name):
    """Somebody on the record with a warning that an escort must have."""
    with town.building() as build:
        person = build.person(family_name=family_name, given_names="Rosa")
        days = {"review_on": date(2099, 1, 1), "expires_on": date(2099, 6, 1)}
        build.add(WarningMarker(person_id=person.id, kind="suicidal", detail="In 2024", said_by="PNC", **days))
        return person.id


def kept_for_court(desk, person_id):
    """Brought in, arrested, detained, charged and refused bail. Gives the address of the record."""
    desk.visit(f"/custody/arrive?person={person_id}")
    desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "arrived_at": minutes_ago(5)}).send("Record arrival")
    record = desk.path
    desk.visit(f"{record}/arrest").pick("other_offences-0-code", THEFT, found=THEFT)
    desk.fill({"arrested_at": minutes_ago(20), "arrest_place": "Station Road", "arrest_reason": "Seen with the cycle"})
    desk.fill({"necessity": ["investigation"]} | ON_ARREST).send("Save the arrest")
    desk.visit(f"{record}/authorise").fill({"grounds": ["obtain-by-questioning"], "present": "yes"})
    desk.fill({"grounds_reason": "To be interviewed about the theft"}).send("Authorise detention")
    desk.visit(f"{record}/charge").fill({"reply": "No", "bailed": "no", "bail_refused_because": ["further-offence"]})
    desk.fill({"bail_refused_reason": "Stole again while on bail"}).send("Charge", expect="Charged")
    return record


@pytest.mark.parametrize(("size", "script"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_nobody_goes_to_court_without_an_escort_record(open_desk, town, cast, size, script):
    desk = open_desk(size, script=script).sign_in(cast("sergeant"))
    record = kept_for_court(desk, marked(town, next(SURNAMES)))
    desk.visit(f"{record}/escort-record")
    assert "In 2024" in desk.page.locator("main").inner_html()
    desk.fill({"to_name": "Northmoor Magistrates", "escort_by": "contractor", "none_of_the_others": "yes"})
    desk.send("Save", expect="Sign the escort record")
    desk.send("Sign as custody officer", expect="Signed, escort to sign")
    desk.press("Hand over to the escort").fill({"handed_to": "J Cole, PCO 4411", "signature-how": "on-paper"})
    desk.send("Hand over", expect="Taken to court")
    desk.visit(f"{record}/release-risk").fill({"none_of_these": "yes", "feeling": "Calm", "transport": "Escort"})
    desk.send("Save the assessment").visit(f"{record}/release").send("Save that they left", expect="taken to court")
    desk.visit(f"{record}?tab=escort").press("Add to the escort log")
    desk.fill({"kind": "stop", "text": "Road closed"}).send("Add to the log", expect="Road closed")
