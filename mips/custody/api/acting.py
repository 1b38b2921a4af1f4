"""Acting as custody officer without being appointed, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.access.model import RoleHeld
from mips.custody.api.blueprint import resources
from mips.custody.model.acting import ActingOfficer
from mips.custody.schemas.acting import InspectorToldIn
from mips.custody.schemas.authority import ActingOfficerOut
from mips.custody.schemas.standing_in import StandInIn, StandInOut
from mips.custody.usecases.acting import tell_inspector
from mips.custody.usecases.standing_in import hand_back, stand_in
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/inspector-told", does=tell_inspector, methods=["POST"])
@resources.arguments(InspectorToldIn)
@resources.response(201, ActingOfficerOut)
def post_inspector_told(fields: dict[str, Any], detention_id: uuid.UUID) -> ActingOfficer:
    """Record that an inspector was told that the officer who brought them acts as custody officer"""
    return tell_inspector(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/stand-in", does=stand_in, methods=["POST"])
@resources.arguments(StandInIn)
@resources.response(201, StandInOut)
def post_stand_in(fields: dict[str, Any]) -> RoleHeld:
    """Act as custody officer for a shift, where none is readily available"""
    return stand_in(current_actor(), **fields)


@resources.operation("/stand-in/end", does=hand_back, methods=["POST"])
@resources.response(200, StandInOut)
def post_stand_in_end() -> RoleHeld:
    """Cease to act as custody officer before the shift is over"""
    return hand_back(current_actor())
