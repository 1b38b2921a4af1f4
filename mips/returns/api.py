"""Returns for other programs: drawn up, looked into, compared and signed off."""

from __future__ import annotations

import uuid
from typing import Any

from mips.returns.model import ReturnKept
from mips.returns.schemas import (
    CountedAsked,
    CountedOut,
    PeriodComparedOut,
    PeriodIn,
    ReturnAsked,
    ReturnFileOut,
    ReturnKeptOut,
    ReturnOut,
    ReturnsKeptOut,
    ReturnsOut,
    SignOffAsked,
)
from mips.returns.usecases.drawing import (
    Drawn,
    ReturnsOfPeriod,
    draw_up_return,
    list_returns,
    list_returns_to_draw_up,
    read_return,
)
from mips.returns.usecases.kept import (
    PeriodCompared,
    compare_period,
    list_returns_kept,
    read_return_kept,
    sign_off_period,
)
from mips.returns.usecases.looking import Counted, check_counted, check_return, list_counted, look_into_return
from mips.web.endpoints import Resources, current_actor

resources = Resources(
    "returns_api",
    __name__,
    url_prefix="/api/v1/returns",
    description="Statistics that the force owes to others, as counted now and as they were signed off",
)


@resources.operation("/", does=list_returns_to_draw_up)
@resources.arguments(PeriodIn, location="query")
@resources.response(200, ReturnsOut)
def get_returns(query: dict[str, Any]) -> ReturnsOfPeriod:
    """List the returns that can be drawn up over a period, with the definition of each"""
    return list_returns_to_draw_up(current_actor(), **query)


@resources.operation("/checked", does=list_returns)
@resources.arguments(PeriodIn, location="query")
@resources.response(200, ReturnsOut)
def get_returns_to_check(query: dict[str, Any]) -> ReturnsOfPeriod:
    """List the returns of a period for whoever approves or audits them"""
    return list_returns(current_actor(), **query)


@resources.operation("/drawn", does=draw_up_return)
@resources.arguments(ReturnAsked, location="query")
@resources.response(200, ReturnOut)
def get_return(query: dict[str, Any]) -> Drawn:
    """Count one return, to be handed on"""
    return draw_up_return(current_actor(), **query)


@resources.operation("/checked/drawn", does=read_return)
@resources.arguments(ReturnAsked, location="query")
@resources.response(200, ReturnOut)
def get_return_to_check(query: dict[str, Any]) -> Drawn:
    """Count one return for whoever approves or audits it, to be handed on"""
    return read_return(current_actor(), **query)


@resources.operation("/figures", does=look_into_return)
@resources.arguments(ReturnAsked, location="query")
@resources.response(200, ReturnOut)
def get_figures(query: dict[str, Any]) -> Drawn:
    """Count one return, to be looked at"""
    return look_into_return(current_actor(), **query)


@resources.operation("/checked/figures", does=check_return)
@resources.arguments(ReturnAsked, location="query")
@resources.response(200, ReturnOut)
def get_figures_to_check(query: dict[str, Any]) -> Drawn:
    """Count one return for whoever approves or audits it, to be looked at"""
    return check_return(current_actor(), **query)


@resources.operation("/records", does=list_counted)
@resources.arguments(CountedAsked, location="query")
@resources.response(200, CountedOut)
def get_counted(query: dict[str, Any]) -> Counted:
    """List the records that rows of a return count"""
    return list_counted(current_actor(), **query)


@resources.operation("/checked/records", does=check_counted)
@resources.arguments(CountedAsked, location="query")
@resources.response(200, CountedOut)
def get_counted_to_check(query: dict[str, Any]) -> Counted:
    """List the records that rows of a return count, for whoever approves or audits it"""
    return check_counted(current_actor(), **query)


@resources.operation("/compared", does=compare_period)
@resources.arguments(PeriodIn, location="query")
@resources.response(200, PeriodComparedOut)
def get_returns_compared(query: dict[str, Any]) -> PeriodCompared:
    """Count a period again, and say what is otherwise than what was signed off"""
    return compare_period(current_actor(), **query)


@resources.operation("/kept", does=sign_off_period, methods=["POST"])
@resources.arguments(SignOffAsked)
@resources.response(201, ReturnKeptOut(many=True))
def post_sign_off(fields: dict[str, Any]) -> list[ReturnKept]:
    """Sign off the returns of a period: keep those that are new or have changed"""
    return sign_off_period(current_actor(), **fields)


@resources.operation("/kept", does=list_returns_kept)
@resources.arguments(PeriodIn, location="query")
@resources.response(200, ReturnsKeptOut)
def get_returns_kept(query: dict[str, Any]) -> Any:
    """List what was signed off for a period"""
    return {"returns": list_returns_kept(current_actor(), **query)}


@resources.operation("/kept/<uuid:kept_id>", does=read_return_kept)
@resources.response(200, ReturnFileOut)
def get_return_kept(kept_id: uuid.UUID) -> ReturnKept:
    """Show one file as it was signed off"""
    return read_return_kept(current_actor(), kept_id=kept_id)
