"""Before somebody leaves: the risk of it, a child after charge, a move to another suite."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.schemas.booking import asking
from mips.custody.schemas.release import ChildPlacedIn, MoveIn, PreReleaseIn, ReceivedIn
from mips.custody.usecases.departure import hindrances_of
from mips.custody.usecases.moving import receive_from_suite, send_to_suite
from mips.custody.usecases.reading import CustodyRecord, is_child
from mips.custody.usecases.release_risk import assess_release, assessments_of, place_child, placements_of
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/release-risk", does=assess_release, methods=["GET", "POST"])
def release_risk(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(asking(PreReleaseIn(), "transport")),
        title="Risk of release",
        submit="Save the assessment",
        action=lambda fields: assess_release(current_actor(), detention_id=detention_id, **fields),
        done="Risk of release assessed",
        lead="Of everybody who leaves, however they leave. Ask; do not assume.",
    )


@pages.page("/<uuid:detention_id>/child", does=place_child, methods=["GET", "POST"])
def child(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ChildPlacedIn()),
        title="Child refused bail: local authority",
        submit="Save",
        action=lambda fields: place_child(current_actor(), detention_id=detention_id, **fields),
        done="Saved. A certificate goes to the court",
        lead="They go to local authority accommodation unless you certify why not (PACE 1984 s.38(6)-(7)).",
    )


@pages.page("/<uuid:detention_id>/move", does=send_to_suite, methods=["GET", "POST"])
def move(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(MoveIn()),
        title="Move to another suite",
        submit="Record that they left",
        action=lambda fields: send_to_suite(current_actor(), detention_id=detention_id, **fields),
        done="On the way. They stand on this board until they are received",
        lead="The record and its clock go with them; the time on the way counts.",
    )


@pages.page("/<uuid:detention_id>/receive", does=receive_from_suite, methods=["GET", "POST"])
def receive(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ReceivedIn()),
        title="Receive from another suite",
        submit="Record the arrival",
        action=lambda fields: receive_from_suite(current_actor(), detention_id=detention_id, **fields),
        done="Received. Put them in a cell",
    )


def _gather(_actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    held = record.detention
    return {
        "lacking": hindrances_of(held.id) if held.held else [],
        "assessments": assessments_of(held.id),
        "placements": placements_of(held.id),
    }


def _in_custody(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and held.authorised_at else None


def _child_kept(record: CustodyRecord) -> str | None:
    held = record.detention
    kept = held.held and held.charged_at is not None and held.bailed is False
    return "" if kept and is_child(held.person, held.charged_at or held.arrived_at) else None


add_tab(Tab(key="release", title="Release", template="custody/tab_release.html", order=67, gather=_gather))
add_doing(
    Doing(
        key="release_risk",
        label="Assess the risk of release",
        endpoint="custody.release_risk",
        order=58,
        group=Group.LEAVING,
        permission=Permission.CUSTODY_RISK_CREATE,
        wait=_in_custody,
    )
)
add_doing(
    Doing(
        key="child",
        label="Local authority for the child",
        endpoint="custody.child",
        order=3,
        group=Group.LEAVING,
        permission=Permission.CUSTODY_DETENTION_APPROVE,
        whose="For a custody officer",
        wait=_child_kept,
    )
)
add_doing(
    Doing(
        key="move",
        label="Move to another suite",
        endpoint="custody.move",
        order=80,
        group=Group.LEAVING,
        permission=Permission.CUSTODY_DETENTION_APPROVE,
        whose="For a custody officer",
        wait=_in_custody,
    )
)
