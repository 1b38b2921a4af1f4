"""Many crimes changed at once, for other programs; and a crime moved on, linked and parted alone."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.bulk import CrimeBulk
from mips.investigation.model.crime import Crime
from mips.investigation.schemas import bulk as schemas
from mips.investigation.schemas.shown import CrimeLineOut
from mips.investigation.usecases.bulk import Preview, begin_bulk, preview_bulk, preview_undo, undo_bulk
from mips.investigation.usecases.bulk_reading import BulkShown, list_bulks, read_bulk
from mips.investigation.usecases.relating import part_crimes, relate_crimes
from mips.investigation.usecases.statuses import move_status
from mips.record.model.event import Link
from mips.web.endpoints import current_actor
from mips.web.keyset import Page

_CRIME, _BULK = "/crimes/<uuid:crime_id>", "/bulk-changes/<uuid:crime_bulk_id>"


@resources.operation("/bulk-changes/previews", does=preview_bulk, methods=["POST"])
@resources.arguments(schemas.BulkPreviewIn)
@resources.response(200, schemas.BulkPreviewOut)
def post_bulk_preview(fields: dict[str, Any]) -> Preview:
    """See what a change of many crimes would do"""
    picked = {"crime_ids": fields.pop("crime_ids"), "where": fields.pop("where")}
    return preview_bulk(current_actor(), change=fields, **picked)


@resources.operation("/bulk-changes", does=begin_bulk, methods=["POST"])
@resources.arguments(schemas.BulkBeginIn)
@resources.response(201, schemas.CrimeBulkOut)
def post_bulk(fields: dict[str, Any]) -> CrimeBulk:
    """Change many crimes as it was previewed"""
    seen = {each["crime_id"]: each["seen"] for each in fields.pop("crimes")}
    return begin_bulk(current_actor(), change=fields, seen=seen)


@resources.operation("/bulk-changes", does=list_bulks)
@resources.arguments(schemas.BulksWhereIn, location="query")
@resources.response(200, schemas.CrimeBulkPageOut)
def get_bulks(where: dict[str, Any]) -> Page[CrimeBulk]:
    """List changes of many crimes"""
    return list_bulks(current_actor(), after=where["after"])


@resources.operation(_BULK, does=read_bulk)
@resources.arguments(schemas.BulkLinesWhereIn, location="query")
@resources.response(200, schemas.CrimeBulkShownOut)
def get_bulk(where: dict[str, Any], crime_bulk_id: uuid.UUID) -> BulkShown:
    """Read a change of many crimes, and what became of each"""
    return read_bulk(current_actor(), bulk_id=crime_bulk_id, **where)


@resources.operation(f"{_BULK}/undo", does=preview_undo)
@resources.response(200, schemas.BulkPreviewOut)
def get_undo(crime_bulk_id: uuid.UUID) -> Preview:
    """See what undoing a change of many crimes would put back"""
    return preview_undo(current_actor(), bulk_id=crime_bulk_id)


@resources.operation(f"{_BULK}/undo", does=undo_bulk, methods=["POST"])
@resources.response(201, schemas.CrimeBulkOut)
def post_undo(crime_bulk_id: uuid.UUID) -> CrimeBulk:
    """Undo a change of many crimes"""
    return undo_bulk(current_actor(), bulk_id=crime_bulk_id)


@resources.operation(f"{_CRIME}/status", does=move_status, methods=["POST"])
@resources.arguments(schemas.MoveStatusIn)
@resources.response(200, CrimeLineOut)
def post_status(fields: dict[str, Any], crime_id: uuid.UUID) -> Crime:
    """Move the status of a crime on"""
    return move_status(current_actor(), crime_id=crime_id, **fields)


@resources.operation(f"{_CRIME}/related", does=relate_crimes, methods=["POST"])
@resources.arguments(schemas.RelateIn)
@resources.response(201, schemas.RelatedOut)
def post_related(fields: dict[str, Any], crime_id: uuid.UUID) -> Link:
    """Link a crime to another"""
    return relate_crimes(current_actor(), crime_id=crime_id, **fields)


@resources.operation(f"{_CRIME}/related/<uuid:other_id>/end", does=part_crimes, methods=["POST"])
@resources.arguments(schemas.PartIn)
@resources.response(200, schemas.RelatedOut)
def post_related_end(fields: dict[str, Any], crime_id: uuid.UUID, other_id: uuid.UUID) -> Link:
    """End the link of two crimes"""
    return part_crimes(current_actor(), crime_id=crime_id, other_id=other_id, **fields)
