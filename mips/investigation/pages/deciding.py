"""What is decided of a report, one job a page: a crime, no crime, part of another crime, or another force's."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.investigation.pages.blueprint import incident_pages
from mips.investigation.pages.recording import recording
from mips.investigation.rules.incidents import Standing
from mips.investigation.rules.recording import Basis
from mips.investigation.schemas.incidents import (
    AnswerElsewhereIn,
    DecideNotRecordedIn,
    JoinToCrimeIn,
    OfferElsewhereIn,
    VictimToldIn,
    as_reported,
)
from mips.investigation.schemas.investigating import CrimeLogEntryIn
from mips.investigation.usecases.deciding import decide_not_recorded, join_to_crime
from mips.investigation.usecases.elsewhere import answer_elsewhere, offer_elsewhere, tell_victim_of_transfer
from mips.investigation.usecases.incident_reading import IncidentPage, read_incident
from mips.investigation.usecases.log import LogKind, add_incident_entry
from mips.investigation.usecases.recording import record_crime
from mips.record.model.event import Part
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@incident_pages.page("/<uuid:incident_id>/crime", does=record_crime, methods=["GET", "POST"])
def crime(incident_id: uuid.UUID) -> ResponseReturnValue:
    """The form of a crime with everything the report said filled in."""
    shown = read_incident(current_actor(), incident_id=incident_id)
    return recording(_known(shown), incident=shown.incident)


def _known(shown: IncidentPage) -> dict[str, Any]:
    people = {
        f"{part.value}s" if part is Part.VICTIM else "witnesses": [_as_typed(each.party) for each in shown.of(part)]
        for part in (Part.VICTIM, Part.WITNESS)
    }
    return as_reported(shown.incident) | people | {"basis": Basis.VICTIM if people["victims"] else None}


def _as_typed(party: Any) -> dict[str, Any]:
    return {"person_id": party.id} if party.kind == "person" else {"organisation": party.label}


@incident_pages.page("/<uuid:incident_id>/not-recorded", does=decide_not_recorded, methods=["GET", "POST"])
def not_recorded(incident_id: uuid.UUID) -> ResponseReturnValue:
    incident = read_incident(current_actor(), incident_id=incident_id).incident
    left_out = [] if incident.rape else ["n100"]
    left_out += ["new_facts"] if incident.standing is Standing.UNDECIDED else []
    return _one_job(
        incident_id,
        DecideNotRecordedIn(exclude=left_out),
        lambda fields: decide_not_recorded(current_actor(), incident_id=incident_id, **fields),
        title="Not recorded as a crime",
        submit="Decide",
        done="Decision kept with its reason",
        initial={"version": incident.version},
    )


@incident_pages.page("/<uuid:incident_id>/join", does=join_to_crime, methods=["GET", "POST"])
def join(incident_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        incident_id,
        JoinToCrimeIn(),
        lambda fields: join_to_crime(current_actor(), incident_id=incident_id, **fields),
        title="Part of a crime already recorded",
        submit="Join to that crime",
        done="Joined to the crime",
    )


@incident_pages.page("/<uuid:incident_id>/transfer", does=offer_elsewhere, methods=["GET", "POST"])
def offer(incident_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        incident_id,
        OfferElsewhereIn(),
        lambda fields: offer_elsewhere(current_actor(), incident_id=incident_id, **fields),
        title="Pass to another force",
        submit="Offered to them",
        done="Kept. Our 24 hours run until they accept it",
    )


@incident_pages.page("/<uuid:incident_id>/transfer/answer", does=answer_elsewhere, methods=["GET", "POST"])
def answer(incident_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        incident_id,
        AnswerElsewhereIn(),
        lambda fields: answer_elsewhere(current_actor(), incident_id=incident_id, **fields),
        title="The other force's answer",
        submit="Save",
        done="Answer kept",
    )


@incident_pages.page("/<uuid:incident_id>/transfer/victim", does=tell_victim_of_transfer, methods=["GET", "POST"])
def victim_told(incident_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        incident_id,
        VictimToldIn(),
        lambda fields: tell_victim_of_transfer(current_actor(), incident_id=incident_id, **fields),
        title="The victim was told which force deals with it",
        submit="Save",
        done="Kept",
    )


@incident_pages.page("/<uuid:incident_id>/log", does=add_incident_entry, methods=["GET", "POST"])
def add_to_log(incident_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        incident_id,
        CrimeLogEntryIn(),
        lambda fields: add_incident_entry(current_actor(), incident_id=incident_id, **fields),
        title="Add to the log",
        submit="Add",
        done="Added to the log",
        initial={"kind": LogKind.ENTRY},
    )


def _one_job(
    incident_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    done: str,
    initial: dict[str, Any] | None = None,
) -> ResponseReturnValue:
    """A form of one job on a report; done, it leads back to the report."""
    form, back = Form(schema, initial=initial), url_for("incidents.incident", incident_id=incident_id)
    if form.carries_out(action):
        flash(done)
        return redirect(back, 303)
    incident = read_incident(current_actor(), incident_id=incident_id).incident
    context = {"crime": incident, "back": back, "form": form, "title": title, "submit": submit}
    return render_template("investigation/job.html", **context), form.status
