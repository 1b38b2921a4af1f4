"""Further arrests for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.detention import Detention
from mips.custody.schemas.rearrest import FurtherArrestIn, RearrestIn
from mips.custody.schemas.shown import DetentionOut
from mips.custody.usecases.rearrest import arrest_further, rearrest
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/rearrest", does=rearrest, methods=["POST"])
@resources.arguments(RearrestIn)
@resources.response(201, DetentionOut)
def post_rearrest(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record an arrest on new evidence of somebody who was released: everything starts afresh"""
    return rearrest(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/further-arrests", does=arrest_further, methods=["POST"])
@resources.arguments(FurtherArrestIn)
@resources.response(201, DetentionOut)
def post_further_arrest(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record an arrest for another offence of somebody who is held"""
    return arrest_further(current_actor(), detention_id=detention_id, **fields)
