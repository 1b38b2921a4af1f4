"""The form a crime is recorded with, and the picker of places."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.investigation.model.crime import Crime
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.alike import check_not_twice
from mips.investigation.rules.recording import Basis
from mips.investigation.schemas.recording import RecordCrimeForm
from mips.investigation.usecases.before import Before, look_before
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
    known = {part: [{"person_id": each} for each in _people()]}
    return recording(known | {"reported_at": clock.now(), "basis": Basis.VICTIM})


def _people() -> list[uuid.UUID]:
    """Whom the page was begun on; what is no id is nobody."""
    found = []
    for text in request.args.getlist("person"):
        with suppress(ValueError):
            found.append(uuid.UUID(text))
    return found


def recording(known: dict[str, Any], *, incident: ReportedIncident | None = None) -> ResponseReturnValue:
    """The form with what is `known` filled in, of the `incident` where it is recorded from one.

    What its victims and its place had before is shown, and a crime that this one may be, before it is recorded twice.
    """
    form = Form(RecordCrimeForm(exclude=["incident_id"]), initial=known)
    entry = Entry(incident.id if incident else None)
    if form.carries_out(entry.record):
        flash(f"Crime {form.result.reference} recorded")
        return redirect(_then(form), 303)
    before = entry.before or _what_was_before(known)
    if not before.alike:
        form.schema = RecordCrimeForm(exclude=["incident_id", "none_of_these"])
    flags = form["flags"]  # so many that they are folded away
    fieldsets = [(legend, [each for each in row if each.name != flags.name]) for legend, row in form.fieldsets]
    context = {"form": form, "incident": incident, "before": before, "flags": flags, "fieldsets": fieldsets}
    return render_template("investigation/record.html", **context), form.status


class Entry:
    """One crime being recorded, and what was on the record before it."""

    def __init__(self, incident_id: uuid.UUID | None) -> None:
        self.incident_id = incident_id
        self.before: Before | None = None

    def record(self, fields: dict[str, Any]) -> Crime:
        """Record it, unless it may be on the record already and nobody has said that it is not."""
        sure = fields.pop("none_of_these")
        if not sure:
            self.before = _what_was_before(fields)
            check_not_twice(alike=len(self.before.alike))
        return record_crime(current_actor(), **fields, incident_id=self.incident_id)


def _what_was_before(fields: dict[str, Any]) -> Before:
    codes = [each["code"] for each in fields.get("offences") or ()]
    return look_before(
        replace(current_actor(), key=None),  # the key is for the crime itself
        where=fields.get("where"),
        victims=fields.get("victims") or (),
        occurred_from=fields.get("occurred_from"),
        occurred_until=fields.get("occurred_until"),
        offence_code=codes[0] if codes else None,
    )


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
