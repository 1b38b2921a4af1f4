"""What is owed to the victims of a crime, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.victim import VictimCare, VictimContact, VictimPromise
from mips.investigation.schemas.victims import (
    AddContactIn,
    AgreeContactIn,
    AssessNeedsIn,
    ConfirmEnhancedIn,
    GiveUpPromiseIn,
    OweWordIn,
    VictimCareOut,
    VictimContactOut,
    VictimOut,
    VictimPromiseOut,
)
from mips.investigation.usecases.victim_contacts import add_contact, give_up_promise, owe_word
from mips.investigation.usecases.victims import VictimPage, agree_contact, assess_needs, confirm_enhanced, read_victim
from mips.web.endpoints import current_actor

VICTIM = "/crimes/<uuid:crime_id>/victims/<uuid:party_id>"


@resources.operation(VICTIM, does=read_victim)
@resources.response(200, VictimOut)
def get_victim(crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimPage:
    """Read what is owed to a victim, their needs and every contact"""
    return read_victim(current_actor(), crime_id=crime_id, party_id=party_id)


@resources.operation(f"{VICTIM}/needs", does=assess_needs, methods=["POST"])
@resources.arguments(AssessNeedsIn)
@resources.response(200, VictimCareOut)
def post_needs(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Write down what a victim needs"""
    return assess_needs(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(f"{VICTIM}/enhanced", does=confirm_enhanced, methods=["POST"])
@resources.arguments(ConfirmEnhancedIn)
@resources.response(200, VictimCareOut)
def post_enhanced(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Decide whether a victim has enhanced rights"""
    return confirm_enhanced(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(f"{VICTIM}/contract", does=agree_contact, methods=["POST"])
@resources.arguments(AgreeContactIn)
@resources.response(200, VictimCareOut)
def post_contract(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Agree with a victim how and how often they are told"""
    return agree_contact(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(f"{VICTIM}/contacts", does=add_contact, methods=["POST"])
@resources.arguments(AddContactIn)
@resources.response(201, VictimContactOut)
def post_victim_contact(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimContact:
    """Write down a contact with a victim, or an attempt"""
    return add_contact(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(f"{VICTIM}/promises", does=owe_word, methods=["POST"])
@resources.arguments(OweWordIn)
@resources.response(201, VictimPromiseOut)
def post_promise(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimPromise:
    """Say that something happened of which a victim must be told"""
    return owe_word(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(f"{VICTIM}/promises/<uuid:promise_id>/given-up", does=give_up_promise, methods=["POST"])
@resources.arguments(GiveUpPromiseIn)
@resources.response(200, VictimPromiseOut)
def post_given_up(
    fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID, promise_id: uuid.UUID
) -> VictimPromise:
    """Say why a promise to a victim is not kept"""
    return give_up_promise(current_actor(), crime_id=crime_id, party_id=party_id, promise_id=promise_id, **fields)
