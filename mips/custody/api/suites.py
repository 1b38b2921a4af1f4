"""Suites, their cells and their whiteboards, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from marshmallow import Schema

from mips.custody.api.blueprint import resources
from mips.custody.model.camera import CameraException
from mips.custody.model.duty import OnDuty
from mips.custody.model.suite import Cell, Suite
from mips.custody.schemas.booking import SuiteIn, with_cells
from mips.custody.schemas.shown import CellOut, SuiteOut, WhiteboardOut, as_clock
from mips.custody.schemas.suites import (
    CameraBackIn,
    CameraExceptionOut,
    CameraOutIn,
    CellAboutIn,
    CellConditionIn,
    CellStaysOut,
    ClosingIn,
    DutyIn,
    OnDutyOut,
    SuiteCellsOut,
    SuiteChangeIn,
)
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.board_rows import BoardRow
from mips.custody.usecases.cameras import camera_back, camera_out
from mips.custody.usecases.cells import (
    StaysShown,
    SuiteShown,
    add_cell,
    change_cell,
    close_cell,
    list_stays,
    read_suite,
    reopen_cell,
    say_condition,
)
from mips.custody.usecases.duty import begin_duty, end_duty, read_staff
from mips.custody.usecases.suites import change_suite, close_suite, list_suites, open_suite, reopen_suite
from mips.web import fields
from mips.web.endpoints import current_actor


class StaysAsked(Schema):
    after = fields.Text("Where the list goes on", max=2000)


@resources.operation("/suites", does=list_suites)
@resources.response(200, SuiteOut(many=True))
def get_suites() -> list[Suite]:
    """List the custody suites that are open"""
    return list_suites(current_actor())


@resources.operation("/suites", does=open_suite, methods=["POST"])
@resources.arguments(SuiteIn)
@resources.response(201, SuiteOut)
def post_suite(fields: dict[str, Any]) -> Suite:
    """Open a custody suite with its cells, one a line"""
    return open_suite(current_actor(), **with_cells(fields))


@resources.operation("/suites/<uuid:suite_id>/board", does=read_whiteboard)
@resources.response(200, WhiteboardOut)
def get_board(suite_id: uuid.UUID) -> dict[str, Any]:
    """Show everybody in a suite: those waiting by arrival, those held worst first"""
    board = read_whiteboard(current_actor(), suite_id=suite_id)
    return {
        "suite_id": suite_id,
        "at": board.at,
        "waiting": [_row(row) for row in board.waiting],
        "held": [_row(row) for row in board.held],
    }


@resources.operation("/suites/<uuid:suite_id>", does=change_suite, methods=["POST"])
@resources.arguments(SuiteChangeIn)
@resources.response(201, SuiteOut)
def post_suite_change(fields: dict[str, Any], suite_id: uuid.UUID) -> Suite:
    """Put right what is said of a suite"""
    return change_suite(current_actor(), suite_id=suite_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/closing", does=close_suite, methods=["POST"])
@resources.arguments(ClosingIn)
@resources.response(201, SuiteOut)
def post_suite_closing(fields: dict[str, Any], suite_id: uuid.UUID) -> Suite:
    """Take a suite out of use once nobody is in it"""
    return close_suite(current_actor(), suite_id=suite_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/opening", does=reopen_suite, methods=["POST"])
@resources.response(201, SuiteOut)
def post_suite_opening(suite_id: uuid.UUID) -> Suite:
    """Put a suite back into use"""
    return reopen_suite(current_actor(), suite_id=suite_id)


@resources.operation("/suites/<uuid:suite_id>/cells", does=read_suite)
@resources.response(200, SuiteCellsOut)
def get_cells(suite_id: uuid.UUID) -> SuiteShown:
    """Show the cells of a suite with their state and who is there"""
    return read_suite(current_actor(), suite_id=suite_id)


@resources.operation("/suites/<uuid:suite_id>/cells", does=add_cell, methods=["POST"])
@resources.arguments(CellAboutIn(exclude=("version",)))
@resources.response(201, CellOut)
def post_cell_new(fields: dict[str, Any], suite_id: uuid.UUID) -> Cell:
    """Add a cell at the end of the round"""
    return add_cell(current_actor(), suite_id=suite_id, **fields)


@resources.operation("/cells/<uuid:cell_id>", does=change_cell, methods=["POST"])
@resources.arguments(CellAboutIn)
@resources.response(201, CellOut)
def post_cell_change(fields: dict[str, Any], cell_id: uuid.UUID) -> Cell:
    """Put right what a cell is called, is for and has places for"""
    return change_cell(current_actor(), cell_id=cell_id, **fields)


@resources.operation("/cells/<uuid:cell_id>/stays", does=list_stays)
@resources.arguments(StaysAsked, location="query")
@resources.response(200, CellStaysOut)
def get_stays(query: dict[str, Any], cell_id: uuid.UUID) -> StaysShown:
    """List who has been in a cell, the latest first"""
    return list_stays(current_actor(), cell_id=cell_id, **query)


@resources.operation("/cells/<uuid:cell_id>/condition", does=say_condition, methods=["POST"])
@resources.arguments(CellConditionIn)
@resources.response(201, CellOut)
def post_cell_condition(fields: dict[str, Any], cell_id: uuid.UUID) -> Cell:
    """Say that a cell is clean, to be cleaned or out of order"""
    return say_condition(current_actor(), cell_id=cell_id, **fields)


@resources.operation("/cells/<uuid:cell_id>/camera-out", does=camera_out, methods=["POST"])
@resources.arguments(CameraOutIn)
@resources.response(201, CellOut)
def post_camera_out(fields: dict[str, Any], cell_id: uuid.UUID) -> Cell:
    """Say that a cell's camera is off, blocked or has failed"""
    return camera_out(current_actor(), cell_id=cell_id, **fields)


