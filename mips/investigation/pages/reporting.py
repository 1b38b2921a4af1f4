"""Taking a report, on a phone or a desk: saved as it goes, gone on with on another device."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.policy import Actor
from mips.core import clock
from mips.investigation.model.draft import ReportDraft
from mips.investigation.pages.blueprint import incident_pages
from mips.investigation.schemas.incidents import ReportIncidentIn
from mips.investigation.usecases.drafts import (
    give_up_draft,
    keep_report_draft,
    list_report_drafts,
    read_report_draft,
)
from mips.investigation.usecases.incidents import report_incident
from mips.web.endpoints import current_actor
from mips.web.filters import as_known
from mips.web.forms import Form
from mips.web.stored_draft import StoredDraft

SHORT: Final = 60
"""Letters of what was said that name a report which is not finished."""


@incident_pages.page("/new", does=report_incident, methods=["GET", "POST"])
def report() -> ResponseReturnValue:
    """Begun, it has an address of its own, under which it is saved as it goes."""
    if request.method == "GET":
        return redirect(url_for("incidents.report_on", draft_id=uuid.uuid4(), person=request.args.get("person")))
    return _taking(None)


@incident_pages.page("/new/<uuid:draft_id>", does=report_incident, methods=["GET", "POST"])
def report_on(draft_id: uuid.UUID) -> ResponseReturnValue:
    """Begun on the page of a `person`, it is they who report."""
    return _taking(draft_id)


def _taking(draft_id: uuid.UUID | None) -> ResponseReturnValue:
    actor = current_actor()
    known = {"capacity": "victim", "person_id": request.args["person"]} if request.args.get("person") else {}
    draft = _draft(draft_id) if draft_id else None
    form = Form(ReportIncidentIn(), initial={"reported_at": clock.now(), "reporter": known}, draft=draft)
    if form.carries_out(lambda fields: report_incident(actor, **fields, draft_id=draft_id)):
        flash(f"Incident {form.result.reference} taken down. Decide by {as_known(form.result.decide_by)}")
        return redirect(url_for("incidents.incident", incident_id=form.result.id), 303)
    return render_template("investigation/report.html", form=form), form.status


@incident_pages.page("/drafts/<uuid:draft_id>/give-up", does=give_up_draft, methods=["GET", "POST"])
def give_up(draft_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(Schema())
    if form.carries_out(lambda _: give_up_draft(current_actor(), draft_id=draft_id)):
        flash("What was typed has been thrown away")
        return redirect(url_for("incidents.incidents"), 303)
    return render_template("investigation/give_up.html", form=form, draft_id=draft_id)


def unfinished(actor: Actor) -> Sequence[tuple[ReportDraft, str]]:
    """The reports that somebody has begun, each with the words it is known by."""
    if not actor.may(report_incident.permission):
        return []
    return [(each, _words(each)) for each in list_report_drafts(actor).drafts]


def _words(draft: ReportDraft) -> str:
    said = " ".join(draft.typed.get("summary", [""])).strip()
    return f"{said[:SHORT].rstrip()}\u2026" if len(said) > SHORT else said or "Nothing said yet"


def _draft(draft_id: uuid.UUID) -> StoredDraft[ReportDraft]:
    """Of one's own report that is not finished."""
    return StoredDraft(
        url_for("incidents.incidents"),
        read=lambda actor: read_report_draft(actor, draft_id=draft_id).one,
        keep=lambda actor, texts, _, sending: keep_report_draft(actor, draft_id=draft_id, typed=texts, sending=sending),
        by=lambda _: current_actor().name,
    )
