"""Cells: one detainee to a place, whoever is quickest; closing and cleaning; who has been where."""

import threading
from datetime import date

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, MipsError, RuleBroken
from mips.custody.model.care import CellStay
from mips.custody.model.suite import Corridor
from mips.custody.rules.cells import CellState, Condition
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.cells import (
    add_cell,
    change_cell,
    close_cell,
    list_stays,
    places_offered,
    read_suite,
    reopen_cell,
    say_condition,
)
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.suites import close_suite, reopen_suite
from mips.usecase import unit_of_work
from tests.custody.conftest import CROWD


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def test_of_twenty_who_want_one_place_one_has_it_and_the_others_are_told_who(crowd):
    cell, sergeant = crowd.suite.cells[0].id, crowd.sergeant
    people = [crowd.detained().id for _ in range(CROWD)]
    db.session.remove()
    told, ready = [], threading.Barrier(CROWD)

    def take(detention_id):
        with db.session_of_its_own():
            ready.wait(timeout=30)
            try:
                put_in_cell(sergeant, detention_id=detention_id, cell_id=cell, why="Now")
                told.append("")
            except MipsError as refused:
                told.append(refused.detail)

    threads = [threading.Thread(target=take, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [each for each in told if each]
    assert len(refused) == CROWD - 1
    assert set(refused) == {"M1 is full: WEBB, Ada. Free: M2, F1"}


def test_the_database_itself_holds_a_place_for_one(desk, db_session):
    first, second = desk.detained(), desk.detained()
    cell = desk.suite.cells[0]
    put_in_cell(desk.sergeant, detention_id=first.id, cell_id=cell.id)
    with pytest.raises(sa.exc.IntegrityError, match="uq_custody_cell_stay_place"), desk.build.scenery():
        db_session.add(CellStay(detention_id=second.id, cell_id=cell.id, from_at=second.arrived_at, place=1))


def test_whoever_moves_leaves_a_cell_to_be_cleaned(desk):
    held, (first, second, _) = desk.detained(), desk.suite.cells
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=first.id)
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=second.id)
    states = [each.state for each in read_suite(desk.sergeant, suite_id=desk.suite.id).cells]
    assert states == [CellState.TO_BE_CLEANED, CellState.FULL, CellState.FREE]
    say_condition(desk.detention_officer, cell_id=first.id, condition=Condition.CLEAN)
    assert read_suite(desk.sergeant, suite_id=desk.suite.id).cells[0].state is CellState.FREE


def test_whoever_leaves_the_suite_frees_the_place(desk):
    held = desk.charged(desk.detained())
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=desk.suite.cells[0].id)
    desk.cleared(held)
    release_detainee(desk.sergeant, detention_id=held.id)
    assert read_suite(desk.sergeant, suite_id=desk.suite.id).places_free == 3


def test_a_child_is_not_put_with_an_adult_whatever_the_reason(desk, build):
    cell = desk.suite.cells[0]
    change_cell(desk.sergeant, cell_id=cell.id, name="M1", kind=cell.kind, capacity=2)
    put_in_cell(desk.sergeant, detention_id=desk.detained(build.person(born_on=date(1990, 1, 1))).id, cell_id=cell.id)
    child = desk.detained(build.person(born_on=date(2011, 1, 1)))
    with pytest.raises(RuleBroken, match="never put with an adult"):
        put_in_cell(desk.sergeant, detention_id=child.id, cell_id=cell.id, why="Full")


def test_a_cell_closed_meanwhile_is_refused_and_what_was_typed_stays(desk, sergeant):
    held, cell = desk.detained(), desk.suite.cells[0]
    close_cell(desk.sergeant, cell_id=cell.id, why="Flooded")
    page = sergeant.post(f"/custody/{held.id}/cell", data={"cell_id": str(cell.id), "why": "Nearest to the desk"})
    assert page.status_code == 422
    assert "M1 is closed. Free: M2, F1" in page.text and "Nearest to the desk" in page.text


def test_a_cell_that_holds_somebody_is_not_closed(desk):
    held, cell = desk.detained(), desk.suite.cells[0]
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=cell.id)
    with pytest.raises(RuleBroken, match="M1 holds WEBB, Ada"):
        close_cell(desk.sergeant, cell_id=cell.id, why="Painting")


def test_a_cell_keeps_the_places_that_are_taken(desk):
    cell = desk.suite.cells[0]
    change_cell(desk.sergeant, cell_id=cell.id, name="M1", kind=cell.kind, capacity=2)
    for _ in range(2):
        put_in_cell(desk.sergeant, detention_id=desk.detained().id, cell_id=cell.id, why="Full")
    with pytest.raises(RuleBroken, match="has place 2"):
        change_cell(desk.sergeant, cell_id=cell.id, name="M1", kind=cell.kind, capacity=1)


