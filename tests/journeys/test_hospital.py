"""To hospital and back: the clock stands still for treatment, and goes on with what did not count said.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import re

import pytest

from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused

pytestmark = pytest.mark.journey

HOUR = 60
AWAY, QUESTIONED = 120, 20
BLOCKS = ["body", "medicine", "mind", "substances", "needs", "wishes"]


def test_the_clock_stands_still_in_hospital_save_for_questioning(town, known, cast, open_desk):
    hurt: Detainee = known("Hal")
    sergeant = open_desk().sign_in(cast("sergeant"))
    booked_in(town, hurt, 5 * HOUR)
    assess(sergeant, hurt, ago=5 * HOUR - 20)
    leave(sergeant, hurt)
    stand_still(sergeant, hurt)
    be_questioned(sergeant, hurt)
    come_back(sergeant, hurt)
    see_what_counted(sergeant, hurt)
    assess(sergeant, hurt, ago=0)


def assess(desk: Desk, hurt: Detainee, *, ago: int) -> None:
    hurt.open(desk).press("Assess risk").fill({"none_of": BLOCKS, "nothing_seen": "yes", "asked_at": hurt.ago(ago)})
    desk.send("Save the assessment", expect="level 1")
    desk.fill({"level": "1", "reason": "Nothing was found", "set_at": hurt.ago(ago)})
    desk.send("Set this level", expect="Level of observation set")


def leave(desk: Desk, hurt: Detainee) -> None:
    hurt.open(desk).press("To hospital", expect="s.41(6)")
    desk.fill({"hospital": "Northmoor General", "reason": "treatment", "why": "Pain in the chest"})
    refused(desk, "Record leaving for hospital", "Enter the escorting officers")
    assert desk.page.locator("#why").input_value() == "Pain in the chest"
    desk.fill({"escorts": "PC 4417 Grant", "left_at": hurt.ago(3 * HOUR)})
    desk.send("Record leaving for hospital", expect="On the way to hospital")


def stand_still(desk: Desk, hurt: Detainee) -> None:
    """Paused, with the minutes that are left: an instant cannot be said."""
    assert "Paused" in desk.text and "22h 0m" in desk.text
    board = hurt.on_board(desk)
    assert "Paused" in board and "hospital" in board.lower()


def be_questioned(desk: Desk, hurt: Detainee) -> None:
    hurt.open(desk, "Risk and care").press("Questioned there", expect="Questioned in hospital")
    desk.fill({"started_at": hurt.ago(2 * HOUR), "ended_at": hurt.ago(2 * HOUR + QUESTIONED)})
    refused(desk, "Save", "after")
    desk.fill({"ended_at": hurt.ago(2 * HOUR - QUESTIONED)}).send("Save", expect="those minutes count")


def come_back(desk: Desk, hurt: Detainee) -> None:
    hurt.open(desk).press("Back from hospital", expect="in-patient")
    desk.fill({"returned_at": hurt.ago(4 * HOUR)})
    refused(desk, "Record coming back", "before they left")
    desk.fill(
        {"returned_at": hurt.ago(3 * HOUR - AWAY), "advice": "Aspirin each morning. Call 999 if the pain returns"}
    )
    desk.send("Record coming back", expect="Back from hospital")


def see_what_counted(desk: Desk, hurt: Detainee) -> None:
    """Two hours away, of which the questioning counts: 5h less 1h 40m, and 24 hours end that much later."""
    hurt.open(desk, "Reviews and clock")
    assert re.search(r"3h 2\dm from .*, 1h 40m not counted", desk.text) and re.search(r"20h (40|3\d)m left", desk.text)
    board = hurt.on_board(desk)
    assert "Risk again: back from hospital" in board, board
