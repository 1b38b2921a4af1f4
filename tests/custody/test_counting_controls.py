"""A known adult is booked in with few controls changed, and the page that says how many says so truly."""

from __future__ import annotations

from pathlib import Path

import pytest

from mips.access.permissions import Role
from mips.custody.pages.blocks import block_pages
from mips.record.model.person import IdentifierKind, PersonIdentifier, Residence, Sex
from tests.custody.counting import ANSWERS, ARRIVAL, MOST, Count, Scene, as_page

PAGE = Path(__file__).parents[2] / "docs" / "booking-in.md"


@pytest.fixture
def count(desk, build, client_for):
    person = build.person(
        self_defined_ethnicity="W1",
        nationality="GBR",
        next_of_kin="Ewa, sister",
        occupation="Baker",
        sex=Sex.MALE,
    )
    build.add(Residence(person_id=person.id, address="12 High Street", postcode="NN1 1AA"))
    build.add(
        PersonIdentifier(person_id=person.id, kind=IdentifierKind.PHONE, value="+447700900123", raw="07700 900123")
    )
    desk.suspected(person)
    scene, found = Scene(client_for(Role.CUSTODY_OFFICER, rank=2), str(desk.arresting_officer.id)), Count()
    here = f"/custody/arrive?person={person.id}&suite={desk.suite.id}"
    record = scene.walk(found, "Arrival", here, ARRIVAL)
    for page in block_pages():
        for below, answers in ANSWERS[page.block]:
            scene.walk(found, page.block.label, f"{record}/{below}?then=booking-in", answers)
    return found


def test_every_block_on_the_task_list_is_counted():
    missing = [page.block.label for page in block_pages() if page.block not in ANSWERS]
    assert not missing, f"add to tests/custody/counting.py what a plain adult's answers are to: {missing}"


def test_a_known_adult_is_booked_in_with_few_controls_changed(count):
    assert count.total <= MOST, count.blocks


def test_the_page_says_what_was_counted(count):
    """Where it differs, the failure prints the page as it should be."""
    assert PAGE.read_text() == as_page(count), as_page(count)
