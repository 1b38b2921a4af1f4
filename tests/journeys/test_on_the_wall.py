"""The whiteboard on a telephone and on a wall: refreshed by itself, and cheaply when nothing is new.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Response

from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey

OK, NOTHING_NEW = 200, 304


def test_a_telephone_shows_cards_that_refresh_themselves(town, known, cast, open_desk):
    detainee, later = known("Noa"), known("Sam")
    sergeant, phone = open_desk().sign_in(cast("sergeant")), open_desk("phone").sign_in(cast("sergeant"))
    booked_in(town, detainee, 50)
    phone.page.clock.install()
    phone.visit(sergeant.at_suite().path)
    card = phone.page.locator("#board tr", has_text=detainee.listed)
    assert card.bounding_box()["width"] > 300 and card.locator('[data-label="Left of 24 hours"]').is_visible()
    nothing_new(phone)
    later.arrive(sergeant, 2)
    refreshed(phone, later.listed)
    assert "Up to date at" in phone.text


def test_a_wall_screen_is_set_up_watched_and_turned_off(town, known, cast, open_desk):
    detainee = known("Toni")
    sergeant, screen = open_desk().sign_in(cast("sergeant")), open_desk("wall")
    booked_in(town, detainee, 70)
    address = set_up(sergeant)
    screen.page.clock.install()
    screen.page.goto(address)
    screen.look()
    surname, given = detainee.listed.split(", ")
    assert f"{given[0]}{surname[0]}" in screen.text and detainee.listed not in screen.text
    assert not screen.page.locator("main a").count() and "Sign out" not in screen.page.locator("body").inner_text()
    nothing_new(screen)
    sergeant.press("Turn off", expect="shows nothing any more")
    assert refresh(screen).status == 401
    screen.page.get_by_role("heading", name="Sign in").wait_for()


def set_up(desk: Desk) -> str:
    desk.at_suite().press("Wall screens", expect="A screen shows this suite")
    desk.press("Set up a screen").fill({"name": "Above the desk"}).send("Make its address", expect="is set up")
    address = desk.page.locator("#address").input_value()
    desk.press("Wall screens", expect="Above the desk")
    return address


def nothing_new(desk: Desk) -> None:
    """Within a minute; where one has just ended, the refresh after that."""
    answers = [refresh(desk).status for _ in range(2)]
    assert NOTHING_NEW in answers, answers


def refreshed(desk: Desk, expect: str) -> None:
    assert refresh(desk).status == OK
    desk.page.locator("#board").get_by_role("link", name=expect, exact=True).wait_for()
    desk.look()


def refresh(desk: Desk) -> Response:
    """What the screen is answered when it next asks by itself."""
    with desk.page.expect_response(lambda answer: "x-refresh" in answer.request.headers) as asked:
        desk.page.clock.fast_forward(20_000)
    return asked.value
