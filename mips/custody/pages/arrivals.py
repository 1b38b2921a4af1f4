"""Arrivals that no arrest for an offence brought: each kind with its own questions, limit and ways out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.core import clock
from mips.core.settings import settings
from mips.custody.pages.blueprint import pages
from mips.custody.pages.board import SUITE_KEPT
from mips.custody.pages.booking import asked_for, kinds_offered, step
from mips.custody.pages.capacity import not_asked_of_a_sergeant
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.rules.arrivals import OTHERWISE, ArrivalKind
from mips.custody.schemas.arrivals import AcceptedIn, OtherArrivalIn, PeaceIn, SafetyLongerIn, WelfareIn, left_out_for
from mips.custody.usecases.hold_checks import check_welfare, review_peace
from mips.custody.usecases.other_arrivals import accept_detainee, extend_place_of_safety, record_other_arrival
from mips.custody.usecases.reading import CustodyRecord
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/arrive/otherwise", does=record_other_arrival, methods=["GET", "POST"])
def arrive_otherwise() -> ResponseReturnValue:
    kind = _kind()
    if kind is None:
        return redirect(url_for("custody.arrive"))
    known: dict[str, Any] = {
        "kind": kind,
        "arrived_at": clock.now(),
        "suite_id": request.args.get("suite") or session.get(SUITE_KEPT),
        "person_id": asked_for("person"),
    }
    form = Form(OtherArrivalIn(exclude=left_out_for(kind)), initial=known)
    if form.carries_out(lambda fields: record_other_arrival(current_actor(), **fields)):
        flash("Arrival recorded")
        return redirect(url_for("custody.record", detention_id=form.result.id))
    return render_template("custody/arrive.html", form=form, kind=kind, kinds=kinds_offered()), form.status


@pages.page("/<uuid:detention_id>/accept", does=accept_detainee, methods=["GET", "POST"])
def accept(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(AcceptedIn(exclude=not_asked_of_a_sergeant())),
        title="Accept into custody",
        submit="Accept into custody",
        action=lambda fields: accept_detainee(current_actor(), detention_id=detention_id, **fields),
        done="Accepted into custody",
        lead="They are not in police detention for an offence: no detention is authorised under PACE s.37.",
        known=_held_on,
    )


@pages.page("/<uuid:detention_id>/place-of-safety", does=extend_place_of_safety, methods=["GET", "POST"])
def safety_longer(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(SafetyLongerIn()),
        title="Twelve hours more in a place of safety",
        submit="Agree to twelve hours more",
        action=lambda fields: extend_place_of_safety(current_actor(), detention_id=detention_id, **fields),
        done="Twelve hours more",
        lead="Only where their condition keeps the assessment from being finished in time (MHA 1983 s.136B).",
        known=_held_on,
    )


@pages.page("/<uuid:detention_id>/welfare", does=check_welfare, methods=["GET", "POST"])
def hold_welfare(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(WelfareIn()),
        title="Welfare check by a nurse or doctor",
        submit="Record the check",
        action=lambda fields: check_welfare(current_actor(), detention_id=detention_id, **fields),
        done="Check recorded",
        lead=f"At least every {settings().safety_check_minutes} minutes in a place of safety (SI 2017/1036 reg 4).",
        known=_held_on,
        tab="arrest",
    )


@pages.page("/<uuid:detention_id>/peace", does=review_peace, methods=["GET", "POST"])
def hold_peace(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PeaceIn(exclude=not_asked_of_a_sergeant())),
        title="Is there danger to the peace still?",
        submit="Save",
        action=lambda fields: review_peace(current_actor(), detention_id=detention_id, **fields),
        done="Looked at again",
        lead="It is no offence, and no review under PACE s.40. Where the danger is past, release them now.",
        known=_held_on,
        tab="arrest",
    )


def _held_on(record: CustodyRecord) -> list[tuple[str, Any]]:
    held = record.detention
    return [
        ("Held on", held.arrival.label),
        ("About", record.hold.matter if record.hold else ""),
        ("Under", held.arrival.about.source.section),
        ("Limit", held.held_until or "No instant is set in law"),
        ("To be done", held.arrival.about.must),
    ]


def _kind() -> ArrivalKind | None:
    asked = request.values.get("kind", "")
    return ArrivalKind(asked) if asked in set(OTHERWISE) else None


def _held_for(kind: ArrivalKind, *, accepted: bool = False) -> Callable[[CustodyRecord], str | None]:
    def wait(record: CustodyRecord) -> str | None:
        held = record.detention
        if not held.held or held.arrival is not kind:
            return None
        return "Accept them first" if accepted and held.authorised_at is None else ""

    return wait


add_doing(
    Doing(
        key="hold-welfare",
        label="Welfare check by a nurse or doctor",
        endpoint="custody.hold_welfare",
        order=5,
        permission=Permission.CUSTODY_RISK_CREATE,
        group=Group.CARE,
        wait=_held_for(ArrivalKind.PLACE_OF_SAFETY),
    )
)
add_doing(
    Doing(
        key="hold-peace",
        label="Is there danger to the peace still?",
        endpoint="custody.hold_peace",
        order=5,
        permission=Permission.CUSTODY_DETENTION_APPROVE,
        whose="For a custody officer",
        group=Group.CLOCK,
        wait=_held_for(ArrivalKind.PEACE, accepted=True),
    )
)
add_doing(
    Doing(
        key="safety-longer",
        label="Twelve hours more in a place of safety",
        endpoint="custody.safety_longer",
        order=50,
        permission=Permission.CUSTODY_EXTENSION_APPROVE,
        whose="For a superintendent",
        group=Group.CLOCK,
        wait=_held_for(ArrivalKind.PLACE_OF_SAFETY),
    )
)
