"""Interviews of suspects and identification procedures of a crime: the list, and one job a page."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.with_suspects import NO_NEED, AddInterviewIn, RecordIdentificationIn
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.with_suspects import (
    WithSuspects,
    add_interview,
    read_with_suspects,
    record_identification,
)
from mips.record.model.event import Part
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:crime_id>/interviews", does=read_with_suspects)
def with_suspects(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_with_suspects(actor, crime_id=crime_id)
    suspects = read_crime(actor, crime_id=crime_id).of(Part.SUSPECT)
    may_add = actor.may(Permission.INVESTIGATION_LOG_CREATE)
    context = {"shown": shown, "crime": shown.crime, "suspects": suspects, "may_add": may_add}
    return render_template("investigation/with_suspects.html", **context)


@pages.page("/<uuid:crime_id>/suspects/<uuid:person_id>/interviews", does=add_interview, methods=["GET", "POST"])
def suspect_interview(crime_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """With `interview` it is one that custody has: what it has is shown and not asked."""
    actor, named = current_actor(), request.values.get("interview_id") or request.args.get("interview")
    shown = read_with_suspects(actor, crime_id=crime_id)
    about = _known(shown, named)
    form = Form(AddInterviewIn(exclude=NO_NEED if about else ()), initial={"interview_id": named if about else None})
    where: dict[str, Any] = {"crime_id": crime_id, "person_id": person_id}
    if form.carries_out(lambda fields: add_interview(actor, **where, **fields)):
        flash("Kept. The victims are owed word of the interview")
        return redirect(url_for("investigation.with_suspects", crime_id=crime_id), 303)
    context = {"crime": shown.crime, "title": "Interview of a suspect", "submit": "Save", "about": about}
    back = url_for("investigation.with_suspects", crime_id=crime_id)
    return render_template("investigation/job.html", form=form, back=back, **context), form.status


@pages.page(
    "/<uuid:crime_id>/suspects/<uuid:person_id>/identification", does=record_identification, methods=["GET", "POST"]
)
def suspect_identification(crime_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(RecordIdentificationIn())
    where: dict[str, Any] = {"crime_id": crime_id, "person_id": person_id}
    if form.carries_out(lambda fields: record_identification(actor, **where, **fields)):
        flash("Kept")
        return redirect(url_for("investigation.with_suspects", crime_id=crime_id), 303)
    shown = read_crime(actor, crime_id=crime_id)
    about = [("Suspect", each.party.label) for each in shown.of(Part.SUSPECT) if each.party_id == person_id]
    context = {"crime": shown.crime, "title": "Identification procedure", "submit": "Save", "about": about}
    back = url_for("investigation.with_suspects", crime_id=crime_id)
    return render_template("investigation/job.html", form=form, back=back, **context), form.status


def _known(shown: WithSuspects, named: str | None) -> list[tuple[str, object]]:
    for each in shown.waiting:
        if named and str(each.interview_id) == named:
            facts: list[tuple[str, object]] = [
                ("Suspect", shown.people[each.person_id].label),
                ("Interview", f"{each.number}, {'voluntary' if each.voluntary else 'in custody'}"),
                ("Began", each.began_at),
                ("Ended", each.ended_at),
                ("Where", each.where),
                ("There", each.present),
                ("Recording", each.recording),
            ]
            return [fact for fact in facts if fact[1] not in (None, "")]
    return []
