"""Longer than 24 hours: the reviews, a superintendent, then the court; and every way in which it is refused.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import re

import pytest

from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused
from tests.journeys.story import minutes_ago

pytestmark = pytest.mark.journey

HOUR = 60
ARRIVED = 23 * HOUR
HEARD = {"detainee_heard": "said", "detainee_said": "Wants to go home", "solicitor_heard": "absent", "reminded": "yes"}
WHY = "The second suspect was found an hour ago and is still to be interviewed"


def test_detention_goes_on_by_a_superintendent_and_then_a_court(town, known, cast, open_desk):
    held: Detainee = known("Lee")
    investigator = cast("inspector")
    sergeant, theirs, inspector, chief, superintendent = (
        open_desk().sign_in(each)
        for each in (
            cast("sergeant"),
            investigator,
            cast("inspector"),
            cast("chief inspector in charge"),
            cast("superintendent"),
        )
    )
    booked_in(town, held, ARRIVED, by=investigator.collar_number)
    review_refused(theirs, held)
    review(inspector, held, ago=17 * HOUR + 30, number=2)
    too_early(superintendent, held)
    review(inspector, held, ago=9 * HOUR, number=3)
    too_low(chief, held)
    extend(superintendent, held)
    see_it_extended(sergeant, held)
    apply(sergeant, held)
    print_pack(sergeant, held)
    grant(sergeant, held)


def test_after_24_hours_a_superintendent_is_too_late(town, known, cast, open_desk):
    held: Detainee = known("Max")
    sergeant, superintendent = (open_desk().sign_in(cast(part)) for part in ("sergeant", "superintendent"))
    booked_in(town, held, 25 * HOUR)
    assert "OVERDUE" in held.on_board(held.open(sergeant))
    sergeant.press("Wall view", expect="OVERDUE")
    phone = open_desk("phone").sign_in(cast("sergeant"))
    assert "Review detention" in held.on_board(held.open(phone))
    ask(superintendent, held, minutes_ago(0))
    refused(
        superintendent, "Extend detention", "More than 24 hours have passed", "PACE 1984 s.42(4)", "Charge or release"
    )


def review_refused(desk: Desk, held: Detainee) -> None:
    """By an inspector who investigates: what was typed stays, and who may is said."""
    held.open(desk).press("Review detention", expect="An inspector or above who is not involved")
    desk.fill(HEARD | {"reason": WHY, "held_at": minutes_ago(17 * HOUR + 30)})
    refused(desk, "Save the review: detention goes on", "involved", "s.40(1)(b)")
    assert desk.page.locator("#reason").input_value() == WHY


def review(desk: Desk, held: Detainee, *, ago: int, number: int) -> None:
    held.open(desk).press("Review detention", expect="Who may")
    desk.fill(HEARD | {"reason": WHY, "held_at": minutes_ago(ago)})
    desk.send("Save the review: detention goes on", expect=f"Review {number}")


def ask(desk: Desk, held: Detainee, until: str) -> None:
    held.open(desk).press("Extend detention (s.42)", expect="never by telephone")
    desk.fill({name: answer for name, answer in HEARD.items() if name != "reminded"})
    desk.fill({"until": until, "reason": WHY, "diligence": "Four officers work on it without a break"})
    desk.fill({"responsible": "yes"})


def too_early(desk: Desk, held: Detainee) -> None:
    ask(desk, held, in_hours(12))
    refused(desk, "Extend detention", "The second review has not been held", "PACE 1984 s.42(4)", "Have it held first")
    assert desk.page.locator("#reason").input_value() == WHY


def too_low(desk: Desk, held: Detainee) -> None:
    ask(desk, held, in_hours(12))
    refused(desk, "Extend detention", "A superintendent or above", "PACE 1984 s.42(1)", "superintendent on call")


def extend(desk: Desk, held: Detainee) -> None:
    ask(desk, held, in_hours(14))
    refused(desk, "Extend detention", "later than 36 hours")
    desk.fill({"until": in_hours(12)}).send("Extend detention", expect="Extended until")


def see_it_extended(desk: Desk, held: Detainee) -> None:
    held.open(desk)
    assert re.search(r"Left of extension\s+(12h 0|11h 5\d)m left", desk.text)
    assert "extension" in held.on_board(desk)


def apply(desk: Desk, held: Detainee) -> None:
    held.open(desk).press("Apply for a warrant of further detention", expect="10:00 and 21:00")
    desk.fill({"enquiries_made": "Two houses searched", "enquiries_to_make": "The second suspect", "reason": WHY})
    desk.fill({"court_sits_at": in_hours(20)})
    refused(desk, "Save the application", "36 hours")
    desk.fill({"court_sits_at": in_hours(2), "copy_given": "yes"}).send(
        "Save the application", expect="Before the court"
    )


def print_pack(desk: Desk, held: Detainee) -> None:
    link = desk.page.get_by_role("link", name="Print the pack for the court").get_attribute("href")
    answer = desk.page.request.get(desk.address + link)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF")


def grant(desk: Desk, held: Detainee) -> None:
    desk.press("What the court ruled").fill({"ruling": "issued"})
    refused(desk, "Save the ruling", "hours")
    desk.fill({"hours_given": "30", "represented_by": "Mr Bell"}).send("Save the ruling", expect="Issued for 30 hours")
    held.open(desk)
    assert re.search(r"Left of warrant\s+1d [56]h left", desk.text)
    assert "warrant" in held.on_board(desk)


def in_hours(count: int) -> str:
    return minutes_ago(-count * HOUR)
