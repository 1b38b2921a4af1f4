"""Keeping detainees apart: who is named where, and what it stops."""

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.usecases.apart import end_keep_apart, keep_apart, read_apart
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.ending import release_detainee


@pytest.fixture
def two(desk, build):
    return desk.detained(build.person(family_name="One")), desk.detained(build.person(family_name="Other"))


def apart_on_board(desk):
    board = read_whiteboard(desk.sergeant, suite_id=desk.suite.id)
    return {row.detention_id: [each.detention_id for each in board.apart_from(row)] for row in board.held}


def test_each_is_shown_apart_from_the_other_until_it_is_ended(desk, two):
    one, other = two
    row = keep_apart(desk.sergeant, detention_id=one.id, other_id=other.id, why="Co-accused")
    assert apart_on_board(desk) == {one.id: [other.id], other.id: [one.id]}
    end_keep_apart(desk.sergeant, pair_id=row.id, why="Both charged")
    assert apart_on_board(desk) == {one.id: [], other.id: []}
    with pytest.raises(RuleBroken, match="ended already"):
        end_keep_apart(desk.sergeant, pair_id=row.id, why="Again")


def test_the_two_are_not_put_in_one_cell(desk, two):
    one, other = two
    with desk.build.scenery():
        desk.suite.cells[0].capacity = 2
    keep_apart(desk.detention_officer, detention_id=other.id, other_id=one.id, why="Rivals")
    put_in_cell(desk.sergeant, detention_id=one.id, cell_id=desk.suite.cells[0].id)
    with pytest.raises(RuleBroken, match="kept apart"):
        put_in_cell(desk.sergeant, detention_id=other.id, cell_id=desk.suite.cells[0].id, why="Full")


def test_a_pair_stands_once_and_of_two_people(desk, two):
    one, other = two
    keep_apart(desk.sergeant, detention_id=one.id, other_id=other.id, why="Rivals")
    with pytest.raises(InputInvalid):
        keep_apart(desk.sergeant, detention_id=other.id, other_id=one.id, why="Rivals")
    with pytest.raises(RuleBroken, match="from themselves"):
        keep_apart(desk.sergeant, detention_id=one.id, other_id=one.id, why="Rivals")


def test_whoever_has_left_is_not_kept_apart(desk, two):
    one, other = two
    release_detainee(desk.sergeant, detention_id=desk.cleared(desk.charged(other)).id)
    with pytest.raises(RuleBroken, match="not held any more"):
        keep_apart(desk.sergeant, detention_id=one.id, other_id=other.id, why="Rivals")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.REVIEWING_INSPECTOR])
def test_people_are_not_kept_apart_by(desk, two, build, role):
    with pytest.raises(Forbidden):
        keep_apart(build.actor(role), detention_id=two[0].id, other_id=two[1].id, why="Rivals")


def test_the_page_keeps_apart_and_ends_it(desk, two, client_for):
    one, other = two
    browser = client_for(Role.DETENTION_OFFICER)
    assert "Keep apart from somebody" in browser.get(f"/custody/{one.id}").text
    said = {"other_id": str(other.id), "why": "Brothers, fought"}
    assert browser.post(f"/custody/{one.id}/apart", data=said).status_code == 302
    page = browser.get(f"/custody/{one.id}/apart").text
    assert "Brothers, fought" in page and other.detainee in page
    assert other.detainee not in browser.get(f"/custody/{one.id}?tab=log").text
    pair = read_apart(desk.sergeant, detention_id=one.id).pairs[0][0]
    assert browser.post(f"/custody/{one.id}/apart/{pair.id}/end", data={"why": ""}).status_code == 422
    assert browser.post(f"/custody/{one.id}/apart/{pair.id}/end", data={"why": "Settled"}).status_code == 302
