"""Booking-in for other programs: who it is, whom to contact."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import Contact, IdentityCheck
from mips.custody.rules.booking_in import Block
from mips.custody.schemas.entitlements import ContactOut, ContactsIn, ContactTriedIn
from mips.custody.schemas.identity import BlockOut, FingerprintsIn, IdentityCheckOut, SomebodyElseIn, WhoTheyAreIn
from mips.custody.schemas.shown import DetentionOut
from mips.custody.usecases.booking_in import read_booking_in
from mips.custody.usecases.contacts import name_contacts, try_contact
from mips.custody.usecases.identity import check_fingerprints, confirm_who, correct_identity
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/booking-in", does=read_booking_in)
@resources.response(200, BlockOut(many=True))
def get_booking_in(detention_id: uuid.UUID) -> list[dict[str, Any]]:
    """List the blocks of booking-in, each with when it was done or half typed and by whom"""
    shown = read_booking_in(current_actor(), detention_id=detention_id)
    return [shown.told_of(block) for block in Block]


@resources.operation("/detentions/<uuid:detention_id>/who", does=confirm_who, methods=["POST"])
@resources.arguments(WhoTheyAreIn)
@resources.response(201, DetentionOut)
def post_who(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Confirm or change what is known of a detainee; it is kept with the person"""
    return confirm_who(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/somebody-else", does=correct_identity, methods=["POST"])
@resources.arguments(SomebodyElseIn)
@resources.response(201, DetentionOut)
def post_somebody_else(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Say that a detainee is somebody else than was thought"""
    return correct_identity(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/fingerprints", does=check_fingerprints, methods=["POST"])
@resources.arguments(FingerprintsIn)
@resources.response(201, IdentityCheckOut)
def post_fingerprints(fields: dict[str, Any], detention_id: uuid.UUID) -> IdentityCheck:
    """Record what the fingerprints say"""
    return check_fingerprints(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/contacts", does=name_contacts, methods=["POST"])
@resources.arguments(ContactsIn)
@resources.response(201, DetentionOut)
def post_contacts(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Name the people a detainee wants contacted"""
    return name_contacts(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/contacts/<uuid:contact_id>/attempts", does=try_contact, methods=["POST"])
@resources.arguments(ContactTriedIn)
@resources.response(201, ContactOut)
def post_attempt(fields: dict[str, Any], contact_id: uuid.UUID) -> Contact:
    """Record an attempt to reach somebody, and what came of it"""
    return try_contact(current_actor(), contact_id=contact_id, **fields)
