"""Classing crimes otherwise and cancelling them, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.changes import Cancellation, CrimeRegistrar, Reclassification
from mips.investigation.schemas.changes import (
    AppointRegistrarIn,
    CancellationOut,
    CrimeHistoryOut,
    CrimeRegistrarOut,
    DecideIn,
    ProposalsOut,
    ProposeCancellationIn,
    ProposeClassIn,
    ReclassificationOut,
)
from mips.investigation.schemas.incidents import VictimToldIn
from mips.investigation.usecases.cancelling import (
    appoint_registrar,
    decide_cancellation,
    propose_cancellation,
    tell_victim_of_cancellation,
)
from mips.investigation.usecases.classifying import decide_class, propose_class
from mips.investigation.usecases.proposals import Changes, list_proposals, read_changes, read_registrar
from mips.web.endpoints import current_actor


@resources.operation("/crimes/<uuid:crime_id>/changes", does=read_changes)
@resources.response(200, CrimeHistoryOut)
def get_changes(crime_id: uuid.UUID) -> Changes:
    """Read what was proposed of a crime"""
    return read_changes(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/proposals", does=list_proposals)
@resources.response(200, ProposalsOut)
def get_proposals() -> Changes:
    """List what waits to be decided"""
    return list_proposals(current_actor())


@resources.operation("/crimes/<uuid:crime_id>/classification", does=propose_class, methods=["POST"])
@resources.arguments(ProposeClassIn)
@resources.response(201, ReclassificationOut)
def post_class(fields: dict[str, Any], crime_id: uuid.UUID) -> Reclassification:
    """Propose that a crime is another offence"""
    return propose_class(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/classification/decision", does=decide_class, methods=["POST"])
@resources.arguments(DecideIn)
@resources.response(200, ReclassificationOut)
def post_class_decision(fields: dict[str, Any], crime_id: uuid.UUID) -> Reclassification:
    """Approve or refuse that a crime is another offence"""
    return decide_class(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/cancellation", does=propose_cancellation, methods=["POST"])
@resources.arguments(ProposeCancellationIn)
@resources.response(201, CancellationOut)
def post_cancellation(fields: dict[str, Any], crime_id: uuid.UUID) -> Cancellation:
    """Propose that a crime be cancelled"""
    return propose_cancellation(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/cancellation/decision", does=decide_cancellation, methods=["POST"])
@resources.arguments(DecideIn)
@resources.response(200, CancellationOut)
def post_cancellation_decision(fields: dict[str, Any], crime_id: uuid.UUID) -> Cancellation:
    """Approve or refuse that a crime be cancelled"""
    return decide_cancellation(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/cancellation/victim", does=tell_victim_of_cancellation, methods=["POST"])
@resources.arguments(VictimToldIn)
@resources.response(200, CancellationOut)
def post_cancellation_told(fields: dict[str, Any], crime_id: uuid.UUID) -> Cancellation:
    """Write down that the victim was told of the cancellation"""
    return tell_victim_of_cancellation(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/registrar", does=read_registrar)
@resources.response(200, CrimeRegistrarOut)
def get_registrar() -> CrimeRegistrar | None:
    """Read who is the force crime registrar"""
    return read_registrar(current_actor())


@resources.operation("/registrar", does=appoint_registrar, methods=["POST"])
@resources.arguments(AppointRegistrarIn)
@resources.response(201, CrimeRegistrarOut)
def post_registrar(fields: dict[str, Any]) -> CrimeRegistrar:
    """Appoint the force crime registrar"""
    return appoint_registrar(current_actor(), **fields)
