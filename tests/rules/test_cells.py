"""Who may be given which place in which cell (CUS-9 RS-6; Code C 8.1, 8.8)."""

from datetime import timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.cameras import CameraOut, check_comes_back, check_goes_out, said_of_camera
from mips.custody.rules.cells import AgeGroup, CellNow, CellState, Condition, Occupant, cell_state, place_for
from tests.build import NOON

ADULT = Occupant(name="WEBB, Ada", age=AgeGroup.ADULT)
CHILD = Occupant(name="POE, Tim", age=AgeGroup.CHILD)
UNKNOWN = Occupant(name="male, about 30", age=AgeGroup.UNKNOWN)
RIVAL = Occupant(name="HART, Jo", age=AgeGroup.ADULT, apart=True)


def cell(*occupants, **about):
    return CellNow(**{"name": "M1", "capacity": 2, "occupants": occupants} | about)


def asked(here, age=AgeGroup.ADULT, why=""):
    return place_for(here, age, why=why, free_elsewhere=["M2", "F1"])


def test_an_empty_cell_is_given_without_a_word():
    assert asked(cell(capacity=1)) == 1


def test_the_lowest_place_that_is_free_is_given():
    assert asked(cell(Occupant(name="X", age=AgeGroup.ADULT, place=1), capacity=3), why="All full") == 2


@pytest.mark.parametrize(
    ("here", "age", "said"),
    [
        pytest.param(cell(closed=True), AgeGroup.ADULT, "M1 is closed. Free: M2, F1", id="closed"),
        pytest.param(cell(condition=Condition.OUT_OF_ORDER), AgeGroup.ADULT, "M1 is out of order", id="broken"),
        pytest.param(cell(ADULT, capacity=1), AgeGroup.ADULT, "M1 is full: WEBB, Ada. Free: M2, F1", id="Code C 8.1"),
        pytest.param(cell(ADULT), AgeGroup.CHILD, "a child is never put with an adult", id="Code C 8.8 child"),
        pytest.param(cell(CHILD), AgeGroup.ADULT, "a child is never put with an adult", id="Code C 8.8 adult"),
        pytest.param(cell(CHILD), AgeGroup.UNKNOWN, "whose age is not known", id="age unknown beside a child"),
        pytest.param(cell(UNKNOWN), AgeGroup.CHILD, "whose age is not known", id="child beside age unknown"),
        pytest.param(cell(RIVAL), AgeGroup.ADULT, "kept apart", id="keep apart"),
    ],
)
def test_no_reason_makes_it_right(here, age, said):
    with pytest.raises(RuleBroken) as refused:
        asked(here, age, why="There is no other")
    assert said in refused.value.detail and refused.value.field == "cell_id"


@pytest.mark.parametrize(
    ("here", "age", "said"),
    [
        pytest.param(cell(ADULT), AgeGroup.ADULT, "M1 holds WEBB, Ada", id="Code C 8.1 sharing"),
        pytest.param(cell(), AgeGroup.CHILD, "no other secure accommodation", id="Code C 8.8 child in a cell"),
        pytest.param(cell(beside=[RIVAL]), AgeGroup.ADULT, "HART, Jo is in the next cell", id="keep apart"),
        pytest.param(cell(condition=Condition.TO_BE_CLEANED), AgeGroup.ADULT, "still to be cleaned", id="dirty"),
    ],
)
def test_what_needs_a_reason_is_done_with_one(here, age, said):
    with pytest.raises(RuleBroken) as refused:
        asked(here, age)
    assert said in refused.value.detail and refused.value.field == "why"
    assert asked(here, age, why="There is no other") == here.free_places[0]


def test_a_child_is_put_in_a_detention_room_without_a_word():
    assert asked(cell(detention_room=True), AgeGroup.CHILD) == 1


@pytest.mark.parametrize(
    ("about", "state"),
    [
        ({"closed": True, "held": 1}, CellState.CLOSED),
        ({"condition": Condition.OUT_OF_ORDER}, CellState.OUT_OF_ORDER),
        ({"held": 2}, CellState.FULL),
        ({"held": 1, "condition": Condition.TO_BE_CLEANED}, CellState.SHARED),
        ({"condition": Condition.TO_BE_CLEANED}, CellState.TO_BE_CLEANED),
        ({}, CellState.FREE),
    ],
    ids=lambda value: value.value if isinstance(value, CellState) else "",
)
def test_a_cell_is_said_to_be(about, state):
    assert cell_state(**{"closed": False, "condition": Condition.CLEAN, "capacity": 2, "held": 0} | about) is state


OUT = {"camera": True, "already": None, "why": "Lens smeared", "asked_by_detainee": False}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"camera": False}, None, id="a cell without one"),
        pytest.param({"already": CameraOut.FAILED}, None, id="out already"),
        pytest.param({"why": " "}, "why", id="with the reason"),
        pytest.param({"asked_by_detainee": True}, "asked_by_detainee", id="C 3.11: never because it was asked for"),
    ],
)
def test_a_camera_goes_out_once_with_the_reason_and_never_for_a_detainee(given, field):
    check_goes_out(**OUT)
    with pytest.raises(RuleBroken) as refused:
        check_goes_out(**OUT | given)
    assert (refused.value.rule, refused.value.field) == ("Code C 3.11", field)


def test_a_camera_comes_back_after_it_went_out():
    assert check_comes_back(out_at=NOON, at=NOON) == NOON
    for out_at in (None, NOON + timedelta(minutes=1)):
        with pytest.raises(RuleBroken):
            check_comes_back(out_at=out_at, at=NOON)
    assert said_of_camera(None, None) == []
    assert [each.words for each in said_of_camera(CameraOut.OFF, NOON)] == ["Camera off"]
