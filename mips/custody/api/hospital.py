"""To hospital and back, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.hospital import HospitalStay
from mips.custody.schemas.care_shown import HospitalStayOut
from mips.custody.schemas.health import HospitalBackIn, HospitalIn, HospitalQuestioningIn
from mips.custody.usecases.hospital import leave_for_hospital, question_in_hospital, return_from_hospital
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/hospital", does=leave_for_hospital, methods=["POST"])
@resources.arguments(HospitalIn)
@resources.response(201, HospitalStayOut)
def post_leave_for_hospital(fields: dict[str, Any], detention_id: uuid.UUID) -> HospitalStay:
    """Record leaving for hospital"""
    return leave_for_hospital(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/hospital/return", does=return_from_hospital, methods=["POST"])
@resources.arguments(HospitalBackIn)
@resources.response(201, HospitalStayOut)
def post_return_from_hospital(fields: dict[str, Any], detention_id: uuid.UUID) -> HospitalStay:
    """Record coming back from hospital"""
    return return_from_hospital(current_actor(), detention_id=detention_id, **fields)


@resources.operation(
    "/detentions/<uuid:detention_id>/hospital/questioning", does=question_in_hospital, methods=["POST"]
)
@resources.arguments(HospitalQuestioningIn)
@resources.response(201, HospitalStayOut)
def post_question_in_hospital(fields: dict[str, Any], detention_id: uuid.UUID) -> HospitalStay:
    """Record questioning at the hospital: those minutes count"""
    return question_in_hospital(current_actor(), detention_id=detention_id, **fields)
