"""Between two suites: the one they go to expects them, and no cell is given before they are received."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.release import Move
from mips.custody.model.suite import Cell, Suite
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.board_line import said_of, say_on_board
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.moving import receive_from_suite
from tests.build import NOON


@pytest.fixture
def eastgate(build, desk):
    cells = [Cell(name="E1", place=0)]
    return build.add(Suite(name="Eastgate", code="EG", force=desk.suite.force, station="ZE", cells=cells))


@pytest.fixture
def set_out(desk, build, eastgate):
    """Somebody who is held leaves for Eastgate."""

    def set_out(held):
        ways = {"from_suite_id": desk.suite.id, "to_suite_id": eastgate.id, "by_id": desk.sergeant.id}
        build.add(
            Move(detention_id=held.id, why="Flood", escort="PC Grant", left_at=NOON - timedelta(minutes=5), **ways)
        )
        return held

    return set_out


@pytest.fixture
def moving(desk, build, set_out):
    return set_out(desk.detained(build.person(family_name="Ward", given_names="Adam")))


def board(desk, suite, **seen):
    db.session.expire_all()
    return read_whiteboard(desk.sergeant, suite_id=suite.id, **seen)


def test_the_suite_they_go_to_expects_them_until_they_are_there(desk, eastgate, moving):
    [line] = board(desk, eastgate).expected
    assert (line.name, line.come_from, line.escort, line.left_at) == (
        "WARD, Adam",
        "Northmoor",
        "PC Grant",
        NOON - timedelta(minutes=5),
    )
    assert not board(desk, desk.suite).expected
    receive_from_suite(desk.sergeant, detention_id=moving.id, condition="Calm")
    assert not board(desk, eastgate).expected


def test_a_screen_is_told_of_somebody_who_set_out_meanwhile(desk, eastgate, set_out):
    before = board(desk, eastgate)
    assert board(desk, eastgate, seen=before.state, seen_at=before.at).nothing_new
    set_out(desk.detained())
    assert not board(desk, eastgate, seen=before.state, seen_at=before.at).nothing_new


def test_no_cell_is_given_on_the_way(desk, moving):
    with pytest.raises(RuleBroken, match=r"on the way to Eastgate\. Receive them there first") as refused:
        put_in_cell(desk.sergeant, detention_id=moving.id, cell_id=desk.suite.cells[0].id)
    assert refused.value.field == "cell_id"


def test_names_stand_on_the_board_and_not_on_the_wall(desk, eastgate, moving, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    shown = sergeant.get(f"/custody/suites/{eastgate.id}").text
    assert "1 expected" in shown and "WARD, Adam" in shown
    wall = sergeant.get(f"/custody/suites/{eastgate.id}/wall").text
    assert "1 expected" in wall and "WARD" not in wall


def test_the_record_says_beside_the_name_what_the_board_says_there(build, moving, client_for):
    with build.scenery():
        say_on_board(moving.id, "move", [Mention(column=Column.FLAG, words="On the way to Eastgate", tone=Tone.SOON)])
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/{moving.id}").text
    assert "On the way to Eastgate" in page.partition("custody-clock")[0]


def test_from_a_station_that_is_not_designated_they_go_within_six_hours(desk, build, set_out):
    with build.scenery():
        desk.suite.designated = False
    held = desk.detained(build.person())
    assert [each.due_at - held.arrived_at for each in to_be_moved(held)] == [timedelta(hours=6)]
    receive_from_suite(desk.sergeant, detention_id=set_out(held).id, condition="Calm")
    assert not to_be_moved(held)


def to_be_moved(held):
    return [each for each in said_of([held.id]).get(held.id, ()) if each.page == "custody.move"]
