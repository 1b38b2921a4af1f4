"""A stop and search on a telephone in the street: kept while it is typed, saved, and its receipt read by a stranger."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.journey


def test_a_search_is_written_down_in_the_street_and_its_receipt_read(cast, open_desk):
    desk = open_desk("phone").sign_in(cast("officer"))
    desk.visit("/stop-search/new")
    desk.fill({"told": "yes", "searched_for": "controlled-drugs", "power": "mda-23"})
    desk.fill({"grounds": "Seen to pass a small bag to a driver", "where-address": "Outside 12 High Street"})
    desk.page.locator("[data-draft-said]", has_text="Draft kept").wait_for()
    here = desk.page.url
    desk.page.goto(here)
    desk.look()
    desk.fill({"self_defined": "B1", "officer_defined": "3", "age_range": "18-24", "gender": "Male"})
    desk.fill({"force_used": "no", "body_worn": "yes", "outcome": "none"})
    desk.send("Save the record", expect="Seen to pass a small bag to a driver")
    link = re.search(r"/stop-search/receipt/\S+", desk.text)[0]
    stranger = open_desk("phone")
    stranger.visit(link)
    assert "Black/African/Caribbean/Black British - Caribbean" in stranger.text
    desk.visit("/stop-search/").press("Figures of these", expect="Each table adds up to it")