def test_a_cell_is_added_last_and_closed_and_used_again(desk):
    added = add_cell(desk.sergeant, suite_id=desk.suite.id, name="F2")
    db.session.expire_all()
    assert read_suite(desk.sergeant, suite_id=desk.suite.id).cells[-1].cell.name == "F2"
    close_cell(desk.sergeant, cell_id=added.id, why="No water")
    assert read_suite(desk.sergeant, suite_id=desk.suite.id).cells[-1].places_free == 0
    assert reopen_cell(desk.sergeant, cell_id=added.id).closed_at is None


def test_a_suite_closes_once_it_is_empty_and_opens_again(desk):
    held = desk.charged(desk.detained())
    with pytest.raises(RuleBroken, match="still in this suite"):
        close_suite(desk.sergeant, suite_id=desk.suite.id, why="Refit")
    desk.cleared(held)
    release_detainee(desk.sergeant, detention_id=held.id)
    assert close_suite(desk.sergeant, suite_id=desk.suite.id, why="Refit").closed_why == "Refit"
    assert reopen_suite(desk.sergeant, suite_id=desk.suite.id).closed_at is None


def test_who_has_been_in_a_cell_stands_latest_first(desk, build):
    held, cell = desk.detained(build.person(family_name="First")), desk.suite.cells[0]
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=cell.id)
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=desk.suite.cells[1].id)
    stays = list_stays(desk.sergeant, cell_id=cell.id).page.rows
    assert [(detention.id, stay.place) for stay, detention in stays] == [(held.id, 1)]


def test_the_cells_offered_say_what_must_be_known(desk, build):
    held, women = desk.detained(), desk.suite.cells[2]
    change_cell(desk.sergeant, cell_id=women.id, name="F1", kind=women.kind, corridor=Corridor.FEMALE, camera=True)
    assert [each.said for each in places_offered(desk.sergeant, detention_id=held.id)] == [
        "M1: Free",
        "M2: Free",
        "F1: Women, camera, Free",
    ]


@pytest.mark.parametrize("role", [Role.CUSTODY_OFFICER, Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR])
def test_cells_are_kept_by(desk, build, role):
    assert add_cell(build.actor(role), suite_id=desk.suite.id, name="X1").name == "X1"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DETENTION_OFFICER, Role.HEALTHCARE_PROFESSIONAL])
def test_cells_are_not_kept_by(desk, build, role):
    with pytest.raises(Forbidden):
        add_cell(build.actor(role), suite_id=desk.suite.id, name="X1")


def test_who_keeps_the_system_sees_cells_and_nobody_in_them(desk, build):
    put_in_cell(desk.sergeant, detention_id=desk.detained().id, cell_id=desk.suite.cells[0].id)
    with unit_of_work():
        db.session.expire_all()
    shown = read_suite(build.actor(Role.SYSTEM_ADMINISTRATOR), suite_id=desk.suite.id).cells[0]
    assert [each.name for each in shown.occupants] == ["Somebody on a restricted record"]


def test_the_pages_of_a_suite_and_its_cells(desk, sergeant):
    cell = desk.suite.cells[0]
    put_in_cell(desk.sergeant, detention_id=desk.detained().id, cell_id=cell.id)
    assert "Occupied" in sergeant.get(f"/custody/suites/{desk.suite.id}/cells").text
    assert "Still there" in sergeant.get(f"/custody/cells/{cell.id}").text
    broken = {"condition": "out-of-order", "why": "No light", "version": desk.suite.cells[1].version}
    suite = {"name": "North", "designated": "yes", "version": desk.suite.version}
    about = {"name": "M9", "kind": "dry", "capacity": "2", "corridor": "male", "version": cell.version}
    for address, data in {
        f"/custody/suites/{desk.suite.id}/cells/new": about | {"name": "M8"},
        f"/custody/cells/{cell.id}/change": about,
        f"/custody/cells/{desk.suite.cells[1].id}/condition": broken,
        f"/custody/cells/{desk.suite.cells[2].id}/close": {"why": "Painting"},
        f"/custody/cells/{desk.suite.cells[2].id}/reopen": {},
        f"/custody/suites/{desk.suite.id}/change": suite,
    }.items():
        assert sergeant.get(address).status_code in (200, 405), address
        answer = sergeant.post(address, data=data)
        assert answer.status_code in (302, 303), (address, answer.text[answer.text.find("error-summary") :][:500])
    names = [each["name"] for each in sergeant.get(f"/api/v1/custody/suites/{desk.suite.id}/cells").json["cells"]]
    assert names == ["M9", "M2", "F1", "M8"]
