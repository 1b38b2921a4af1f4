"""Keeping apart, handover, wall screens and all suites at a glance, for other programs."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.apart import KeepApart
from mips.custody.model.handover import HandedOver, Handover
from mips.custody.model.wall import WallToken
from mips.custody.schemas.suites import (
    ApartOut,
    ClosingIn,
    HandedOverOut,
    HandoverEndOut,
    HandoverIn,
    HandoverOut,
    KeepApartIn,
    KeepApartOut,
    OverviewOut,
    SoughtIn,
    WallIn,
    WallMadeOut,
    WallOut,
)
from mips.custody.usecases.apart import Apart, end_keep_apart, keep_apart, read_apart
from mips.custody.usecases.handover import HandoverShown, end_handover, read_handover, sign_handover
from mips.custody.usecases.overview import Overview, read_overview
from mips.custody.usecases.wall import digest_of, list_walls, make_wall, revoke_wall
from mips.web.endpoints import current_actor


@resources.operation("/overview", does=read_overview)
@resources.arguments(SoughtIn, location="query")
@resources.response(200, OverviewOut)
def get_overview(query: dict[str, Any]) -> Overview:
    """Show every suite at a glance, and find somebody held in any"""
    return read_overview(current_actor(), **query)


@resources.operation("/detentions/<uuid:detention_id>/apart", does=read_apart)
@resources.response(200, ApartOut)
def get_apart(detention_id: uuid.UUID) -> Apart:
    """Show whom a detainee is to be kept apart from"""
    return read_apart(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/apart", does=keep_apart, methods=["POST"])
@resources.arguments(KeepApartIn)
@resources.response(201, KeepApartOut)
def post_apart(fields: dict[str, Any], detention_id: uuid.UUID) -> KeepApart:
    """Keep two detainees apart"""
    return keep_apart(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/apart/<uuid:pair_id>/end", does=end_keep_apart, methods=["POST"])
@resources.arguments(ClosingIn)
@resources.response(201, KeepApartOut)
def post_apart_end(fields: dict[str, Any], pair_id: uuid.UUID) -> KeepApart:
    """Say that two detainees need not be kept apart any more"""
    return end_keep_apart(current_actor(), pair_id=pair_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/handover", does=read_handover)
@resources.response(200, HandoverOut)
def get_handover(suite_id: uuid.UUID) -> HandoverShown:
    """Show the handover that is under way, with its signatures"""
    return read_handover(current_actor(), suite_id=suite_id)


@resources.operation("/detentions/<uuid:detention_id>/handover", does=sign_handover, methods=["POST"])
@resources.arguments(HandoverIn)
@resources.response(201, HandedOverOut)
def post_handover(fields: dict[str, Any], detention_id: uuid.UUID) -> HandedOver:
    """Sign for one detainee, as the officer who goes or the one who comes"""
    return sign_handover(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/handover/end", does=end_handover, methods=["POST"])
@resources.arguments(ClosingIn)
@resources.response(201, HandoverEndOut)
def post_handover_end(fields: dict[str, Any], suite_id: uuid.UUID) -> Handover:
    """End a handover that cannot be signed for all"""
    return end_handover(current_actor(), suite_id=suite_id, **fields)


@resources.operation("/suites/<uuid:suite_id>/walls", does=list_walls)
@resources.response(200, WallOut(many=True))
def get_walls(suite_id: uuid.UUID) -> list[WallToken]:
    """List the wall screens of a suite that work"""
    return list(list_walls(current_actor(), suite_id=suite_id).tokens)


@resources.operation("/suites/<uuid:suite_id>/walls", does=make_wall, methods=["POST"])
@resources.arguments(WallIn)
@resources.response(201, WallMadeOut)
def post_wall(fields: dict[str, Any], suite_id: uuid.UUID) -> dict[str, Any]:
    """Set up a wall screen: its token is told this once"""
    token = secrets.token_urlsafe(32)
    made = make_wall(current_actor(), suite_id=suite_id, digest=digest_of(token), **fields)
    told = ("id", "suite_id", "name", "expires_at", "revoked_at")
    return {name: getattr(made, name) for name in told} | {"token": token}


@resources.operation("/walls/<uuid:wall_id>/revoke", does=revoke_wall, methods=["POST"])
@resources.response(201, WallOut)
def post_wall_revoke(wall_id: uuid.UUID) -> WallToken:
    """Turn a wall screen off"""
    return revoke_wall(current_actor(), wall_id=wall_id)
