"""Statements of witnesses and victims and what they need at court, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.api.victims import VICTIM
from mips.investigation.model.statement import WitnessStatement
from mips.investigation.model.victim import VictimCare
from mips.investigation.schemas.statements import (
    CorrectStatementIn,
    GoOnStatementIn,
    OfferPersonalStatementIn,
    PrepareForCourtIn,
    ReadStatementOut,
    SignStatementIn,
    WitnessCareOut,
    WitnessStatementOut,
    WriteStatementIn,
)
from mips.investigation.usecases.statement_reading import StatementShown, print_statement, read_statement
from mips.investigation.usecases.statements import correct_statement, go_on_statement, sign_statement, write_statement
from mips.investigation.usecases.witnesses import ask_for_statement, offer_personal_statement, prepare_for_court
from mips.web.endpoints import current_actor

STATEMENT = "/statements/<uuid:statement_id>"


@resources.operation(f"{VICTIM}/statements", does=write_statement, methods=["POST"])
@resources.arguments(WriteStatementIn)
@resources.response(201, WitnessStatementOut)
def post_statement(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> WitnessStatement:
    """Draft a statement of a victim or witness"""
    return write_statement(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(STATEMENT, does=read_statement)
@resources.response(200, ReadStatementOut)
def get_statement(statement_id: uuid.UUID) -> StatementShown:
    """Read a statement"""
    return read_statement(current_actor(), statement_id=statement_id)


@resources.operation(f"{STATEMENT}/printed", does=print_statement)
@resources.response(200, ReadStatementOut)
def get_printed_statement(statement_id: uuid.UUID) -> StatementShown:
    """Read what is printed of a statement"""
    return print_statement(current_actor(), statement_id=statement_id)


@resources.operation(f"{STATEMENT}/text", does=go_on_statement, methods=["POST"])
@resources.arguments(GoOnStatementIn)
@resources.response(200, WitnessStatementOut)
def post_statement_text(fields: dict[str, Any], statement_id: uuid.UUID) -> WitnessStatement:
    """Write on at a statement that is not signed"""
    return go_on_statement(current_actor(), statement_id=statement_id, **fields)


@resources.operation(f"{STATEMENT}/signature", does=sign_statement, methods=["POST"])
@resources.arguments(SignStatementIn)
@resources.response(200, WitnessStatementOut)
def post_statement_signature(fields: dict[str, Any], statement_id: uuid.UUID) -> WitnessStatement:
    """Have a statement signed"""
    return sign_statement(current_actor(), statement_id=statement_id, **fields)


@resources.operation(f"{STATEMENT}/correction", does=correct_statement, methods=["POST"])
@resources.arguments(CorrectStatementIn)
@resources.response(201, WitnessStatementOut)
def post_statement_correction(fields: dict[str, Any], statement_id: uuid.UUID) -> WitnessStatement:
    """Begin a statement that corrects a signed one"""
    return correct_statement(current_actor(), statement_id=statement_id, **fields)


@resources.operation(f"{VICTIM}/statement-asked", does=ask_for_statement, methods=["POST"])
@resources.response(200, WitnessCareOut)
def post_statement_asked(crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Write down that somebody was asked for a statement"""
    return ask_for_statement(current_actor(), crime_id=crime_id, party_id=party_id)


@resources.operation(f"{VICTIM}/court", does=prepare_for_court, methods=["POST"])
@resources.arguments(PrepareForCourtIn)
@resources.response(200, WitnessCareOut)
def post_court(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Write down special measures and dates to avoid"""
    return prepare_for_court(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation(f"{VICTIM}/personal-statement", does=offer_personal_statement, methods=["POST"])
@resources.arguments(OfferPersonalStatementIn)
@resources.response(200, WitnessCareOut)
def post_personal_statement(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Write down that a personal statement was offered"""
    return offer_personal_statement(current_actor(), crime_id=crime_id, party_id=party_id, **fields)
