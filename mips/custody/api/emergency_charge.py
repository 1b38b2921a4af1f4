"""The prosecutor's decision on an emergency charge, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.emergency_charge import EmergencyCharge
from mips.custody.schemas.emergency_charge import EmergencyChargeOut, FollowedIn, RatificationIn
from mips.custody.usecases.emergency_charge import record_ratification, record_what_followed
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/charge/ratification", does=record_ratification, methods=["POST"])
@resources.arguments(RatificationIn)
@resources.response(201, EmergencyChargeOut)
def post_ratification(fields: dict[str, Any], detention_id: uuid.UUID) -> EmergencyCharge:
    """Record what the prosecutor decided about a charge that an inspector authorised"""
    return record_ratification(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/charge/not-ratified", does=record_what_followed, methods=["POST"])
@resources.arguments(FollowedIn)
@resources.response(201, EmergencyChargeOut)
def post_not_ratified(fields: dict[str, Any], detention_id: uuid.UUID) -> EmergencyCharge:
    """Record what was done about a charge that the prosecutor did not ratify"""
    return record_what_followed(current_actor(), detention_id=detention_id, **fields)
