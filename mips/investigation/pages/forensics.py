"""Pages of forensic submissions: asked for on a crime, decided by the gatekeeper, sent, received, reported."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.investigation.model.forensic import ForensicSubmission
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.forensics import OPEN, Standing
from mips.investigation.schemas import forensics as schemas
from mips.investigation.usecases import forensics as does
from mips.investigation.usecases.exhibits import list_exhibits_of
from mips.investigation.usecases.forensics import EXAMINATIONS, SubmissionPage, list_submissions, read_submission
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.filters import duration
from mips.web.forms import Filters, Form
from mips.web.tables import Column, Listing, Tag

STATES = {Standing.ASKED: "soon", Standing.REJECTED: "late", Standing.REPORTED: "done"}


def standing_tag(row: ForensicSubmission) -> Tag:
    return Tag(state=STATES.get(row.standing, "running"), text=row.standing.label)


COLUMNS: Sequence[Column[ForensicSubmission]] = [
    Column(
        label="Submission", value=lambda row: row.number, link=lambda row: url_for(".submission", submission_id=row.id)
    ),
    Column(label="Examination", value=lambda row: title_of(EXAMINATIONS, row.examination)),
    Column(label="Standing", value=standing_tag),
    Column(label="Priority", value=lambda row: row.priority.label),
    Column(label="Asked", value=lambda row: row.asked_at, hidden_when_narrow=True),
    Column(label="Age", value=lambda row: duration(clock.now() - row.asked_at) if row.standing in OPEN else ""),
    Column(label="Crime", value=lambda row: row.crime.reference if row.crime else "", hidden_when_narrow=True),
]


@pages.page("/forensics", does=list_submissions)
def submissions() -> ResponseReturnValue:
    """The ageing report: what has waited longest first."""
    filters = Filters(schemas.SubmissionFilters())
    page = list_submissions(current_actor(), **filters.chosen, after=request.args.get("after"))
    listing = Listing(
        caption="Forensic submissions",
        columns=COLUMNS,
        page=page,
        filters=filters,
        empty="What goes to a lab stands here once it is asked for on the page of a crime.",
    )
    return render_template("investigation/list.html", listing=listing), filters.status


@pages.page("/<uuid:crime_id>/forensics/new", does=does.ask_for_examination, methods=["GET", "POST"])
def ask_examination(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = list_exhibits_of(actor, crime_id=crime_id)
    offered = [(str(each.id), f"{each.mark} {each.description} ({each.whereabouts.label})") for each in found.exhibits]
    form = Form(offering(schemas.ExaminationIn(), exhibits=offered), initial={"priority": "routine"})
    if form.carries_out(lambda fields: does.ask_for_examination(actor, crime_id=crime_id, **fields)):
        flash(f"{form.result.number} waits for the gatekeeper")
        return redirect(url_for(".submission", submission_id=form.result.id), 303)
    about = {"title": "Ask for an examination", "submit": "Ask the gatekeeper"}
    back = url_for(".exhibits_of", crime_id=crime_id)
    lead = "" if found.exhibits else "Nothing can be sent yet: enter the exhibits of this crime first."
    return render_template("investigation/store_job.html", form=form, back=back, lead=lead, **about), form.status


@pages.page("/forensics/<uuid:submission_id>", does=read_submission)
def submission(submission_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_submission(actor, submission_id=submission_id)
    return render_template(
        "investigation/submission.html",
        shown=shown,
        row=shown.row,
        title=title_of(EXAMINATIONS, shown.row.examination),
        tags=[standing_tag(shown.row)],
        facts=_facts(shown),
        actions=_actions(actor, shown.row),
    )


def _facts(shown: SubmissionPage) -> list[tuple[Any, ...]]:
    row = shown.row
    facts: list[tuple[Any, ...]] = [
        ("Crime", shown.crime.reference),
        ("Priority", row.priority.label),
        ("Asked", row.asked_at),
        ("By", row.asked_by.name),
    ]
    if row.decided_by:
        facts += [("Decided", row.decided_at), ("By", row.decided_by.name), ("Why", row.decided_why)]
    told: list[tuple[str, Any]] = [("Lab", row.lab), ("Lab's reference", row.lab_reference), ("Sent", row.sent_at)]
    told += [("Received there", row.received_at), ("Accredited for this", row.accredited)]
    told += [("Cost", f"\u00a3{row.pence / 100:,.2f}" if row.pence is not None else "")]
    return facts + [(label, value) for label, value in told if value not in (None, "")]


def _actions(actor: Actor, row: ForensicSubmission) -> list[dict[str, str]]:
    steps = {
        Standing.ASKED: ("Decide", "decide_submission", Permission.INVESTIGATION_FORENSIC_APPROVE),
        Standing.APPROVED: ("Send to the lab", "send_submission", Permission.INVESTIGATION_EXHIBIT_CREATE),
        Standing.SENT: ("Received at the lab", "received_submission", Permission.INVESTIGATION_FORENSIC_CREATE),
        Standing.RECEIVED: ("Enter the report", "report_submission", Permission.INVESTIGATION_FORENSIC_CREATE),
        Standing.REPORTED: ("Enter a further report", "report_submission", Permission.INVESTIGATION_FORENSIC_CREATE),
    }
    if row.standing not in steps:
        return []
    label, endpoint, permission = steps[row.standing]
    if row.standing is Standing.ASKED and row.asked_by_id == actor.id:
        return [{"label": label, "reason": "You asked for it: another gatekeeper decides"}]
    href = url_for(f".{endpoint}", submission_id=row.id)
    return [{"label": label, "href": href}] if actor.may(permission) else []


def _step(
    submission_id: uuid.UUID, schema: Schema, action: Callable[[dict[str, Any]], Any], title: str, submit: str
) -> ResponseReturnValue:
    form = Form(schema)
    if form.carries_out(action):
        flash("Saved")
        return redirect(url_for(".submission", submission_id=submission_id), 303)
    row = read_submission(current_actor(), submission_id=submission_id).row
    back, lead = url_for(".submission", submission_id=submission_id), f"{row.number}: {row.question}"
    context = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead}
    return render_template("investigation/store_job.html", **context), form.status


@pages.page("/forensics/<uuid:submission_id>/decision", does=does.decide_examination, methods=["GET", "POST"])
def decide_submission(submission_id: uuid.UUID) -> ResponseReturnValue:
    decides = _by(does.decide_examination, submission_id)
    return _step(submission_id, schemas.ExaminationDecisionIn(), decides, "Let it go to the lab?", "Save the decision")


@pages.page("/forensics/<uuid:submission_id>/sending", does=does.send_to_lab, methods=["GET", "POST"])
def send_submission(submission_id: uuid.UUID) -> ResponseReturnValue:
    sends = _by(does.send_to_lab, submission_id)
    return _step(submission_id, schemas.SendIn(), sends, "Send to the lab", "Send")


@pages.page("/forensics/<uuid:submission_id>/receipt", does=does.receive_at_lab, methods=["GET", "POST"])
def received_submission(submission_id: uuid.UUID) -> ResponseReturnValue:
    receives = _by(does.receive_at_lab, submission_id)
    return _step(submission_id, schemas.ReceivedIn(), receives, "Received at the lab", "Save")


@pages.page("/forensics/<uuid:submission_id>/report", does=does.report_result, methods=["GET", "POST"])
def report_submission(submission_id: uuid.UUID) -> ResponseReturnValue:
    reports = _by(does.report_result, submission_id)
    return _step(submission_id, schemas.ResultIn(), reports, "What the lab reported", "Save the report")


def _by(use: Callable[..., Any], submission_id: uuid.UUID) -> Callable[[dict[str, Any]], Any]:
    return lambda fields: use(current_actor(), submission_id=submission_id, **fields)
