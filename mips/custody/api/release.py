"""Before somebody leaves, for other programs: risk of release, a child after charge, moves between suites."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.release import ChildAfterCharge, Move, PreRelease
from mips.custody.schemas.release import (
    ChildPlacedIn,
    ChildPlacedOut,
    MoveIn,
    MoveOut,
    PreReleaseIn,
    PreReleaseOut,
    ReceivedIn,
)
from mips.custody.usecases.moving import receive_from_suite, send_to_suite
from mips.custody.usecases.release_risk import assess_release, place_child
from mips.web.endpoints import current_actor

_OF = "/detentions/<uuid:detention_id>"


@resources.operation(f"{_OF}/release-risk", does=assess_release, methods=["POST"])
@resources.arguments(PreReleaseIn)
@resources.response(201, PreReleaseOut)
def post_release_risk(fields: dict[str, Any], detention_id: uuid.UUID) -> PreRelease:
    """Keep the risk assessment before release"""
    return assess_release(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/child", does=place_child, methods=["POST"])
@resources.arguments(ChildPlacedIn)
@resources.response(201, ChildPlacedOut)
def post_child(fields: dict[str, Any], detention_id: uuid.UUID) -> ChildAfterCharge:
    """Record where a child refused bail goes, or certify why not to the local authority"""
    return place_child(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/move", does=send_to_suite, methods=["POST"])
@resources.arguments(MoveIn)
@resources.response(201, MoveOut)
def post_move(fields: dict[str, Any], detention_id: uuid.UUID) -> Move:
    """Record that somebody left for another suite"""
    return send_to_suite(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/receive", does=receive_from_suite, methods=["POST"])
@resources.arguments(ReceivedIn)
@resources.response(201, MoveOut)
def post_receive(fields: dict[str, Any], detention_id: uuid.UUID) -> Move:
    """Record the arrival from another suite"""
    return receive_from_suite(current_actor(), detention_id=detention_id, **fields)
