"""Risk, observation, checks and what somebody is given, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.schemas.care_shown import (
    CareOut,
    CarePlanOut,
    CheckOut,
    ProvisionOut,
    RiskDraftOut,
    RiskOut,
    RoundOut,
)
from mips.custody.schemas.caring import CarePlanIn, CheckIn, ProvisionIn, ProvisionRoundIn, RiskIn, RoundIn
from mips.custody.usecases.caring import read_care
from mips.custody.usecases.observation import read_round, record_check, record_round, set_care_plan
from mips.custody.usecases.provisions import provide, provide_round
from mips.custody.usecases.risk import assess_risk, draft_risk
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/care", does=read_care)
@resources.response(200, CareOut)
def get_read_care(detention_id: uuid.UUID) -> Any:
    """Show how a detainee is watched and cared for; in the limited form the level alone"""
    return read_care(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/risk", does=draft_risk)
@resources.response(200, RiskDraftOut)
def get_draft_risk(detention_id: uuid.UUID) -> Any:
    """Show the questions of today with what earlier records say beside each"""
    draft = draft_risk(current_actor(), detention_id=detention_id)
    return {"questions": [{**vars(each), "earlier": draft.beside(each)} for each in draft.questions]}


@resources.operation("/detentions/<uuid:detention_id>/risk", does=assess_risk, methods=["POST"])
@resources.arguments(RiskIn)
@resources.response(201, RiskOut)
def post_assess_risk(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Keep a risk assessment"""
    return assess_risk(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/care-plan", does=set_care_plan, methods=["POST"])
@resources.arguments(CarePlanIn)
@resources.response(201, CarePlanOut)
def post_set_care_plan(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Set the level of observation"""
    return set_care_plan(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/checks", does=record_check, methods=["POST"])
@resources.arguments(CheckIn)
@resources.response(201, CheckOut)
def post_record_check(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record a check, with the three tests where they are roused"""
    return record_check(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/provisions", does=provide, methods=["POST"])
@resources.arguments(ProvisionIn)
@resources.response(201, ProvisionOut(many=True))
def post_provide(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record what somebody was given or declined"""
    return provide(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/round", does=read_round)
@resources.response(200, RoundOut)
def get_read_round(suite_id: uuid.UUID) -> Any:
    """List who is visited on a round, in the order of walking"""
    return read_round(current_actor(), suite_id=suite_id)


@resources.operation("/suites/<uuid:suite_id>/round", does=record_round, methods=["POST"])
@resources.arguments(RoundIn)
@resources.response(201, CheckOut(many=True))
def post_record_round(fields: dict[str, Any], suite_id: uuid.UUID) -> Any:
    """Record a round of the cells in one go"""
    return record_round(current_actor(), suite_id=suite_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/provisions", does=provide_round, methods=["POST"])
@resources.arguments(ProvisionRoundIn)
@resources.response(201, ProvisionOut(many=True))
def post_provide_round(fields: dict[str, Any], suite_id: uuid.UUID) -> Any:
    """Record what was taken along the corridor"""
    return provide_round(current_actor(), suite_id=suite_id, **fields)