@resources.operation("/cells/<uuid:cell_id>/camera-back", does=camera_back, methods=["POST"])
@resources.arguments(CameraBackIn)
@resources.response(201, CameraExceptionOut)
def post_camera_back(fields: dict[str, Any], cell_id: uuid.UUID) -> CameraException:
    """Say that a cell's camera shows it again"""
    return camera_back(current_actor(), cell_id=cell_id, **fields)


@resources.operation("/cells/<uuid:cell_id>/closing", does=close_cell, methods=["POST"])
@resources.arguments(ClosingIn)
@resources.response(201, CellOut)
def post_cell_closing(fields: dict[str, Any], cell_id: uuid.UUID) -> Cell:
    """Take a cell out of use once nobody is in it"""
    return close_cell(current_actor(), cell_id=cell_id, **fields)


@resources.operation("/cells/<uuid:cell_id>/opening", does=reopen_cell, methods=["POST"])
@resources.response(201, CellOut)
def post_cell_opening(cell_id: uuid.UUID) -> Cell:
    """Put a cell back into use"""
    return reopen_cell(current_actor(), cell_id=cell_id)


@resources.operation("/suites/<uuid:suite_id>/staff", does=read_staff)
@resources.response(200, OnDutyOut(many=True))
def get_staff(suite_id: uuid.UUID) -> list[OnDuty]:
    """List who is on duty in a suite, the custody officer first"""
    return list(read_staff(current_actor(), suite_id=suite_id).on_duty)


@resources.operation("/suites/<uuid:suite_id>/staff", does=begin_duty, methods=["POST"])
@resources.arguments(DutyIn)
@resources.response(201, OnDutyOut)
def post_duty(fields: dict[str, Any], suite_id: uuid.UUID) -> OnDuty:
    """Put somebody on duty; there is one custody officer at a time"""
    return begin_duty(current_actor(), suite_id=suite_id, **fields)


@resources.operation("/duties/<uuid:on_duty_id>/end", does=end_duty, methods=["POST"])
@resources.response(201, OnDutyOut)
def post_duty_end(on_duty_id: uuid.UUID) -> OnDuty:
    """Say that somebody is off duty"""
    return end_duty(current_actor(), on_duty_id=on_duty_id)


def _row(row: BoardRow) -> dict[str, Any]:
    return {
        "detention": row,
        "standing": as_clock(row.clock, row.at),
        "urgency": row.urgency,
        "mentions": row.mentions,
        "next": row.next,
        "todo": row.todo and row.todo.label,
    }
