"""Interviews of suspects and identification procedures, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.suspect import Identification, SuspectInterview
from mips.investigation.schemas.with_suspects import (
    AddInterviewIn,
    IdentificationOut,
    RecordIdentificationIn,
    SuspectInterviewOut,
    WithSuspectsOut,
)
from mips.investigation.usecases.with_suspects import (
    WithSuspects,
    add_interview,
    read_with_suspects,
    record_identification,
)
from mips.web.endpoints import current_actor

SUSPECT = "/crimes/<uuid:crime_id>/suspects/<uuid:person_id>"


@resources.operation("/crimes/<uuid:crime_id>/interviews", does=read_with_suspects)
@resources.response(200, WithSuspectsOut)
def get_with_suspects(crime_id: uuid.UUID) -> WithSuspects:
    """Read the interviews and identification procedures of a crime"""
    return read_with_suspects(current_actor(), crime_id=crime_id)


@resources.operation(f"{SUSPECT}/interviews", does=add_interview, methods=["POST"])
@resources.arguments(AddInterviewIn)
@resources.response(201, SuspectInterviewOut)
def post_suspect_interview(fields: dict[str, Any], crime_id: uuid.UUID, person_id: uuid.UUID) -> SuspectInterview:
    """Sum up an interview of a suspect"""
    return add_interview(current_actor(), crime_id=crime_id, person_id=person_id, **fields)


@resources.operation(f"{SUSPECT}/identifications", does=record_identification, methods=["POST"])
@resources.arguments(RecordIdentificationIn)
@resources.response(201, IdentificationOut)
def post_identification(fields: dict[str, Any], crime_id: uuid.UUID, person_id: uuid.UUID) -> Identification:
    """Write down an identification procedure"""
    return record_identification(current_actor(), crime_id=crime_id, person_id=person_id, **fields)
