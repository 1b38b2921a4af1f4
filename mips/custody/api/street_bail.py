"""Street bail for other programs: an officer's hand-held, a partner's list."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.detention import Detention
from mips.custody.model.street_bail import StreetBail
from mips.custody.schemas.shown import DetentionOut
from mips.custody.schemas.street_bail import (
    StreetArrivalIn,
    StreetAttendanceIn,
    StreetBailIn,
    StreetBailOut,
    StreetBailsAsked,
    StreetBailsOut,
    StreetBailWholeOut,
    StreetEntryIn,
    StreetExcusedIn,
    StreetNoticeIn,
    StreetRearrestIn,
    StreetReleaseIn,
    StreetVariationIn,
    as_arrival,
    as_street_bail,
    as_street_release,
    as_varied,
)
from mips.custody.usecases.street_answering import arrive_on_street_bail
from mips.custody.usecases.street_bail import (
    add_to_street_bail,
    change_street_attendance,
    excuse_attendance,
    give_street_notice,
    grant_street_bail,
    release_without_bail,
    vary_street_conditions,
)
from mips.custody.usecases.street_reading import list_street_bails, read_street_bail
from mips.custody.usecases.street_rearrest import rearrest_from_street
from mips.record.model.work import LogEntry
from mips.record.schemas.work import LogEntryOut
from mips.web.endpoints import current_actor

_OF = "/street-bails/<uuid:street_bail_id>"


@resources.operation("/street-bails", does=list_street_bails)
@resources.arguments(StreetBailsAsked, location="query")
@resources.response(200, StreetBailsOut)
def get_street_bails(query: dict[str, Any]) -> dict[str, Any]:
    """List who is on street bail: due and overdue, without notice yet, or ended"""
    found = list_street_bails(current_actor(), **query)
    return {"street_bails": found.page.rows, "next": found.page.next_cursor}


@resources.operation("/street-bails", does=grant_street_bail, methods=["POST"])
@resources.arguments(StreetBailIn)
@resources.response(201, StreetBailOut)
def post_street_bail(fields: dict[str, Any]) -> StreetBail:
    """Give bail where the arrest was made"""
    return grant_street_bail(current_actor(), **as_street_bail(fields))


@resources.operation("/street-releases", does=release_without_bail, methods=["POST"])
@resources.arguments(StreetReleaseIn)
@resources.response(201, StreetBailOut)
def post_street_release(fields: dict[str, Any]) -> StreetBail:
    """Release without bail where the arrest was made"""
    return release_without_bail(current_actor(), **as_street_release(fields))


@resources.operation(_OF, does=read_street_bail)
@resources.response(200, StreetBailWholeOut)
def get_street_bail(street_bail_id: uuid.UUID) -> StreetBail:
    """Show a street bail"""
    return read_street_bail(current_actor(), street_bail_id=street_bail_id).bail


@resources.operation(f"{_OF}/notice", does=give_street_notice, methods=["POST"])
@resources.arguments(StreetNoticeIn)
@resources.response(201, StreetBailOut)
def post_street_notice(fields: dict[str, Any], street_bail_id: uuid.UUID) -> StreetBail:
    """Record that they had the notice and were released"""
    return give_street_notice(current_actor(), street_bail_id=street_bail_id, **fields)


@resources.operation(f"{_OF}/attendance", does=change_street_attendance, methods=["POST"])
@resources.arguments(StreetAttendanceIn)
@resources.response(201, StreetBailOut)
def post_street_attendance(fields: dict[str, Any], street_bail_id: uuid.UUID) -> StreetBail:
    """Require them at another time or station"""
    return change_street_attendance(current_actor(), street_bail_id=street_bail_id, **fields)


@resources.operation(f"{_OF}/conditions", does=vary_street_conditions, methods=["POST"])
@resources.arguments(StreetVariationIn)
@resources.response(201, StreetBailOut)
def post_street_conditions(fields: dict[str, Any], street_bail_id: uuid.UUID) -> StreetBail:
    """Decide a request to vary the conditions"""
    return vary_street_conditions(current_actor(), street_bail_id=street_bail_id, **as_varied(fields))


@resources.operation(f"{_OF}/excused", does=excuse_attendance, methods=["POST"])
@resources.arguments(StreetExcusedIn)
@resources.response(201, StreetBailOut)
def post_street_excused(fields: dict[str, Any], street_bail_id: uuid.UUID) -> StreetBail:
    """Tell them that they need not attend"""
    return excuse_attendance(current_actor(), street_bail_id=street_bail_id, **fields)


@resources.operation(f"{_OF}/arrival", does=arrive_on_street_bail, methods=["POST"])
@resources.arguments(StreetArrivalIn)
@resources.response(201, DetentionOut)
def post_street_arrival(fields: dict[str, Any], street_bail_id: uuid.UUID) -> Detention:
    """Open a custody record for somebody who answers street bail, or was arrested on it"""
    return arrive_on_street_bail(current_actor(), street_bail_id=street_bail_id, **as_arrival(fields))


@resources.operation(f"{_OF}/new-evidence", does=rearrest_from_street, methods=["POST"])
@resources.arguments(StreetRearrestIn)
@resources.response(201, DetentionOut)
def post_street_rearrest(fields: dict[str, Any], street_bail_id: uuid.UUID) -> Detention:
    """Open a custody record for somebody arrested again on new evidence"""
    return rearrest_from_street(current_actor(), street_bail_id=street_bail_id, **fields)


@resources.operation(f"{_OF}/log", does=add_to_street_bail, methods=["POST"])
@resources.arguments(StreetEntryIn)
@resources.response(201, LogEntryOut)
def post_street_entry(fields: dict[str, Any], street_bail_id: uuid.UUID) -> LogEntry:
    """Add to the log of a street bail"""
    return add_to_street_bail(current_actor(), street_bail_id=street_bail_id, **fields)
