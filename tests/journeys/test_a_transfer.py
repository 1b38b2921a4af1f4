"""From one suite to another: a cell freed here, somebody expected there, one record and one clock.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import re

import pytest

from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused
from tests.journeys.town import suite

pytestmark = pytest.mark.journey

HELD = 95  # minutes before they are looked at


@pytest.fixture
def westgate(town) -> str:
    """The address of another suite's board."""
    with town.building() as build:
        return f"/custody/suites/{suite(build, 'Westgate', 'WG', ('A1', 'A2')).id}"


def test_a_detainee_goes_to_another_suite_and_their_clock_with_them(town, known, cast, open_desk, westgate):
    detainee = known("Morgan")
    here, there = (open_desk().sign_in(cast("sergeant")) for _ in range(2))
    booked_in(town, detainee, HELD)
    send(here, detainee)
    freed(here, detainee)
    expected(there, detainee, westgate)
    receive(there, detainee)
    assert detainee.listed not in here.visit(board_of(here, "Northmoor")).text
    there.visit(westgate).press(detainee.listed, expect="A1")
    assert counted(there) in range(HELD, HELD + 10), "the clock goes on"
    there.press("Log")
    for said in ("Left for Westgate", "Received from Northmoor", "Calm on the way"):
        assert said in there.text


def send(desk: Desk, detainee: Detainee) -> None:
    detainee.open(desk).press("Move to another suite", expect="the time on the way counts")
    desk.fill({"suite_id": desk.option("suite_id", "Northmoor"), "why": "Full here", "escort": "PC 4417 Grant"})
    refused(desk, "Record that they left", "Select another suite")
    assert desk.page.locator("#escort").input_value() == "PC 4417 Grant"
    desk.fill({"suite_id": desk.option("suite_id", "Westgate")})
    refused(desk, "Record that they left", "without a person escort record")
    escorted(desk, detainee)
    desk.fill({"suite_id": desk.option("suite_id", "Westgate"), "why": "Full here", "escort": "PC 4417 Grant"})
    desk.send("Record that they left", expect="On the way")


def escorted(desk: Desk, detainee: Detainee) -> None:
    """The person escort record is made, signed by the sergeant, and signed for by the escort; then they leave."""
    desk.visit(f"{detainee.record}/escort-record").fill({"destination": "suite", "escort_by": "police"})
    desk.fill({"to_suite_id": desk.option("to_suite_id", "Westgate"), "none_of_the_others": "yes"})
    desk.send("Save", expect="Sign the escort record")
    desk.send("Sign as custody officer", expect="Signed, escort to sign")
    desk.press("Hand over to the escort", expect="Read the risks to the escort")
    desk.fill({"handed_to": "PC 4417 Grant", "signature-how": "on-paper"})
    desk.send("Hand over", expect="Now record that they leave")


def freed(desk: Desk, detainee: Detainee) -> None:
    """They stand on this board until somebody has received them, without a cell."""
    row = detainee.on_board(desk)
    assert "On the way to Westgate" in row and "No cell" in row
    desk.press("Cells")
    cell = desk.page.locator("tr", has=desk.page.get_by_role("link", name=detainee.cell, exact=True))
    assert detainee.listed not in cell.inner_text() and "1 of 1 free" in cell.inner_text()


def expected(desk: Desk, detainee: Detainee, westgate: str) -> None:
    desk.visit(westgate)
    assert "1 expected" in desk.text and "from Northmoor with PC 4417 Grant" in desk.text
    desk.visit(f"{westgate}/wall")
    assert "1 expected" in desk.text and detainee.listed not in desk.text
    desk.visit(westgate).press(detainee.listed, expect="On the way to Westgate")


def receive(desk: Desk, detainee: Detainee) -> None:
    desk.press("Put in a cell").fill({"cell_id": desk.option("cell_id", "M")})
    refused(desk, "Save", "Receive them there first")
    detainee.open(desk).press("Receive", expect="Receive from another suite")
    refused(desk, "Record the arrival", "Enter their condition")
    desk.fill({"condition": "Calm on the way", "arrived_at": desk.ago(40)})
    refused(desk, "Record the arrival", "before they left")
    desk.fill({"arrived_at": "now"}).send("Record the arrival", expect="Received. Put them in a cell")
    desk.press("Put in a cell").fill({"cell_id": desk.option("cell_id", "A1")}).send("Save", expect="A1")


def board_of(desk: Desk, name: str) -> str:
    desk.visit("/custody/overview")
    return str(desk.page.get_by_role("link", name=name).first.get_attribute("href"))


def counted(desk: Desk) -> int:
    shown = re.search(r"Counted\s+(\d+)h (\d+)m", desk.text)
    assert shown, desk.text
    return int(shown[1]) * 60 + int(shown[2])
