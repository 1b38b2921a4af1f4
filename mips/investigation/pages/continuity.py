"""Pages on which an exhibit is moved, and an entry of its continuity put right."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.investigation.model.exhibit import Exhibit
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.continuity import Where
from mips.investigation.schemas.exhibits import CorrectContinuityIn, MoveIn
from mips.investigation.usecases.continuity import correct_continuity, move_exhibit
from mips.investigation.usecases.exhibits import read_exhibit
from mips.investigation.usecases.stores import list_shelves
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form


@pages.page("/exhibits/<uuid:exhibit_id>/move", does=move_exhibit, methods=["GET", "POST"])
def move(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    """Begun from a scan it may already say where to: `?to=in-store&shelf=...`."""
    actor = current_actor()
    begun = {"to": request.args.get("to"), "shelf_id": request.args.get("shelf")}
    return _one_job(
        exhibit_id,
        MoveIn,
        lambda fields: move_exhibit(actor, exhibit_id=exhibit_id, **fields),
        title="Move it",
        submit="Save the movement",
        initial={name: value for name, value in begun.items() if value},
    )


@pages.page(
    "/exhibits/<uuid:exhibit_id>/continuity/<uuid:event_id>/correct",
    does=correct_continuity,
    methods=["GET", "POST"],
)
def correct_event(exhibit_id: uuid.UUID, event_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return _one_job(
        exhibit_id,
        CorrectContinuityIn,
        lambda fields: correct_continuity(actor, exhibit_id=exhibit_id, event_id=event_id, **fields),
        title="Correct its continuity",
        submit="Save the correction",
        initial={},
        about=event_id,
    )


def _one_job(
    exhibit_id: uuid.UUID,
    schema: type[Schema],
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    initial: Mapping[str, Any],
    about: uuid.UUID | None = None,
) -> ResponseReturnValue:
    shown = read_exhibit(current_actor(), exhibit_id=exhibit_id)
    exhibit = shown.exhibit
    form = Form(_fitting(schema, exhibit), initial={**initial, "seen": exhibit.moves})
    if form.carries_out(action):
        flash(f"{exhibit.mark}: {form.result.to}")
        return redirect(url_for(".exhibit", exhibit_id=exhibit_id), 303)
    wrong = next((each for each in shown.events if each.id == about), None)
    context = {"exhibit": exhibit, "crime": shown.crime, "form": form, "title": title, "submit": submit, "wrong": wrong}
    return render_template("investigation/exhibit_job.html", **context), form.status


def _fitting(schema: type[Schema], exhibit: Exhibit) -> Schema:
    """The form without what does not arise: a seal where there is none, a giver where the actor has it."""
    actor = current_actor()
    unasked = [] if exhibit.seal else ["seal_intact", "seal_why"]
    unasked += [] if exhibit.holder_id not in (None, actor.id) else ["giver"]
    unasked += [] if exhibit.under_two else ["second", "counted"]
    fitting = schema(exclude=[name for name in unasked if name in schema().fields])
    return offering(fitting, shelf_id=[(str(shelf.id), shelf.name) for shelf in list_shelves(actor)])


def to_shelf(exhibit_id: uuid.UUID, shelf_id: uuid.UUID) -> str:
    """The address at which an exhibit is put on a shelf, all but the rest filled in."""
    return url_for("investigation.move", exhibit_id=exhibit_id, to=Where.IN_STORE.value, shelf=shelf_id)
