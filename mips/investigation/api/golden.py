"""The golden hour over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.golden import GoldenTick
from mips.investigation.schemas import golden as schemas
from mips.investigation.usecases.golden import GoldenBoard, Live, read_golden_board, read_golden_hour, tick_golden
from mips.web.endpoints import current_actor


@resources.operation("/golden-hour", does=read_golden_board)
@resources.response(200, schemas.GoldenBoardOut)
def get_golden_board() -> GoldenBoard:
    """Read which serious crimes are in their first hours"""
    return read_golden_board(current_actor())


@resources.operation("/crimes/<uuid:crime_id>/golden-hour", does=read_golden_hour)
@resources.response(200, schemas.LiveOut)
def get_golden_hour(crime_id: uuid.UUID) -> Live:
    """Read the checklist of a crime's first hours"""
    return read_golden_hour(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/golden-hour", does=tick_golden, methods=["POST"])
@resources.arguments(schemas.TickGoldenIn)
@resources.response(201, schemas.GoldenTickOut)
def post_golden_tick(fields: dict[str, Any], crime_id: uuid.UUID) -> GoldenTick:
    """Tick an item of a crime's first hours"""
    return tick_golden(current_actor(), crime_id=crime_id, **fields)
