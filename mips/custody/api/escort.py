"""Person escort records for other programs: made, signed, handed over, under way, received."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.escort import EscortHappening, EscortRecord
from mips.custody.schemas.escort import (
    EscortCancelIn,
    EscortDraftOut,
    EscortHandIn,
    EscortHappeningOut,
    EscortIn,
    EscortNoteIn,
    EscortOut,
    EscortReceivedIn,
    EscortSignIn,
    EscortsOut,
)
from mips.custody.usecases.escort import EscortDraft, EscortsShown, draft_escort, read_escorts, save_escort_record
from mips.custody.usecases.escort_journey import note_escort, receive_escort
from mips.custody.usecases.escort_signing import cancel_escort_record, hand_to_escort, sign_escort_record
from mips.web.endpoints import current_actor

_OF = "/detentions/<uuid:detention_id>/escorts"


@resources.operation(_OF, does=read_escorts)
@resources.response(200, EscortsOut)
def get_escorts(detention_id: uuid.UUID) -> EscortsShown:
    """List the escorts of a detainee"""
    return read_escorts(current_actor(), detention_id=detention_id)


@resources.operation(f"{_OF}/draft", does=draft_escort)
@resources.response(200, EscortDraftOut)
def get_escort_draft(detention_id: uuid.UUID) -> EscortDraft:
    """Show what the record knows for a person escort record"""
    return draft_escort(current_actor(), detention_id=detention_id)


@resources.operation(_OF, does=save_escort_record, methods=["POST"])
@resources.arguments(EscortIn)
@resources.response(201, EscortOut)
def post_escort(fields: dict[str, Any], detention_id: uuid.UUID) -> EscortRecord:
    """Make the person escort record, or change the open one"""
    return save_escort_record(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/sign", does=sign_escort_record, methods=["POST"])
@resources.arguments(EscortSignIn)
@resources.response(201, EscortOut)
def post_escort_signature(fields: dict[str, Any], detention_id: uuid.UUID) -> EscortRecord:
    """Sign the person escort record as custody officer"""
    return sign_escort_record(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/hand-over", does=hand_to_escort, methods=["POST"])
@resources.arguments(EscortHandIn)
@resources.response(201, EscortOut)
def post_escort_hand_over(fields: dict[str, Any], detention_id: uuid.UUID) -> EscortRecord:
    """Record that the escort signed for the detainee"""
    return hand_to_escort(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/cancel", does=cancel_escort_record, methods=["POST"])
@resources.arguments(EscortCancelIn)
@resources.response(201, EscortOut)
def post_escort_cancelled(fields: dict[str, Any], detention_id: uuid.UUID) -> EscortRecord:
    """Say why there is no escort after all"""
    return cancel_escort_record(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/log", does=note_escort, methods=["POST"])
@resources.arguments(EscortNoteIn)
@resources.response(201, EscortHappeningOut)
def post_escort_note(fields: dict[str, Any], detention_id: uuid.UUID) -> EscortHappening:
    """Add what the escort told from under way"""
    return note_escort(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/received", does=receive_escort, methods=["POST"])
@resources.arguments(EscortReceivedIn)
@resources.response(201, EscortOut)
def post_escort_received(fields: dict[str, Any], detention_id: uuid.UUID) -> EscortRecord:
    """Record who took the detainee over at the end"""
    return receive_escort(current_actor(), detention_id=detention_id, **fields)
