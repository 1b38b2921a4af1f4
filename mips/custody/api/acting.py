"""Acting as custody officer at a station that is not designated, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.acting import ActingOfficer
from mips.custody.schemas.acting import InspectorToldIn
from mips.custody.schemas.authority import ActingOfficerOut
from mips.custody.usecases.acting import tell_inspector
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/inspector-told", does=tell_inspector, methods=["POST"])
@resources.arguments(InspectorToldIn)
@resources.response(201, ActingOfficerOut)
def post_inspector_told(fields: dict[str, Any], detention_id: uuid.UUID) -> ActingOfficer:
    """Record that an inspector was told that the officer who brought them acts as custody officer"""
    return tell_inspector(current_actor(), detention_id=detention_id, **fields)
