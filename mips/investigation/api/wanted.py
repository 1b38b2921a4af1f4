"""Suspects who are wanted or due today, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.wanted import Wanted
from mips.investigation.schemas.wanted import CancelWantedIn, CirculateIn, TodayOut, TodayWhereIn, WantedOut
from mips.investigation.usecases.today import Today, list_today
from mips.investigation.usecases.wanted import cancel_wanted, circulate, read_wanted
from mips.web.endpoints import current_actor


@resources.operation("/crimes/<uuid:crime_id>/suspects/<uuid:person_id>/wanted", does=circulate, methods=["POST"])
@resources.arguments(CirculateIn)
@resources.response(201, WantedOut)
def post_wanted(fields: dict[str, Any], crime_id: uuid.UUID, person_id: uuid.UUID) -> Wanted:
    """Circulate a suspect as wanted"""
    return circulate(current_actor(), crime_id=crime_id, person_id=person_id, **fields)


@resources.operation("/wanted/<uuid:wanted_id>", does=read_wanted)
@resources.response(200, WantedOut)
def get_wanted(wanted_id: uuid.UUID) -> Wanted:
    """Read why somebody is wanted"""
    return read_wanted(current_actor(), wanted_id=wanted_id)


@resources.operation("/wanted/<uuid:wanted_id>/cancellation", does=cancel_wanted, methods=["POST"])
@resources.arguments(CancelWantedIn)
@resources.response(200, WantedOut)
def post_wanted_cancelled(fields: dict[str, Any], wanted_id: uuid.UUID) -> Wanted:
    """Say that somebody is not wanted any more"""
    return cancel_wanted(current_actor(), wanted_id=wanted_id, **fields)


@resources.operation("/suspects/today", does=list_today)
@resources.arguments(TodayWhereIn, location="query")
@resources.response(200, TodayOut)
def get_today(where: dict[str, Any]) -> Today:
    """List the suspects who should be dealt with today"""
    return list_today(current_actor(), **where)
