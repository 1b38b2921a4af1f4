"""Hand-overs over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.hand_over import CrimeHandOver
from mips.investigation.schemas import hand_over as schemas
from mips.investigation.usecases.handing_over import HandOvers, acknowledge_hand_over, hand_over, read_hand_overs
from mips.web.endpoints import current_actor


@resources.operation("/crimes/<uuid:crime_id>/hand-overs", does=read_hand_overs)
@resources.response(200, schemas.CrimeHandOversOut)
def get_hand_overs(crime_id: uuid.UUID) -> HandOvers:
    """Read the hand-overs of a crime, and a draft of the next"""
    return read_hand_overs(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/hand-overs", does=hand_over, methods=["POST"])
@resources.arguments(schemas.CrimeHandOverIn)
@resources.response(201, schemas.CrimeHandOverOut)
def post_hand_over(fields: dict[str, Any], crime_id: uuid.UUID) -> CrimeHandOver:
    """Hand a crime over"""
    return hand_over(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/hand-overs/<uuid:hand_over_id>/acknowledgement", does=acknowledge_hand_over, methods=["POST"])
@resources.response(200, schemas.CrimeHandOverOut)
def post_acknowledgement(hand_over_id: uuid.UUID) -> CrimeHandOver:
    """Acknowledge a hand-over"""
    return acknowledge_hand_over(current_actor(), hand_over_id=hand_over_id)
