"""Property of detainees, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.schemas.property import PropertyEndIn, PropertyIn, PropertyItemOut, PropertyOut
from mips.custody.usecases.property import end_property, read_property, record_property
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/property", does=read_property)
@resources.response(200, PropertyOut)
def get_read_property(detention_id: uuid.UUID) -> Any:
    """Show what a detainee had with them, and what of it is held"""
    return read_property(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/property", does=record_property, methods=["POST"])
@resources.arguments(PropertyIn)
@resources.response(201, PropertyItemOut(many=True))
def post_record_property(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Write down property, or that there is none"""
    return record_property(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/property/out", does=end_property, methods=["POST"])
@resources.arguments(PropertyEndIn)
@resources.response(200, PropertyItemOut(many=True))
def post_end_property(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Give property back, hand it on or dispose of it"""
    return end_property(current_actor(), detention_id=detention_id, **fields)
