"""Healthcare: the list a nurse works from, the health of one detainee, calls, examinations and medicine."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.core.errors import NotFound
from mips.custody.model.healthcare import HealthcareCall
from mips.custody.model.medication import Prescription
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.caring import care_page
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.healthcare import CallPurpose
from mips.custody.schemas.health import CallIn, DoseIn, ExaminationIn, PrescriptionIn, StopIn, VisitIn
from mips.custody.usecases.caring import read_care
from mips.custody.usecases.healthcare import (
    HealthRecord,
    call_hcp,
    examine,
    list_patients,
    note_visit,
    read_health,
)
from mips.custody.usecases.medication import administer_dose, prescribe, record_dose, stop_prescription
from mips.custody.usecases.reading import CustodyRecord
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/healthcare", does=list_patients)
def patients() -> ResponseReturnValue:
    return render_template("custody/patients.html", patients=list_patients(current_actor()))


@pages.page("/<uuid:detention_id>/health", does=read_health)
def health(detention_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_health(current_actor(), detention_id=detention_id)
    return render_template("custody/health.html", health=shown, care=shown.care)


@pages.page("/<uuid:detention_id>/medication", does=read_health)
def medication(detention_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_health(current_actor(), detention_id=detention_id)
    return render_template("custody/medication.html", health=shown, care=shown.care)


@pages.page("/<uuid:detention_id>/call-hcp", does=call_hcp, methods=["GET", "POST"])
def call_healthcare(detention_id: uuid.UUID) -> ResponseReturnValue:
    wanted = [each for each in CallPurpose if each.value == request.args.get("purpose")]
    return step(
        detention_id,
        Form(CallIn(), initial={"purposes": wanted, "urgent": bool(wanted)}),
        title="Call a healthcare professional",
        submit="Record the call",
        action=lambda fields: call_hcp(current_actor(), detention_id=detention_id, **fields),
        done="Call recorded. It stands on the board until they have left",
    )


@pages.page("/<uuid:detention_id>/calls/<uuid:call_id>", does=note_visit, methods=["GET", "POST"])
def visit(detention_id: uuid.UUID, call_id: uuid.UUID) -> ResponseReturnValue:
    call = _call(read_health(current_actor(), detention_id=detention_id), call_id)
    times = {name: getattr(call, name) for name in ("arrived_at", "seen_at", "left_at")}
    return step(
        detention_id,
        Form(VisitIn(), initial=times),
        title="Healthcare professional: came and went",
        submit="Save",
        action=lambda fields: note_visit(current_actor(), call_id=call_id, **fields),
        done="Recorded",
        lead=f"Called for: {call.why}",
    )


@pages.page("/<uuid:detention_id>/examine", does=examine, methods=["GET", "POST"])
def examination(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(ExaminationIn())
    if form.carries_out(lambda fields: examine(actor, detention_id=detention_id, **fields)):
        flash("Examination kept. Custody staff see what they are to do, and none of the findings")
        return redirect(url_for("custody.health", detention_id=detention_id))
    care = read_care(actor, detention_id=detention_id)
    return care_page(care, form, title="Examination", submit="Save")


@pages.page("/<uuid:detention_id>/prescribe", does=prescribe, methods=["GET", "POST"])
def prescription(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(PrescriptionIn(), initial={"window_minutes": "60"})
    if form.carries_out(lambda fields: prescribe(actor, detention_id=detention_id, **fields)):
        flash("Medicine directed. Each dose stands on the board when it is due")
        return redirect(url_for("custody.medication", detention_id=detention_id))
    care = read_care(actor, detention_id=detention_id)
    return care_page(care, form, title="Direct a medicine", submit="Direct this medicine")


@pages.page(
    "/<uuid:detention_id>/medication/<uuid:prescription_id>/stop", does=stop_prescription, methods=["GET", "POST"]
)
def stop_medicine(detention_id: uuid.UUID, prescription_id: uuid.UUID) -> ResponseReturnValue:
    return _about_medicine(
        detention_id,
        prescription_id,
        Form(StopIn()),
        title="Stop",
        does=stop_prescription,
    )


@pages.page("/<uuid:detention_id>/medication/<uuid:prescription_id>/dose", does=record_dose, methods=["GET", "POST"])
def dose(detention_id: uuid.UUID, prescription_id: uuid.UUID) -> ResponseReturnValue:
    return _about_medicine(detention_id, prescription_id, Form(DoseIn()), title="Give", does=record_dose)


@pages.page(
    "/<uuid:detention_id>/medication/<uuid:prescription_id>/administer", does=administer_dose, methods=["GET", "POST"]
)
def administer(detention_id: uuid.UUID, prescription_id: uuid.UUID) -> ResponseReturnValue:
    return _about_medicine(detention_id, prescription_id, Form(DoseIn()), title="Give", does=administer_dose)


def _about_medicine(
    detention_id: uuid.UUID, prescription_id: uuid.UUID, form: Form, *, title: str, does: Any
) -> ResponseReturnValue:
    actor = current_actor()
    if form.carries_out(lambda fields: does(actor, prescription_id=prescription_id, **fields)):
        flash("Recorded")
        return redirect(url_for("custody.medication", detention_id=detention_id))
    shown = read_health(actor, detention_id=detention_id)
    medicine = _medicine(shown, prescription_id)
    lead = ". ".join(part for part in (medicine.route, medicine.instructions) if part)
    return care_page(shown.care, form, title=f"{title} {medicine.name}", submit="Save", lead=lead)


def _medicine(shown: HealthRecord, prescription_id: uuid.UUID) -> Prescription:
    found = next((each for each in shown.medicines if each.id == prescription_id), None)
    if found is None:
        raise NotFound("No such medicine")
    return found


def _call(shown: HealthRecord, call_id: uuid.UUID) -> HealthcareCall:
    found = next((each for each in shown.calls if each.id == call_id), None)
    if found is None:
        raise NotFound("No such call")
    return found


def _health_tab(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return {"health": read_health(actor, detention_id=record.detention.id)}


def _due(record: CustodyRecord) -> str | None:
    return "" if record.detention.held else None


add_tab(
    Tab(
        key="health",
        title="Medical",
        template="custody/tab_health.html",
        order=35,
        permission=read_health.permission,
        gather=_health_tab,
    )
)
add_doing(
    Doing(
        key="medication",
        label="Medicine",
        endpoint="custody.medication",
        order=34,
        group=Group.CARE,
        permission=record_dose.permission,
        wait=_due,
    )
)
add_doing(
    Doing(
        key="hcp",
        label="Call a healthcare professional",
        endpoint="custody.call_healthcare",
        order=36,
        group=Group.CARE,
        permission=call_hcp.permission,
        wait=_due,
    )
)
