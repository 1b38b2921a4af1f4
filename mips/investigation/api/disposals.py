"""Retention and disposal of exhibits over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.disposal import CaseEnding, Disposal
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.schemas.disposals import (
    CarryOutIn,
    DisposalDecisionIn,
    DisposalIn,
    DisposalOut,
    DisposalPageOut,
    EndingIn,
    EndingOut,
    RetentionOut,
    WhereIn,
)
from mips.investigation.schemas.exhibits import ExhibitPageOut
from mips.investigation.usecases.disposals import (
    DisposalPage,
    agree_to_disposal,
    ask_for_disposal,
    carry_out_disposal,
    decide_disposal,
    list_disposals,
    read_disposal,
)
from mips.investigation.usecases.retention import RetentionPage, list_due, read_retention, record_ending
from mips.web.endpoints import current_actor
from mips.web.keyset import Page

_ONE = "/exhibit-disposals/<uuid:exhibit_disposal_id>"


@resources.operation("/crimes/<uuid:crime_id>/endings", does=record_ending, methods=["POST"])
@resources.arguments(EndingIn)
@resources.response(201, EndingOut)
def post_ending(fields: dict[str, Any], crime_id: uuid.UUID) -> CaseEnding:
    """Enter how it ended for a suspect"""
    return record_ending(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/retention", does=read_retention)
@resources.response(200, RetentionOut)
def get_retention(crime_id: uuid.UUID) -> RetentionPage:
    """Read how long the exhibits of a crime are kept"""
    return read_retention(current_actor(), crime_id=crime_id)


@resources.operation("/exhibits-due", does=list_due)
@resources.arguments(WhereIn, location="query")
@resources.response(200, ExhibitPageOut)
def get_due(where: dict[str, Any]) -> Page[Exhibit]:
    """List exhibits that nothing keeps any longer"""
    return list_due(current_actor(), **where)


@resources.operation("/exhibits/<uuid:exhibit_id>/disposals", does=ask_for_disposal, methods=["POST"])
@resources.arguments(DisposalIn)
@resources.response(201, DisposalOut)
def post_disposal(fields: dict[str, Any], exhibit_id: uuid.UUID) -> Disposal:
    """Ask that an exhibit go back or be destroyed"""
    return ask_for_disposal(current_actor(), exhibit_id=exhibit_id, **fields)


@resources.operation("/exhibit-disposals", does=list_disposals)
@resources.arguments(WhereIn, location="query")
@resources.response(200, DisposalPageOut)
def get_disposals(where: dict[str, Any]) -> Page[Disposal]:
    """List disposals that wait for somebody"""
    return list_disposals(current_actor(), **where)


@resources.operation(_ONE, does=read_disposal)
@resources.response(200, DisposalOut)
def get_disposal(exhibit_disposal_id: uuid.UUID) -> DisposalPage:
    """Read a disposal"""
    return read_disposal(current_actor(), disposal_id=exhibit_disposal_id)


@resources.operation(f"{_ONE}/agreement", does=agree_to_disposal, methods=["POST"])
@resources.response(200, DisposalOut)
def post_agreement(exhibit_disposal_id: uuid.UUID) -> Disposal:
    """Let it go, as the officer in the case"""
    return agree_to_disposal(current_actor(), disposal_id=exhibit_disposal_id)


@resources.operation(f"{_ONE}/decision", does=decide_disposal, methods=["POST"])
@resources.arguments(DisposalDecisionIn)
@resources.response(200, DisposalOut)
def post_disposal_decision(fields: dict[str, Any], exhibit_disposal_id: uuid.UUID) -> Disposal:
    """Let it go or refuse, as a supervisor"""
    return decide_disposal(current_actor(), disposal_id=exhibit_disposal_id, **fields)


@resources.operation(f"{_ONE}/carrying-out", does=carry_out_disposal, methods=["POST"])
@resources.arguments(CarryOutIn)
@resources.response(200, DisposalOut)
def post_carrying_out(fields: dict[str, Any], exhibit_disposal_id: uuid.UUID) -> Disposal:
    """Give an exhibit back or destroy it"""
    return carry_out_disposal(current_actor(), disposal_id=exhibit_disposal_id, **fields)
