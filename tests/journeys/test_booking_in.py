"""Booking-in at the desk: the list, what is known confirmed, half typed on one device and gone on with on another."""

from __future__ import annotations

import pytest

from mips.record.model.person import PersonIdentifier, Residence
from tests.custody.answers import ON_ARREST, RIGHTS
from tests.journeys.desk import Desk
from tests.journeys.story import Story, minutes_ago

pytestmark = pytest.mark.journey

KNOWN = {"self_defined_ethnicity": "W9", "officer_defined_ethnicity": "1", "nationality": "POL", "first_language": "pl"}


@pytest.fixture
def person(town, story: Story):
    with town.building() as build:
        found = build.person(family_name=story.family_name, given_names="Jan", next_of_kin="Ewa, sister", **KNOWN)
        build.add(Residence(person_id=found.id, address="12 High Street", postcode="NN1 1AA"))
        build.add(PersonIdentifier(person_id=found.id, kind="phone", value="+447700900123", raw="07700 900123"))
        build.offence(person_id=found.id)
    return found


@pytest.fixture
def arrive(person):
    def arrived(desk: Desk) -> str:
        desk.visit(f"/custody/arrive?person={person.id}")
        desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "condition": "smells of drink, calm"})
        desk.fill({"escorted_by": "PC 4417 Grant"}).send("Record arrival", expect="Book in")
        return desk.path

    return arrived


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_known_person_is_booked_in_from_the_list(cast, open_desk, arrive, size):
    desk = open_desk(size).sign_in(cast("sergeant"))
    record = arrive(desk)
    desk.press("Book in", expect="0 of")
    desk.press("Who this is", expect="Is this the same person?")
    desk.page.get_by_role("button", name="Save who this is").last.click()
    desk.look()
    assert "Say whether this is still right" in desk.text
    desk.fill({"confirmed": ["address", "telephone", "about", "family"]})
    desk.send("Save who this is", expect="Booking in")
    desk.press("Arrest and grounds")
    desk.fill({"arrested_at": minutes_ago(20), "arrest_place": "Station Road", "arrest_reason": "Seen with the cycle"})
    desk.fill({"necessity": ["investigation"]} | ON_ARREST).send("Save the arrest", expect="Booking in")
    desk.press("Detention decision")
    desk.page.get_by_role("button", name="Use: To obtain evidence").click()
    desk.fill({"grounds": ["obtain-by-questioning"], "present": "yes"}).send("Authorise detention")
    desk.press("Rights and entitlements", expect="Their consulate")
    sign(desk)
    answers = RIGHTS | {"consulate": "no", "consulate_told": "yes", "interpreter": "yes", "advice": "yes"}
    desk.fill({name: answer for name, answer in answers.items() if name != "signature-how"})
    desk.send("Save what was answered", expect="Booking in")
    desk.press("People to contact").fill({"contacts-0-name": "Ewa", "contacts-0-relation": "sister"})
    desk.send("Save", expect="Booking in")
    desk.visit(f"{record}?tab=rights")
    assert "Signed on the screen for rights" in desk.text and "Polish" in desk.text
    desk.press("Record a call", expect="What came of the call").fill({"result": "told"}).send("Save")
    desk.visit(f"{record}?tab=arrest")
    assert "PC 4417 Grant" in desk.text


def test_what_is_half_typed_at_the_desk_is_gone_on_with_on_a_phone(cast, open_desk, arrive):
    account = cast("sergeant")
    desk = open_desk().sign_in(account)
    record = arrive(desk)
    desk.visit(f"{record}/arrest?then=booking-in").fill({"arrest_place": "Under the bridge"})
    desk.page.get_by_text("Draft kept").wait_for()
    phone = open_desk("phone").sign_in(cast("sergeant")).visit(f"{record}/booking-in")
    phone.press("Arrest and grounds", expect="not on the record yet")
    assert phone.page.locator("#arrest_place").input_value() == "Under the bridge"


def test_without_script_it_is_kept_by_a_button_and_signed_on_paper(cast, open_desk, arrive):
    desk = open_desk(script=False).sign_in(cast("sergeant"))
    record = arrive(desk)
    desk.visit(f"{record}/arrest").fill({"arrest_place": "Under the bridge"}).send("Save and come back")
    assert "Draft kept" in desk.text
    desk.visit(f"{record}/rights?then=booking-in").fill(RIGHTS | {"consulate": "no", "consulate_told": "yes"})
    desk.send("Save what was answered", expect="Booking in")


def test_the_board_says_how_long_somebody_has_waited(cast, open_desk, person):
    desk = open_desk().sign_in(cast("sergeant")).visit(f"/custody/arrive?person={person.id}")
    desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "arrived_at": minutes_ago(40)})
    desk.send("Record arrival").press("Northmoor whiteboard", expect="Waiting too long")


def sign(desk: Desk) -> None:
    box = desk.page.locator(".mips-sign__box")
    box.scroll_into_view_if_needed()
    edge = box.bounding_box()
    desk.page.mouse.move(edge["x"] + 30, edge["y"] + 60)
    desk.page.mouse.down()
    for step in range(12):
        desk.page.mouse.move(edge["x"] + 40 + step * 15, edge["y"] + 40 + (step % 3) * 12)
    desk.page.mouse.up()
    assert desk.page.locator('[name="signature-how"][value="on-screen"]').is_checked()
