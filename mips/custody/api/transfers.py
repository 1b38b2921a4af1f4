"""Taking somebody over from another force, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.core.errors import NotFound
from mips.custody.api.blueprint import resources
from mips.custody.model.transfer import TransferIn
from mips.custody.schemas.transfer import FromForceIn, TransferInOut
from mips.custody.usecases.transfers import read_transfer_in, record_transfer_in
from mips.web.endpoints import current_actor

_ADDRESS = "/detentions/<uuid:detention_id>/from-force"


@resources.operation(_ADDRESS, does=read_transfer_in)
@resources.response(200, TransferInOut)
def get_transfer_in(detention_id: uuid.UUID) -> TransferIn:
    """Show where somebody was held before"""
    found = read_transfer_in(current_actor(), detention_id=detention_id)
    if found is None:
        raise NotFound("They did not come from another force")
    return found


@resources.operation(_ADDRESS, does=record_transfer_in, methods=["POST"])
@resources.arguments(FromForceIn)
@resources.response(201, TransferInOut)
def post_transfer_in(fields: dict[str, Any], detention_id: uuid.UUID) -> TransferIn:
    """Take over what happened at another force, for the clock"""
    return record_transfer_in(current_actor(), detention_id=detention_id, **fields)
