"""An exhibit from the scene to the store, the lab, the court and back to its owner, and a film that comes in pieces."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from mips.access.model import User
from mips.core import db
from tests.investigation.crimes import recorded

pytestmark = pytest.mark.journey
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(20_000_000)


@pytest.fixture
def in_charge(cast):
    """The officer in the case."""
    return cast("officer")


@pytest.fixture
def crime(town, in_charge):
    """Recorded earlier, the exhibits of which nobody has entered."""
    with town.building() as build:
        named = sa.select(User).where(User.collar_number == in_charge.collar_number)
        return str(recorded(build, by=db.session.scalars(named).one().as_actor()).id)


def signed(*parts):
    return {f"{part}-how": "on-paper" for part in parts}


def moved(desk, to, purpose, *parts, **more):
    """Move the exhibit of the page, its seal whole."""
    desk.press("Move it").fill({"to": to, "purpose": purpose, "seal_intact": "yes"} | signed(*parts) | more)
    return desk.send("Save the movement")


def test_from_the_scene_to_the_court_and_back_to_its_owner(cast, in_charge, open_desk, crime):
    officer = open_desk("phone").sign_in(in_charge)
    officer.visit(f"/crimes/{crime}/exhibits/new")
    officer.fill({"description": "Kitchen knife", "thing_kind": "weapon", "seals": f"J{crime[-6:]}"})
    officer.fill({"found_where": "Under the sink", "seized_under": "pace-19"})
    officer.send("Enter it", expect="Under the sink")
    exhibit, number = officer.path, re.search(r"X28\d{7}/\d\d", officer.text)[0]

    keeper = open_desk().sign_in(cast("property officer"))
    keeper.visit("/crimes/stores/new").fill({"name": f"Store {crime[-6:]}", "shelves": "A1"})
    keeper.send("Open the store")
    keeper.visit("/crimes/exhibits/booking")
    keeper.fill({"codes": number, "purpose": "Booked in", "to": "in-store"})
    keeper.fill({"shelf_id": keeper.option("shelf_id", f"Store {crime[-6:]}"), "seals_whole": "yes"} | signed("giver"))
    keeper.send("Book them", expect="1 exhibit moved")

    officer.visit(f"/crimes/{crime}/forensics/new")
    officer.fill({"exhibits": officer.option("exhibits", "Kitchen knife"), "examination": "fingerprints"})
    officer.fill({"question": "Whose fingerprints are on the handle?"}).send("Ask the gatekeeper")
    submission = officer.path
    gatekeeper = open_desk().sign_in(cast("gatekeeper"))
    gatekeeper.visit(submission).press("Decide").fill({"approved": "yes"}).send("Save the decision")
    keeper.visit(submission).press("Send to the lab")
    keeper.fill({"lab": "Northmoor laboratory", "accredited": "yes", "seals_whole": "yes"} | signed("receiver"))
    keeper.send("Send")
    officer.visit(submission).press("Received at the lab").send("Save")
    officer.press("Enter the report").fill({"stage": "sfr1", "text": "A mark of his right thumb"})
    officer.send("Save the report", expect="right thumb")

    keeper.visit(exhibit)
    keeper.press("Move it").fill({"to": "in-store", "purpose": "Back from the lab", "seal_intact": "yes"})
    keeper.fill({"shelf_id": keeper.option("shelf_id", f"Store {crime[-6:]}")}).send("Save the movement")
    moved(keeper, "at-court", "For the trial", "receiver", whom="Northmoor Crown Court, usher")
    keeper.press("Move it").fill({"to": "in-store", "purpose": "Trial over", "seal_intact": "yes"})
    keeper.fill({"shelf_id": keeper.option("shelf_id", f"Store {crime[-6:]}")}).send("Save the movement")

    officer.visit(f"/crimes/{crime}/retention").press("Enter how it ended for a suspect")
    officer.fill({"name": "A. Webb", "ending": "acquitted", "on": "yesterday"}).send("Save", expect="A. Webb")
    keeper.visit(exhibit).press("Ask for its disposal")
    keeper.fill({"how": "return", "to_whom": "A. Webb, passport", "why": "Acquitted"}).send("Ask")
    disposal = keeper.path
    officer.visit(disposal).press("Let it go, as officer in the case").send("I let it go")
    sergeant = open_desk().sign_in(cast("supervisor"))
    sergeant.visit(disposal).press("Decide, as supervisor").fill({"approved": "yes"}).send("Save the decision")
    keeper.visit(disposal).press("Carry it out").fill({"seal_intact": "yes"} | signed("receiver"))
    keeper.send("It has gone back")
    keeper.visit(exhibit)
    for said in ("Returned: A. Webb", "At court", "At the lab", "Booked in", "Seized"):
        assert said in keeper.text


def test_a_film_goes_on_where_the_line_was_lost(in_charge, open_desk, town, crime, tmp_path):
    (tmp_path / "film.mp4").write_bytes(FILM)
    desk = open_desk().sign_in(in_charge)
    desk.visit(f"/crimes/{crime}/exhibits/new")
    desk.fill({"description": "Film of the shop's camera", "thing_kind": "device"})
    desk.fill({"found_where": "The shop", "seized_under": "consent"}).send("Enter it")
    desk.press("Add a file")
    sent = []

    def lose_the_second(route):
        sent.append(route.request.method)
        if route.request.method == "PATCH" and sent.count("PATCH") == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    desk.page.route("**/exhibits/uploads/*", lose_the_second)
    desk.page.locator("#file").set_input_files(tmp_path / "film.mp4")
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Send the file").click()
    desk.look()
    assert "Being put together" in desk.text and sent.count("PATCH") == 4 and "HEAD" in sent
    town.put_together()
    desk.visit(desk.path)
    assert desk.page.locator("video").count() == 1 and "20.0 MB" in desk.text
