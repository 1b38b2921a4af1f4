"""A child in custody: the appropriate adult from being asked for to the charge, and where the night is spent.

It begins with the rights of a child: how they came there test_the_walk goes through on its pages.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.booked_in import detained
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused
from tests.journeys.story import minutes_ago
from tests.journeys.town import Town

pytestmark = pytest.mark.journey

MOTHER = "Ann Day"
HOURS = 60


@pytest.fixture
def child(known) -> Detainee:
    return known("Kit", born_on=datetime.now(UTC).date() - timedelta(days=15 * 365 + 40))


def test_a_child_has_an_adult_beside_them_all_the_way(town, child, cast, open_desk):
    officer = cast("officer")
    sergeant, inspector = (open_desk().sign_in(cast(part)) for part in ("sergeant", "inspector"))
    book_in(town, sergeant, child, officer.collar_number)
    ask_for_mother(sergeant, child)
    hand_over(sergeant, officer.collar_number, ago=5 * HOURS)
    begin_without(sergeant)
    bring_mother(sergeant, child)
    interview(sergeant, child)
    review(inspector, child)
    charge(sergeant, child)
    certify(sergeant, child)


def book_in(town: Town, desk: Desk, child: Detainee, by: str) -> None:
    detained(town, child, 6 * HOURS, by=by)
    child.open(desk).press("Give rights", expect="responsible for their welfare")
    refused_without_welfare(desk, child)
    child.give_rights(desk, 6 * HOURS - 12, welfare="Ann Day, mother, 07700 900123", court_order="no")
    child.put_in_cell(desk, 6 * HOURS - 15, why="The detention room has no lock that works")
    board = child.on_board(desk)
    assert "Child" in board and "AA" in board


def refused_without_welfare(desk: Desk, child: Detainee) -> None:
    refused(
        desk,
        "Save what was answered",
        "whether they want someone informed",
        "whether they want a solicitor",
        "court order",
    )


def ask_for_mother(desk: Desk, child: Detainee) -> None:
    child.open(desk, "People")
    desk.press("Decide whether one is needed", expect="Is an appropriate adult needed?")
    desk.fill({"because": "not-needed", "reason": "Seems grown up"})
    refused(desk, "Save the decision", "Somebody under 18 always needs an appropriate adult")
    assert desk.page.locator("#reason").input_value() == "Seems grown up"
    desk.fill({"because": "child", "reason": "", "decided_at": minutes_ago(6 * HOURS - 16)}).send("Save the decision")
    desk.press("Appropriate adult", exact=True, expect="Ask somebody to come")
    desk.fill({"name": MOTHER, "relation": "mother", "phone": "07700 900123"})
    desk.fill({"requested_at": minutes_ago(6 * HOURS - 18)})
    desk.send("Save: they are waited for", expect="Waited for 5h 4")
    desk.press("Attempt to reach", expect=MOTHER)
    desk.fill({"reached": "yes", "text": "On her way from work", "at": minutes_ago(6 * HOURS - 25)})
    desk.send("Save", expect="On her way from work")


def hand_over(desk: Desk, officer: str, *, ago: int) -> None:
    desk.press("Interviews", expect="Hand over to an officer").press("Hand over to an officer", expect="What for")
    desk.pick("officer_id", officer, found=officer)
    desk.fill({"purpose": "interview", "where": "Interview room 2", "fit": "fit", "handed_at": minutes_ago(ago)})
    desk.send("Hand over", expect="Handed over")


def begin_without(desk: Desk) -> None:
    """What was typed stays, and what may be done instead is said."""
    desk.press("Begin the interview", expect="Caution given")
    desk.fill({"where": "Interview room 2", "caution": "current", "recording": "NM-001"})
    refused(desk, "Record the start", "The appropriate adult is not here", "Code C 11.15", "superintendent")
    assert desk.page.locator("#recording").input_value() == "NM-001"


def bring_mother(desk: Desk, child: Detainee) -> None:
    child.open(desk, "People").press("Arrived", expect="They arrived")
    desk.fill({"at": minutes_ago(4 * HOURS)})
    refused(desk, "Save that they arrived", "18 or over")
    desk.fill({"adult_checked": "yes"}).send("Save that they arrived", expect="Rights to be given in their presence")
    desk.press("Give rights with them there")
    child.give_rights(desk, 4 * HOURS - 5, adult_present="yes", welfare="Ann Day, mother, here", court_order="no")
    child.open(desk, "People")
    assert "Rights given in their presence" in desk.text and "No interview yet" not in desk.text


def interview(desk: Desk, child: Detainee) -> None:
    child.open(desk, "Interviews").press("Begin the interview")
    desk.fill(
        {"where": "Interview room 2", "caution": "current", "present": MOTHER, "recording": "NM-001", "reminded": "yes"}
    )
    desk.fill({"started_at": minutes_ago(3 * HOURS)}).send("Record the start", expect="Interview begun")
    desk.press("End the interview").fill({"ended_at": minutes_ago(2 * HOURS)}).send("Record the end")
    desk.press("Take back").fill({"kept_codes": "yes", "returned_at": minutes_ago(2 * HOURS - 5)})
    desk.send("Take back", expect="Taken back")


def review(desk: Desk, child: Detainee) -> None:
    child.open(desk).press("Review detention", expect="The appropriate adult")
    desk.fill({"detainee_heard": "said", "detainee_said": "Wants to go home", "adult_heard": "said"})
    desk.fill({"adult_said": "He has school tomorrow", "reason": "The second suspect is still to be found"})
    desk.fill({"reminded": "yes", "held_at": minutes_ago(60)}).send("Save the review: detention goes on")
    assert "Review 2" in desk.text


def charge(desk: Desk, child: Detainee) -> None:
    child.open(desk).press("Charge", expect="What is on the record is filled in")
    assert desk.page.locator("#adult").input_value() == MOTHER
    desk.fill({"adult": "", "reply": "Sorry", "bailed": "no", "bail_refused_because": ["own-interests-child"]})
    desk.fill({"bail_refused_reason": "Nowhere safe to go tonight"})
    refused(desk, "Charge", "appropriate adult")
    assert desk.page.locator("#reply").input_value() == "Sorry"
    desk.fill({"adult": MOTHER}).send("Charge", expect="Charged, still here")


def certify(desk: Desk, child: Detainee) -> None:
    desk.press("Local authority for the child", expect="s.38(6)")
    desk.fill({"authority": "Northmoor Council", "contacted_at": "now", "contacted_who": "Lee Marsh"})
    desk.fill({"secure": "no", "answer": "No bed before the morning", "moved": "no", "because": "serious-harm"})
    desk.fill({"reason": "The only foster carers are 90 miles away"})
    refused(desk, "Save", "secure accommodation was asked for")
    desk.fill({"because": "impracticable"}).send("Save", expect="certificate")
    child.open(desk, "Release")
    assert "Northmoor Council" in desk.text and "impracticable" in desk.text
    link = child.open(desk, "Documents").page.get_by_role("link", name="Open Certificate for the court")
    answer = desk.page.request.get(desk.address + (link.get_attribute("href") or ""))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    child.on_board(desk)
