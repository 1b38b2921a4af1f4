"""Authorities of senior officers and courts, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.authority import AuthorityRequest, Disagreement, Extension, RightDelay, WarrantApplication
from mips.custody.model.detention import Detention
from mips.custody.schemas.authority import (
    AskAuthorityIn,
    AuthoritiesOut,
    AuthorityRequestOut,
    CallsIn,
    DelayIn,
    DisagreementOut,
    DoneAtIn,
    EndDelayIn,
    ExtensionIn,
    ExtensionOut,
    ReferIn,
    RefuseRequestIn,
    RightDelayOut,
    RulingIn,
    SettleIn,
    WarrantApplicationOut,
    WarrantIn,
)
from mips.custody.schemas.shown import DetentionOut
from mips.custody.usecases.asking import ask_authority, refuse_request
from mips.custody.usecases.authorities import Authorities, read_authorities
from mips.custody.usecases.calls import limit_calls
from mips.custody.usecases.delays import confirm_delay, delay_advice, delay_informing, end_delay, tell_delay
from mips.custody.usecases.disagreements import refer_disagreement, settle_disagreement
from mips.custody.usecases.extending import extend_detention
from mips.custody.usecases.hearing import tell_of_decisions
from mips.custody.usecases.warrants import apply_for_warrant, record_ruling
from mips.web.endpoints import current_actor

_DETENTION = "/detentions/<uuid:detention_id>"


@resources.operation(f"{_DETENTION}/authorities", does=read_authorities)
@resources.response(200, AuthoritiesOut)
def get_authorities(detention_id: uuid.UUID) -> Authorities:
    """Show what senior officers and courts were asked for and gave"""
    return read_authorities(current_actor(), detention_id=detention_id)


@resources.operation(f"{_DETENTION}/authority-requests", does=ask_authority, methods=["POST"])
@resources.arguments(AskAuthorityIn)
@resources.response(201, AuthorityRequestOut)
def post_authority_request(fields: dict[str, Any], detention_id: uuid.UUID) -> AuthorityRequest:
    """Ask a senior officer for an extension or the delay of a right"""
    return ask_authority(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/authority-requests/<uuid:request_id>/refusal", does=refuse_request, methods=["POST"])
@resources.arguments(RefuseRequestIn)
@resources.response(201, AuthorityRequestOut)
def post_request_refused(fields: dict[str, Any], request_id: uuid.UUID) -> AuthorityRequest:
    """Refuse what was asked"""
    return refuse_request(current_actor(), request_id=request_id, **fields)


@resources.operation(f"{_DETENTION}/delays/someone-informed", does=delay_informing, methods=["POST"])
@resources.arguments(DelayIn)
@resources.response(201, RightDelayOut)
def post_delay_of_informing(fields: dict[str, Any], detention_id: uuid.UUID) -> RightDelay:
    """Put off having somebody informed"""
    return delay_informing(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_DETENTION}/delays/legal-advice", does=delay_advice, methods=["POST"])
@resources.arguments(DelayIn)
@resources.response(201, RightDelayOut)
def post_delay_of_advice(fields: dict[str, Any], detention_id: uuid.UUID) -> RightDelay:
    """Put off legal advice"""
    return delay_advice(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_DETENTION}/delays/calls", does=limit_calls, methods=["POST"])
@resources.arguments(CallsIn)
@resources.response(201, RightDelayOut)
def post_limit_on_calls(fields: dict[str, Any], detention_id: uuid.UUID) -> RightDelay:
    """Deny or delay telephone calls and letters, as an inspector"""
    return limit_calls(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/delays/<uuid:delay_id>/confirmation", does=confirm_delay, methods=["POST"])
@resources.arguments(DoneAtIn)
@resources.response(201, RightDelayOut)
def post_delay_confirmed(fields: dict[str, Any], delay_id: uuid.UUID) -> RightDelay:
    """Record that a delay was confirmed in writing"""
    return confirm_delay(current_actor(), delay_id=delay_id, **fields)


@resources.operation("/delays/<uuid:delay_id>/told", does=tell_delay, methods=["POST"])
@resources.arguments(DoneAtIn)
@resources.response(201, RightDelayOut)
def post_delay_told(fields: dict[str, Any], delay_id: uuid.UUID) -> RightDelay:
    """Record that the detainee was told of a delay"""
    return tell_delay(current_actor(), delay_id=delay_id, **fields)


@resources.operation("/delays/<uuid:delay_id>/end", does=end_delay, methods=["POST"])
@resources.arguments(EndDelayIn)
@resources.response(201, RightDelayOut)
def post_delay_ended(fields: dict[str, Any], delay_id: uuid.UUID) -> RightDelay:
    """End a delay whose reason has ended"""
    return end_delay(current_actor(), delay_id=delay_id, **fields)


@resources.operation(f"{_DETENTION}/told-of-decisions", does=tell_of_decisions, methods=["POST"])
@resources.arguments(DoneAtIn)
@resources.response(201, DetentionOut)
def post_told_of_decisions(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record that a detainee who slept was told what was decided"""
    return tell_of_decisions(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_DETENTION}/extensions", does=extend_detention, methods=["POST"])
@resources.arguments(ExtensionIn)
@resources.response(201, ExtensionOut)
def post_extension(fields: dict[str, Any], detention_id: uuid.UUID) -> Extension:
    """Extend detention without charge, as a superintendent"""
    return extend_detention(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_DETENTION}/disagreements", does=refer_disagreement, methods=["POST"])
@resources.arguments(ReferIn)
@resources.response(201, DisagreementOut)
def post_disagreement(fields: dict[str, Any], detention_id: uuid.UUID) -> Disagreement:
    """Refer a higher officer's directions to a superintendent"""
    return refer_disagreement(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/disagreements/<uuid:disagreement_id>/decision", does=settle_disagreement, methods=["POST"])
@resources.arguments(SettleIn)
@resources.response(201, DisagreementOut)
def post_disagreement_settled(fields: dict[str, Any], disagreement_id: uuid.UUID) -> Disagreement:
    """Settle a disagreement, as a superintendent"""
    return settle_disagreement(current_actor(), disagreement_id=disagreement_id, **fields)


@resources.operation(f"{_DETENTION}/warrant-applications", does=apply_for_warrant, methods=["POST"])
@resources.arguments(WarrantIn)
@resources.response(201, WarrantApplicationOut)
def post_warrant_application(fields: dict[str, Any], detention_id: uuid.UUID) -> WarrantApplication:
    """Apply to the court for further detention"""
    return apply_for_warrant(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/warrant-applications/<uuid:application_id>/ruling", does=record_ruling, methods=["POST"])
@resources.arguments(RulingIn)
@resources.response(201, WarrantApplicationOut)
def post_warrant_ruling(fields: dict[str, Any], application_id: uuid.UUID) -> WarrantApplication:
    """Record what the court ruled"""
    return record_ruling(current_actor(), application_id=application_id, **fields)
