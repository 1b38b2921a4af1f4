"""Exhibits and their continuity over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.exhibit import ContinuityEvent, Exhibit
from mips.investigation.schemas.exhibits import (
    ContinuityEventOut,
    CorrectEventIn,
    ExhibitLineOut,
    ExhibitOut,
    ExhibitPageOut,
    ExhibitsOfCrimeOut,
    ExhibitsWhereIn,
    MoveIn,
    RecordExhibitIn,
)
from mips.investigation.usecases.continuity import correct_continuity, move_exhibit
from mips.investigation.usecases.exhibits import (
    ExhibitPage,
    ExhibitsOfCrime,
    list_exhibits,
    list_exhibits_of,
    read_exhibit,
    record_exhibit,
)
from mips.web.endpoints import current_actor
from mips.web.keyset import Page


@resources.operation("/crimes/<uuid:crime_id>/exhibits", does=record_exhibit, methods=["POST"])
@resources.arguments(RecordExhibitIn)
@resources.response(201, ExhibitLineOut)
def post_exhibit(fields: dict[str, Any], crime_id: uuid.UUID) -> Exhibit:
    """Enter an exhibit of a crime"""
    return record_exhibit(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/exhibits", does=list_exhibits_of)
@resources.response(200, ExhibitsOfCrimeOut)
def get_exhibits_of(crime_id: uuid.UUID) -> ExhibitsOfCrime:
    """List the exhibits of a crime"""
    return list_exhibits_of(current_actor(), crime_id=crime_id)


@resources.operation("/exhibits", does=list_exhibits)
@resources.arguments(ExhibitsWhereIn, location="query")
@resources.response(200, ExhibitPageOut)
def get_exhibits(where: dict[str, Any]) -> Page[Exhibit]:
    """List exhibits"""
    return list_exhibits(current_actor(), **where)


@resources.operation("/exhibits/<uuid:exhibit_id>", does=read_exhibit)
@resources.response(200, ExhibitOut)
def get_exhibit(exhibit_id: uuid.UUID) -> ExhibitPage:
    """Read an exhibit with its continuity"""
    return read_exhibit(current_actor(), exhibit_id=exhibit_id)


@resources.operation("/exhibits/<uuid:exhibit_id>/continuity", does=move_exhibit, methods=["POST"])
@resources.arguments(MoveIn)
@resources.response(201, ContinuityEventOut)
def post_move(fields: dict[str, Any], exhibit_id: uuid.UUID) -> ContinuityEvent:
    """Enter where an exhibit went"""
    return move_exhibit(current_actor(), exhibit_id=exhibit_id, **fields)


@resources.operation("/exhibits/<uuid:exhibit_id>/corrections", does=correct_continuity, methods=["POST"])
@resources.arguments(CorrectEventIn)
@resources.response(201, ContinuityEventOut)
def post_correction(fields: dict[str, Any], exhibit_id: uuid.UUID) -> ContinuityEvent:
    """Put right an entry of the continuity by a later one"""
    return correct_continuity(current_actor(), exhibit_id=exhibit_id, **fields)
