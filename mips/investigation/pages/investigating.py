"""What is done on a crime after it was recorded: its log and its people. One job a page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.investigating import (
    AddCrimePartyIn,
    AddSuspectIn,
    ChangeSuspectIn,
    CrimeLogEntryIn,
)
from mips.investigation.usecases.log import LogKind, add_log_entry
from mips.investigation.usecases.people import add_party, add_suspect, change_suspect
from mips.investigation.usecases.reading import read_crime
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:crime_id>/log", does=add_log_entry, methods=["GET", "POST"])
def add_to_log(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        CrimeLogEntryIn(),
        lambda fields: add_log_entry(current_actor(), crime_id=crime_id, **fields),
        title="Add to the log",
        submit="Add",
        done="Added to the log",
        initial={"kind": LogKind.ENTRY},
    )


@pages.page("/<uuid:crime_id>/suspects", does=add_suspect, methods=["GET", "POST"])
def suspect(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        AddSuspectIn(),
        lambda fields: add_suspect(current_actor(), crime_id=crime_id, **fields),
        title="Add a suspect",
        submit="Add suspect",
        done="Suspect added",
        initial={"person_id": request.args.get("person"), "status": "suspect"},
    )


@pages.page("/<uuid:crime_id>/suspects/<uuid:person_id>", does=change_suspect, methods=["GET", "POST"])
def suspect_status(crime_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        ChangeSuspectIn(),
        lambda fields: change_suspect(current_actor(), crime_id=crime_id, person_id=person_id, **fields),
        title="Where the suspect stands",
        submit="Save",
        done="Status changed",
    )


@pages.page("/<uuid:crime_id>/people", does=add_party, methods=["GET", "POST"])
def party(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        AddCrimePartyIn(),
        lambda fields: add_party(current_actor(), crime_id=crime_id, **fields),
        title="Add a victim or witness",
        submit="Add",
        done="Added",
        initial={"person_id": request.args.get("person")},
    )


def one_job(
    crime_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    done: str,
    initial: dict[str, Any] | None = None,
    **more: Any,
) -> ResponseReturnValue:
    """A form of one job on a crime; done, it leads back to the crime."""
    form = Form(schema, initial=initial)
    if form.carries_out(action):
        flash(done)
        return redirect(url_for("investigation.crime", crime_id=crime_id), 303)
    crime = read_crime(current_actor(), crime_id=crime_id).crime
    context = {"crime": crime, "form": form, "title": title, "submit": submit}
    return render_template("investigation/job.html", **context, **more), form.status
