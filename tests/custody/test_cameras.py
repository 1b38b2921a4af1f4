"""A cell's camera that shows nothing: on the cell, on the board, and on the record of whoever is in it."""

import re
from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.cameras import CameraOut
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.cameras import camera_back, camera_out
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.cells import change_cell, list_stays
from mips.custody.usecases.reading import read_custody_record
from tests.build import NOON

WENT = NOON - timedelta(minutes=10)


@pytest.fixture
def cell(desk):
    here = desk.suite.cells[0]
    return change_cell(desk.sergeant, cell_id=here.id, name="M1", kind=here.kind, camera=True)


def out(desk, cell, **fields):
    given = {"out": CameraOut.BLOCKED, "why": "Paper on the lens", "since": WENT} | fields
    return camera_out(desk.detention_officer, cell_id=cell.id, **given)


def flags(desk):
    return [each.words for row in read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held for each in row.mentions]


def logged(desk, detention_id):
    lines = read_custody_record(desk.sergeant, detention_id=detention_id).entries.rows
    return [(each.text, each.at) for each in lines if "amera" in each.text]


def test_whoever_is_in_it_has_it_on_the_record_and_on_the_board_until_it_is_back(desk, cell):
    held, suite_id = desk.detained().id, desk.suite.id
    put_in_cell(desk.sergeant, detention_id=held, cell_id=cell.id, from_at=NOON - timedelta(minutes=5))
    out(desk, cell)
    said = "Camera blocked in M1 since 2 Mar 11:50: Paper on the lens"
    assert logged(desk, held) == [(said, NOON - timedelta(minutes=5))]
    assert "Camera blocked" in flags(desk) and suite_id
    clock.hold_at(NOON + timedelta(minutes=7))
    camera_back(desk.sergeant, cell_id=cell.id, how="Paper taken off")
    assert "Camera blocked" not in flags(desk)
    assert logged(desk, held)[0] == ("Camera of M1 back: Paper taken off", NOON + timedelta(minutes=7))
    shown = list_stays(desk.sergeant, cell_id=cell.id)
    assert [(each.out, each.since, each.until, each.why) for each in shown.cameras] == [
        (CameraOut.BLOCKED, WENT, NOON + timedelta(minutes=7), "Paper on the lens")
    ]
    assert shown.cell.camera_out is None


def test_whoever_is_put_in_it_meanwhile_has_it_and_leaves_it_with_the_cell(desk, cell):
    other = desk.suite.cells[1].id
    out(desk, cell)
    held = desk.detained().id
    put_in_cell(desk.sergeant, detention_id=held, cell_id=cell.id)
    assert "Camera blocked" in flags(desk) and len(logged(desk, held)) == 1
    put_in_cell(desk.sergeant, detention_id=held, cell_id=other)
    assert "Camera blocked" not in flags(desk)
    camera_back(desk.sergeant, cell_id=cell.id)
    assert len(logged(desk, held)) == 1


def test_it_is_not_switched_off_for_a_detainee_and_goes_out_once(desk, cell):
    with pytest.raises(RuleBroken, match="request to have a camera switched off is refused"):
        out(desk, cell, asked_by_detainee=True)
    out(desk, cell)
    with pytest.raises(RuleBroken, match="written down already"):
        out(desk, cell)
    with pytest.raises(RuleBroken, match="before it went out"):
        camera_back(desk.sergeant, cell_id=cell.id, at=WENT - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("role", "may"), [(Role.DETENTION_OFFICER, True), (Role.OFFICER, False), (Role.DATA_PROTECTION_OFFICER, False)]
)
def test_who_writes_it_down(desk, build, cell, role, may):
    cell_id, actor = cell.id, build.actor(role)
    if may:
        camera_out(actor, cell_id=cell_id, out=CameraOut.FAILED, why="Dark")
        assert camera_back(actor, cell_id=cell_id).out is CameraOut.FAILED
        return
    for does, fields in ((camera_out, {"out": CameraOut.FAILED, "why": "Dark"}), (camera_back, {})):
        with pytest.raises(Forbidden):
            does(actor, cell_id=cell_id, **fields)


def test_its_pages(desk, cell, client_for):
    sergeant, here, suite = client_for(Role.CUSTODY_OFFICER, rank=2), f"/custody/cells/{cell.id}", desk.suite.id
    sent = {"out": "off", "why": "Fuse", "version": cell.version}
    answer = sergeant.post(f"{here}/camera-out", data={"out": "off", "why": ""})
    assert answer.status_code == 422 and "Enter why" in answer.text
    assert sergeant.post(f"{here}/camera-out", data=sent).status_code == 302
    assert "Camera off" in sergeant.get(f"/custody/suites/{suite}/cells").text
    assert "Camera off" in sergeant.get(here).text
    version = re.search(r'name="version" value="(\d+)"', sergeant.get(f"{here}/camera-back").text)
    assert sergeant.post(f"{here}/camera-back", data={"how": "New fuse", "version": version[1]}).status_code == 302
    assert "New fuse" in sergeant.get(here).text
