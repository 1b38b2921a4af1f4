"""A person's links are drawn where script runs, said in words where it does not; their timeline is cut by kind."""

from __future__ import annotations

import pytest

from mips.record.model.event import Link
from tests.journeys.story import Story

pytestmark = pytest.mark.journey


@pytest.fixture
def tied(town, story: Story):
    """Two persons, one the parent of the other."""
    with town.building() as build:
        mother, child = (build.person(family_name=story.family_name, given_names=name) for name in ("Rosa", "Tim"))
        build.add(Link(from_id=mother.id, to_id=child.id, known_from_id=mother.id, type="parent"))
    return mother, child


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_links_are_drawn_and_the_drawing_leads_to_the_record(tied, cast, open_desk, size):
    mother, child = tied
    desk = open_desk(size).sign_in(cast("officer")).visit(f"/records/{mother.id}/links?steps=2")
    desk.page.locator("[data-drawn]").wait_for()
    assert desk.page.locator(".mips-network canvas").count() == 3
    desk.press("Larger").press("All of it", expect=f"Parent of: {child.full_name}")
    where = desk.page.evaluate(
        "document.querySelector('.mips-network__drawing')._cyreg.cy.nodes()[1].renderedPosition()"
    )
    with desk.page.expect_navigation():
        desk.page.locator(".mips-network__drawing").click(position=where)
    assert desk.look().path == f"/people/{child.id}"


def test_without_script_the_links_are_words(tied, cast, open_desk):
    mother, child = tied
    desk = open_desk(script=False).sign_in(cast("officer")).visit(f"/records/{child.id}/links")
    assert f"Child of: {mother.full_name}" in desk.text and not desk.page.locator(".mips-network").is_visible()
    desk.press("3 steps", expect="Child of")


def test_the_timeline_is_cut_to_one_kind_by_a_link(tied, cast, open_desk):
    desk = open_desk("phone").sign_in(cast("officer")).visit(f"/people/{tied[0].id}/timeline")
    desk.press("Other events", expect="Nothing of this kind is known")
    assert "kind=other" in desk.page.url
