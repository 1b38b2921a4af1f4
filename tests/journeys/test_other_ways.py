"""The same pages by keyboard alone, and with script turned off."""

from __future__ import annotations

import pytest

from tests.build_accounts import PASSWORD
from tests.journeys.desk import Desk, fresh_code
from tests.journeys.story import Story

pytestmark = pytest.mark.journey

OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def tab_to(desk: Desk, selector: str, *, most: int = 40) -> None:
    """Press Tab until the control has the focus, and see that it is shown to have it."""
    for _ in range(most):
        if desk.page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            outlined = "getComputedStyle(document.activeElement)"
            assert desk.page.evaluate(f"{outlined}.outlineStyle !== 'none' || {outlined}.boxShadow !== 'none'"), (
                selector
            )
            return
        desk.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def type_and_enter(desk: Desk, selector: str, text: str) -> None:
    tab_to(desk, selector)
    desk.page.keyboard.type(text)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    desk.look()


def test_signing_in_and_searching_need_no_mouse(town, story: Story, cast, open_desk):
    with town.building() as build:
        person = build.person(family_name=story.family_name, given_names="Rosa")
    account = cast("officer")
    desk = open_desk().visit("/sign-in")
    tab_to(desk, "#collar_number")
    desk.page.keyboard.type(account.collar_number)
    type_and_enter(desk, "#password", PASSWORD)
    type_and_enter(desk, "#code", fresh_code(account))
    desk.page.keyboard.press("/")
    type_and_enter(desk, "#mips-search", story.family_name)
    tab_to(desk, f'main a[href*="{person.id}"]')
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    assert desk.look().path == f"/people/{person.id}"


def test_the_forms_of_the_story_need_no_script(story: Story, cast, open_desk):
    officer, sergeant = (open_desk(script=False).sign_in(cast(part)) for part in ("officer", "sergeant"))
    story.report_intelligence(officer)
    story.record_crime(officer)
    story.find(sergeant)
    story.book_in(sergeant)
    story.see_whiteboard(sergeant)
