"""Oversight, yearly returns and custody visits, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.returned import ReturnKept
from mips.custody.model.visit import CustodyVisit
from mips.custody.schemas.oversight import (
    CompleteOut,
    CustodyVisitIn,
    CustodyVisitOut,
    ForVisitorOut,
    OversightAsked,
    OversightOut,
    ReturnAsked,
    ReturnFileOut,
    ReturnKeptOut,
    ReturnOut,
    ReturnsKeptOut,
    ReturnsOut,
    SignOffAsked,
    YearComparedOut,
    YearIn,
)
from mips.custody.usecases.oversight import Oversight, check_completeness, read_oversight
from mips.custody.usecases.returns import (
    Drawn,
    ReturnsOfYear,
    draw_up_return,
    list_returns,
    list_returns_to_draw_up,
    read_return,
)
from mips.custody.usecases.returns_kept import (
    YearCompared,
    compare_year,
    list_returns_kept,
    read_return_kept,
    sign_off_year,
)
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


@resources.operation("/returns", does=list_returns_to_draw_up)
@resources.arguments(YearIn, location="query")
@resources.response(200, ReturnsOut)
def get_returns(query: dict[str, Any]) -> ReturnsOfYear:
    """List the yearly returns that can be drawn up, with the definition of each"""
    return list_returns_to_draw_up(current_actor(), **query)


@resources.operation("/returns/checked", does=list_returns)
@resources.arguments(YearIn, location="query")
@resources.response(200, ReturnsOut)
def get_returns_to_check(query: dict[str, Any]) -> ReturnsOfYear:
    """List the yearly returns for whoever approves or audits them"""
    return list_returns(current_actor(), **query)


@resources.operation("/returns/drawn", does=draw_up_return)
@resources.arguments(ReturnAsked, location="query")
@resources.response(200, ReturnOut)
def get_return(query: dict[str, Any]) -> Drawn:
    """Count one yearly return"""
    return draw_up_return(current_actor(), **query)


@resources.operation("/returns/checked/drawn", does=read_return)
@resources.arguments(ReturnAsked, location="query")
@resources.response(200, ReturnOut)
def get_return_to_check(query: dict[str, Any]) -> Drawn:
    """Count one yearly return for whoever approves or audits it"""
    return read_return(current_actor(), **query)


@resources.operation("/returns/compared", does=compare_year)
@resources.arguments(YearIn, location="query")
@resources.response(200, YearComparedOut)
def get_returns_compared(query: dict[str, Any]) -> YearCompared:
    """Count a year again, and say what is otherwise than what was signed off"""
    return compare_year(current_actor(), **query)


@resources.operation("/returns/kept", does=sign_off_year, methods=["POST"])
@resources.arguments(SignOffAsked)
@resources.response(201, ReturnKeptOut(many=True))
def post_sign_off(fields: dict[str, Any]) -> list[ReturnKept]:
    """Sign off the returns of a year: keep those that are new or have changed"""
    return sign_off_year(current_actor(), **fields)


@resources.operation("/returns/kept", does=list_returns_kept)
@resources.arguments(YearIn, location="query")
@resources.response(200, ReturnsKeptOut)
def get_returns_kept(query: dict[str, Any]) -> Any:
    """List what was signed off for a year"""
    return {"returns": list_returns_kept(current_actor(), **query)}


@resources.operation("/returns/kept/<uuid:kept_id>", does=read_return_kept)
@resources.response(200, ReturnFileOut)
def get_return_kept(kept_id: uuid.UUID) -> ReturnKept:
    """Show one file as it was signed off"""
    return read_return_kept(current_actor(), kept_id=kept_id)


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
