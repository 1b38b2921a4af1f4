"""The form a crime is recorded with, and the picker of places."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.recording import Basis
from mips.investigation.schemas.recording import RecordCrimeIn
from mips.investigation.usecases.places import find_places, name_place
from mips.investigation.usecases.recording import record_crime
from mips.record.model.object import Place
from mips.web.endpoints import current_actor
from mips.web.field.text import Unfit, cleaned
from mips.web.formdata import rows_of
from mips.web.forms import Form
from mips.web.pickers import Candidate, Picker


@pages.page("/new", does=record_crime, methods=["GET", "POST"])
def record() -> ResponseReturnValue:
    """Begun on the page of a `person`, they are the suspect."""
    return _begun_on_a_person("suspects")


@pages.page("/new/victim", does=record_crime, methods=["GET", "POST"])
def record_for_victim() -> ResponseReturnValue:
    """The same, begun on the page of the person it happened to."""
    return _begun_on_a_person("victims")


def _begun_on_a_person(part: str) -> ResponseReturnValue:
    known = {part: [{"person_id": each} for each in request.args.getlist("person")]}
    return recording(known | {"reported_at": clock.now(), "basis": Basis.VICTIM})


def recording(known: dict[str, Any], *, incident: ReportedIncident | None = None) -> ResponseReturnValue:
    """The form with what is `known` filled in, of the `incident` where it is recorded from one."""
    actor = current_actor()
    form = Form(RecordCrimeIn(exclude=["incident_id"]), initial=known)
    of_it = incident.id if incident else None
    if form.carries_out(lambda fields: record_crime(actor, **fields, incident_id=of_it)):
        flash(f"Crime {form.result.reference} recorded")
        return redirect(_then(form), 303)
    return render_template("investigation/record.html", form=form, incident=incident), form.status


def _then(form: Form) -> str:
    """The crime; where there is one for each of several victims, the incident that shows all of them."""
    several = rows_of("victims", form.typed) > 1 and not form.typed.get("joint")
    if several:
        return url_for("incidents.incident", incident_id=form.result.incident_id)
    return url_for("investigation.crime", crime_id=form.result.id)


@pages.page("/places", does=find_places)
def places_like() -> ResponseReturnValue:
    """Candidates for a picker, as JSON."""
    try:
        text = cleaned(request.args.get("q", ""), longest=200, lines=False)
    except Unfit:
        text = ""
    return jsonify(candidates=[vars(each) for each in _find(text)] if text else [])


def _candidate(place: Place) -> Candidate:
    return Candidate(value=str(place.id), label=place.label or place.address, detail=place.postcode)


def _find(text: str) -> list[Candidate]:
    return [_candidate(place) for place in find_places(current_actor(), q=text)]


def _name(value: str) -> Candidate | None:
    try:
        place = name_place(current_actor(), place_id=uuid.UUID(value))
    except ValueError:
        return None
    return _candidate(place) if place else None


PLACE_PICKER = Picker(kind="place", find=_find, name=_name, endpoint="investigation.places_like")
