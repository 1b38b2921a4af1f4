"""Hand-overs and interviews, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.schemas.investigation import (
    BreakIn,
    BreakOut,
    HandOverIn,
    HandOverOut,
    InterviewEndIn,
    InterviewIn,
    InterviewOut,
    InvestigationOut,
    ResumeIn,
    TakeBackIn,
)
from mips.custody.usecases.interviews import (
    begin_break,
    end_interview,
    hand_over,
    read_investigation,
    resume_interview,
    start_interview,
    take_back,
)
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/interviews", does=read_investigation)
@resources.response(200, InvestigationOut)
def get_read_investigation(detention_id: uuid.UUID) -> Any:
    """Show who has had a detainee, and the interviews"""
    return read_investigation(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/hand-over", does=hand_over, methods=["POST"])
@resources.arguments(HandOverIn)
@resources.response(201, HandOverOut)
def post_hand_over(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Hand a detainee to an officer who investigates"""
    return hand_over(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/take-back", does=take_back, methods=["POST"])
@resources.arguments(TakeBackIn)
@resources.response(200, HandOverOut)
def post_take_back(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Take a detainee back into custody's charge"""
    return take_back(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/interviews", does=start_interview, methods=["POST"])
@resources.arguments(InterviewIn)
@resources.response(201, InterviewOut)
def post_start_interview(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record that an interview began"""
    return start_interview(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/interviews/break", does=begin_break, methods=["POST"])
@resources.arguments(BreakIn)
@resources.response(201, BreakOut)
def post_begin_break(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record that the interview broke off"""
    return begin_break(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/interviews/resume", does=resume_interview, methods=["POST"])
@resources.arguments(ResumeIn)
@resources.response(200, InterviewOut)
def post_resume_interview(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record that the interview resumed"""
    return resume_interview(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/interviews/end", does=end_interview, methods=["POST"])
@resources.arguments(InterviewEndIn)
@resources.response(200, InterviewOut)
def post_end_interview(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record that the interview ended"""
    return end_interview(current_actor(), detention_id=detention_id, **fields)
