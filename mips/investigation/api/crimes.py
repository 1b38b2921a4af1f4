"""Crimes, their people, log and outcomes, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.schemas.crime_filters import CrimesWhereIn, LogPageIn
from mips.investigation.schemas.investigating import (
    AddCrimePartyIn,
    AddSuspectIn,
    ChangeSuspectIn,
    CrimeLogEntryIn,
)
from mips.investigation.schemas.outcomes import BeforeOutcomeOut, ProposeOutcomeIn, SignOffOutcomeIn
from mips.investigation.schemas.recording import RecordCrimeIn
from mips.investigation.schemas.shown import (
    CrimeLineOut,
    CrimeLogEntryOut,
    CrimeOut,
    CrimeOutcomeOut,
    CrimePartyOut,
    CrimesPageOut,
)
from mips.investigation.usecases.listing import CrimeList, list_crimes
from mips.investigation.usecases.log import add_log_entry
from mips.investigation.usecases.outcome_facts import BeforeOutcome, look_before_outcome
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.investigation.usecases.people import add_party, add_suspect, change_suspect
from mips.investigation.usecases.reading import CrimePage, read_crime
from mips.investigation.usecases.recording import record_crime
from mips.record.model.event import Involvement
from mips.record.model.work import LogEntry
from mips.web.endpoints import current_actor


@resources.operation("/crimes", does=record_crime, methods=["POST"])
@resources.arguments(RecordCrimeIn)
@resources.response(201, CrimeLineOut)
def post_crime(fields: dict[str, Any]) -> Crime:
    """Record a crime"""
    return record_crime(current_actor(), **fields)


@resources.operation("/crimes", does=list_crimes)
@resources.arguments(CrimesWhereIn, location="query")
@resources.response(200, CrimesPageOut)
def get_crimes(where: dict[str, Any]) -> CrimeList:
    """List crimes"""
    return list_crimes(current_actor(), **where)


@resources.operation("/crimes/<uuid:crime_id>", does=read_crime)
@resources.arguments(LogPageIn, location="query")
@resources.response(200, CrimeOut)
def get_crime(where: dict[str, Any], crime_id: uuid.UUID) -> CrimePage:
    """Read a crime"""
    return read_crime(current_actor(), crime_id=crime_id, **where)


@resources.operation("/crimes/<uuid:crime_id>/log", does=add_log_entry, methods=["POST"])
@resources.arguments(CrimeLogEntryIn)
@resources.response(201, CrimeLogEntryOut)
def post_log_entry(fields: dict[str, Any], crime_id: uuid.UUID) -> LogEntry:
    """Add to the investigation log"""
    return add_log_entry(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/parties", does=add_party, methods=["POST"])
@resources.arguments(AddCrimePartyIn)
@resources.response(201, CrimePartyOut)
def post_party(fields: dict[str, Any], crime_id: uuid.UUID) -> Involvement:
    """Add a victim or a witness"""
    return add_party(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/suspects", does=add_suspect, methods=["POST"])
@resources.arguments(AddSuspectIn)
@resources.response(201, CrimePartyOut)
def post_suspect(fields: dict[str, Any], crime_id: uuid.UUID) -> Involvement:
    """Add a suspect"""
    return add_suspect(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/suspects/<uuid:person_id>/status", does=change_suspect, methods=["POST"])
@resources.arguments(ChangeSuspectIn)
@resources.response(200, CrimePartyOut)
def post_suspect_status(fields: dict[str, Any], crime_id: uuid.UUID, person_id: uuid.UUID) -> Involvement:
    """Say where a suspect now stands"""
    return change_suspect(current_actor(), crime_id=crime_id, person_id=person_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/outcomes", does=propose_outcome, methods=["POST"])
@resources.arguments(ProposeOutcomeIn)
@resources.response(201, CrimeOutcomeOut)
def post_outcome(fields: dict[str, Any], crime_id: uuid.UUID) -> CrimeOutcome:
    """Propose an outcome"""
    return propose_outcome(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/outcomes/before", does=look_before_outcome)
@resources.response(200, BeforeOutcomeOut)
def get_before_outcome(crime_id: uuid.UUID) -> BeforeOutcome:
    """Read what is known already of a crime whose outcome is to be proposed"""
    return look_before_outcome(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/outcomes/sign-off", does=sign_off_outcome, methods=["POST"])
@resources.arguments(SignOffOutcomeIn)
@resources.response(200, CrimeLineOut)
def post_sign_off(fields: dict[str, Any], crime_id: uuid.UUID) -> Crime:
    """Sign off the outcome that was proposed"""
    return sign_off_outcome(current_actor(), crime_id=crime_id, **fields)
