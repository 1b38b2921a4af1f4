"""Oversight and custody visits, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.visit import CustodyVisit
from mips.custody.schemas.oversight import (
    CompleteOut,
    CustodyVisitIn,
    CustodyVisitOut,
    ForVisitorOut,
    OversightAsked,
    OversightOut,
)
from mips.custody.usecases.oversight import Oversight, check_completeness, read_oversight
from mips.custody.usecases.visiting import SuiteForVisitor, record_custody_visit, show_to_visitor
from mips.web.endpoints import current_actor


@resources.operation("/oversight", does=read_oversight)
@resources.arguments(OversightAsked, location="query")
@resources.response(200, OversightOut)
def get_oversight(query: dict[str, Any]) -> Oversight:
    """Show waits, stays, lateness, use of force and completeness over a period"""
    return read_oversight(current_actor(), **query)


@resources.operation("/detentions/<uuid:detention_id>/completeness", does=check_completeness)
@resources.response(200, CompleteOut)
def get_completeness(detention_id: uuid.UUID) -> Any:
    """Show what a custody record holds of what it should by now"""
    return check_completeness(current_actor(), detention_id=detention_id).complete


@resources.operation("/suites/<uuid:suite_id>/visitor", does=show_to_visitor)
@resources.response(200, ForVisitorOut)
def get_for_visitor(suite_id: uuid.UUID) -> SuiteForVisitor:
    """Show a suite as an independent custody visitor may see it: without names"""
    return show_to_visitor(current_actor(), suite_id=suite_id)


@resources.operation("/suites/<uuid:suite_id>/visits", does=record_custody_visit, methods=["POST"])
@resources.arguments(CustodyVisitIn)
@resources.response(201, CustodyVisitOut)
def post_visit(fields: dict[str, Any], suite_id: uuid.UUID) -> CustodyVisit:
    """Keep that independent custody visitors came, and what they remarked"""
    return record_custody_visit(current_actor(), suite_id=suite_id, **fields)
