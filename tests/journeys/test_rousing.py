"""Drunk and in a cell: roused every half hour, told to a second person when late, given medicine, then interviewed.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import pytest

from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused

pytestmark = pytest.mark.journey

HOUR = 60
ROUSED = {"wakes": "yes", "answers": "yes", "obeys": "yes"}
BLOCKS = ["body", "medicine", "mind", "needs", "wishes"]


def test_a_drunk_detainee_is_roused_until_they_are_fit(town, known, cast, open_desk):
    drunk: Detainee = known("Drew")
    officer, sergeant_account, nurse_account = (cast(part) for part in ("officer", "sergeant", "nurse"))
    sergeant, jailer, nurse = (
        open_desk().sign_in(each) for each in (sergeant_account, cast("detention officer"), nurse_account)
    )
    booked_in(town, drunk, 5 * HOUR, by=officer.collar_number)
    put_on_duty(drunk.open(sergeant), sergeant_account.collar_number)
    assess(sergeant, drunk)
    set_level(sergeant, drunk)
    rouse(jailer, drunk)
    town.minute()
    assert f"Check late, escalated to {sergeant_account.user.name}" in drunk.on_board(jailer)
    walk_round(jailer, drunk)
    feed(jailer, drunk)
    direct_medicine(nurse, drunk)
    give_medicine(jailer, drunk)
    find_fit(nurse, drunk)
    lower_level(sergeant, drunk, nurse_account.user.name)
    interview(sergeant, drunk, officer.collar_number)


def put_on_duty(desk: Desk, collar: str) -> None:
    desk.press("Northmoor whiteboard").press("Cells", exact=True).press("Who is on duty").press("Put somebody on duty")
    desk.pick("user_id", collar, found=collar).fill({"duty": "custody-officer"}).send("Put on duty", expect=collar)


def assess(desk: Desk, drunk: Detainee) -> None:
    """Nothing is answered in advance, and what was ticked stays when something is still to be answered."""
    drunk.open(desk).press("Assess risk", expect="Nothing is answered for you")
    answer(desk, "Have you had any alcohol in the last 24 hours?", "Yes")
    answer(desk, "Do you take any medicine?", "Yes")
    desk.fill({"feeling": "Sick", "observed": ["drunk"], "asked_at": drunk.ago(115)})
    refused(desk, "Save the assessment", "alcohol and drugs")
    assert desk.page.locator("#feeling").input_value() == "Sick"
    desk.fill({"none_of": [*BLOCKS, "substances"]})
    desk.send("Save the assessment", expect="level 2 with rousing")


def answer(desk: Desk, question: str, said: str) -> None:
    asked = desk.page.get_by_role("group", name=question)
    asked.get_by_role("radio", name=said, exact=True).check(force=True)


def set_level(desk: Desk, drunk: Detainee) -> None:
    desk.fill({"level": "1", "set_at": drunk.ago(110)})
    refused(desk, "Set this level", "They must be roused at each check")
    desk.fill({"level": "2", "rousing": "yes", "instructions": "On the side, not the back"})
    desk.send("Set this level", expect="Level of observation set")


def rouse(desk: Desk, drunk: Detainee) -> None:
    """In time, then late; two of three tests are not enough."""
    drunk.open(desk).press("Record a check", expect="diabetes, epilepsy, head injury")
    desk.fill({"wakes": "yes", "answers": "yes", "at": drunk.ago(85)})
    refused(desk, "Save the rousing", "Try all three")
    desk.fill({"obeys": "yes"}).send("Save the rousing", expect="Check recorded")
    drunk.open(desk).press("Record a check").fill(ROUSED | {"at": drunk.ago(42)})
    desk.send("Save the rousing", expect="Check recorded")
    drunk.open(desk, "Risk and care")
    assert "13m late" in desk.text and "Roused: woke, answered and obeyed" in desk.text


def walk_round(desk: Desk, drunk: Detainee) -> None:
    desk.press("Round", exact=True, expect="Round of the cells")
    cell = desk.page.get_by_role("group", name=drunk.listed)
    cell.get_by_role("radio", name="Roused: woke, answered and obeyed").check(force=True)
    desk.send("Save the round", expect="Round recorded: 1 checked")
    assert "Check late" not in desk.page.locator("#board tr", has_text=drunk.listed).inner_text()


def feed(desk: Desk, drunk: Detainee) -> None:
    desk.press("Meals", exact=True, expect="What was taken round").fill({"kind": "drink", "at": "now"})
    desk.fill({"given": [desk.option("given", drunk.listed)]}).send("Save")
    drunk.open(desk).press("Meals and care", expect="Owed").fill({"given": ["main-meal"], "note": "Vegetable curry"})
    desk.send("Save", expect="Recorded")


def direct_medicine(desk: Desk, drunk: Detainee) -> None:
    desk.press("Healthcare").press(drunk.listed, expect="What staff were told to do")
    desk.press("Direct a medicine", expect="How it is taken")
    desk.fill({"drug": "Thiamine", "dose": "100 mg", "route": "by mouth", "first_at": drunk.ago(30)})
    desk.fill({"times": "8 in the morning"})
    refused(desk, "Direct this medicine", "Enter times like 08:00, 20:00")
    assert desk.page.locator("#drug").input_value() == "Thiamine"
    desk.fill({"times": "", "every_hours": "8"}).send("Direct this medicine", expect="Thiamine")


def give_medicine(desk: Desk, drunk: Detainee) -> None:
    assert "Medicine" in drunk.on_board(drunk.open(desk))
    drunk.open(desk).press("Medicine", expect="Thiamine").press("Given, refused or missed")
    desk.fill({"outcome": "refused"})
    refused(desk, "Save", "Say why")
    desk.fill({"outcome": "given"}).send("Save", expect="Given")


def find_fit(desk: Desk, drunk: Detainee) -> None:
    desk.press("Healthcare").press(drunk.listed).press("Examine", exact=True, expect="For custody staff")
    desk.fill({"findings": "Sober now. No injury", "fit_interview": "fit"})
    refused(desk, "Save", "what staff are to do")
    desk.fill({"todo": "Plenty of water"}).send("Save", expect="none of the findings")


def lower_level(desk: Desk, drunk: Detainee, nurse: str) -> None:
    drunk.open(desk, "Medical")
    assert "Fit to be interviewed" in desk.text and "Sober now" not in desk.text
    drunk.open(desk).press("Assess risk")
    desk.fill({"none_of": [*BLOCKS, "substances"], "nothing_seen": "yes"})
    refused(desk, "Save the assessment", "Earlier records say otherwise")
    desk.fill({"acknowledged": "yes"}).send("Save the assessment", expect="level 1")
    desk.fill({"level": "1"})
    refused(desk, "Set this level", "Say why")
    desk.fill({"reason": f"Sober, fit by {nurse}"}).send("Set this level", expect="Level of observation set")


def interview(desk: Desk, drunk: Detainee, officer: str) -> None:
    drunk.open(desk, "People").press("Decide whether one is needed")
    desk.fill({"because": "not-needed", "reason": "Sober and clear"}).send("Save the decision")
    drunk.open(desk, "Interviews").press("Hand over to an officer").pick("officer_id", officer, found=officer)
    desk.fill({"purpose": "interview", "fit": "not-fit"})
    refused(desk, "Hand over", "Not fit")
    desk.fill({"fit": "fit"}).send("Hand over", expect="Handed over")
    desk.press("Begin the interview").fill(
        {"where": "Room 1", "caution": "current", "recording": "NM-002", "reminded": "yes"}
    )
    desk.send("Record the start", expect="Interview begun")
    assert "In interview" in drunk.on_board(drunk.open(desk))
