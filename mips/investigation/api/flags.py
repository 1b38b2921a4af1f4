"""Flags of crimes, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.crime import CrimeFlag
from mips.investigation.schemas.flags import CrimeFlagOut, EndFlagIn, SetFlagIn
from mips.investigation.usecases.flagging import end_flag, set_flag
from mips.web.endpoints import current_actor


@resources.operation("/crimes/<uuid:crime_id>/flags", does=set_flag, methods=["POST"])
@resources.arguments(SetFlagIn)
@resources.response(201, CrimeFlagOut)
def post_flag(fields: dict[str, Any], crime_id: uuid.UUID) -> CrimeFlag:
    """Set a flag"""
    return set_flag(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/flags/<flag>/end", does=end_flag, methods=["POST"])
@resources.arguments(EndFlagIn)
@resources.response(200, CrimeFlagOut)
def post_flag_end(fields: dict[str, Any], crime_id: uuid.UUID, flag: str) -> CrimeFlag:
    """End a flag"""
    return end_flag(current_actor(), crime_id=crime_id, flag=flag, **fields)
