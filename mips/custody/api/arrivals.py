"""Arrivals that no arrest for an offence brought, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.detention import Detention
from mips.custody.model.other_hold import HoldCheck
from mips.custody.schemas.arrivals import AcceptedIn, HoldCheckOut, OtherArrivalIn, PeaceIn, SafetyLongerIn, WelfareIn
from mips.custody.schemas.shown import DetentionOut
from mips.custody.usecases.hold_checks import check_welfare, review_peace
from mips.custody.usecases.other_arrivals import accept_detainee, extend_place_of_safety, record_other_arrival
from mips.web.endpoints import current_actor


@resources.operation("/other-arrivals", does=record_other_arrival, methods=["POST"])
@resources.arguments(OtherArrivalIn)
@resources.response(201, DetentionOut)
def post_other_arrival(fields: dict[str, Any]) -> Detention:
    """Record an arrival on a warrant, recall, remand or another power than an arrest for an offence"""
    return record_other_arrival(current_actor(), **fields)


@resources.operation("/detentions/<uuid:detention_id>/acceptance", does=accept_detainee, methods=["POST"])
@resources.arguments(AcceptedIn)
@resources.response(201, DetentionOut)
def post_acceptance(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Accept somebody who is held otherwise than for an offence"""
    return accept_detainee(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/place-of-safety", does=extend_place_of_safety, methods=["POST"])
@resources.arguments(SafetyLongerIn)
@resources.response(201, DetentionOut)
def post_safety_longer(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Agree to twelve hours more in a place of safety"""
    return extend_place_of_safety(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/welfare-checks", does=check_welfare, methods=["POST"])
@resources.arguments(WelfareIn)
@resources.response(201, HoldCheckOut)
def post_welfare(fields: dict[str, Any], detention_id: uuid.UUID) -> HoldCheck:
    """Record a check by a nurse or doctor of somebody in a place of safety"""
    return check_welfare(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/peace-reviews", does=review_peace, methods=["POST"])
@resources.arguments(PeaceIn)
@resources.response(201, HoldCheckOut)
def post_peace(fields: dict[str, Any], detention_id: uuid.UUID) -> HoldCheck:
    """Record whether a breach of the peace is likely still"""
    return review_peace(current_actor(), detention_id=detention_id, **fields)
