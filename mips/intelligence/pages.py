"""Intelligence in the browser: submit a report, read one, see one's own, and work through the queue."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor, Marking
from mips.intelligence.model import IntelligenceReport
from mips.intelligence.rules import Priority, State
from mips.intelligence.schemas import GRADE, ReleaseReportIn, SubmitReportIn
from mips.intelligence.usecases import (
    ReportShown,
    list_my_reports,
    list_queue,
    read_report,
    release_report,
    submit_report,
)
from mips.web.endpoints import Pages, current_actor
from mips.web.field.choice import words
from mips.web.forms import Form
from mips.web.tables import Column, Listing, Tag

pages = Pages("intelligence", __name__, url_prefix="/intelligence", template_folder="templates")
queue = Pages("intelligence_queue", __name__, url_prefix="/intelligence/queue")
"""A place of its own in the navigation: those who assess may be others than those who submit."""

STATES = {
    State.REQUIRES_ASSESSMENT: Tag(state="waiting", text="Waiting for assessment"),
    State.RELEASED: Tag(state="done", text="Released"),
}
PRIORITIES = {
    Priority.HIGH: Tag(state="late", text="High"),
    Priority.MEDIUM: Tag(state="soon", text="Medium"),
    Priority.LOW: Tag(state="waiting", text="Low"),
}
MINE, WAITING = "My intelligence reports", "Waiting for assessment"


@pages.page("/new", does=submit_report, methods=["GET", "POST"])
def submit() -> ResponseReturnValue:
    actor = current_actor()
    form = Form(SubmitReportIn(), initial=_already_known())
    if form.carries_out(lambda fields: submit_report(actor, **fields)):
        flash(f"Report {form.result.reference} submitted. It waits for assessment")
        return redirect(_after_submitting(actor, form.result), 303)
    return render_template("intelligence/submit.html", form=form), form.status


@pages.page("/<uuid:report_id>", does=read_report)
def report(report_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_report(actor, report_id=report_id)
    context = {"shown": shown, "state": STATES[shown.report.state], "priority": PRIORITIES[shown.report.priority]}
    return render_template("intelligence/report.html", **context, facts=_facts(shown), actions=_actions(actor, shown))


@pages.page("/<uuid:report_id>/release", does=release_report, methods=["GET", "POST"])
def release(report_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_report(actor, report_id=report_id)
    form = Form(ReleaseReportIn(), initial=_as_submitted(shown.report))
    if form.carries_out(lambda fields: release_report(actor, report_id=report_id, **fields)):
        flash(f"Report {shown.report.reference} released")
        return redirect(url_for("intelligence.report", report_id=report_id), 303)
    return render_template("intelligence/release.html", form=form, shown=shown), form.status


@pages.page("/", does=list_my_reports)
def list_mine() -> ResponseReturnValue:
    actor = current_actor()
    listing = Listing(
        caption=MINE,
        columns=COLUMNS,
        page=list_my_reports(actor, after=request.args.get("after")),
        empty="Reports you submit stand here with how far they have come.",
        new=("Submit intelligence", url_for("intelligence.submit")),
    )
    return _listed(actor, listing)


@queue.page("/", does=list_queue)
def list_waiting() -> ResponseReturnValue:
    actor = current_actor()
    listing = Listing(
        caption=WAITING,
        columns=COLUMNS,
        page=list_queue(actor, after=request.args.get("after")),
        empty="Nothing waits. A report that is submitted stands here until somebody else has assessed it.",
    )
    return _listed(actor, listing)


def _listed(actor: Actor, listing: Listing[IntelligenceReport]) -> ResponseReturnValue:
    reach = [
        (MINE, "intelligence.list_mine", Permission.INTELLIGENCE_REPORT_CREATE),
        (WAITING, "intelligence_queue.list_waiting", Permission.INTELLIGENCE_RELEASE_APPROVE),
    ]
    tabs = [(title, url_for(endpoint), title == listing.caption) for title, endpoint, may in reach if actor.may(may)]
    return render_template("intelligence/list.html", listing=listing, tabs=tabs)


COLUMNS: Sequence[Column[IntelligenceReport]] = [
    Column(
        label="Report",
        value=lambda report: report.reference,
        link=lambda report: url_for("intelligence.report", report_id=report.id),
    ),
    Column(label="About", value=lambda report: report.label.removeprefix("Intelligence on ")),
    Column(label="Priority", value=lambda report: PRIORITIES[report.priority]),
    Column(label="Grade", value=lambda report: ", ".join(report.codes)),
    Column(label="State", value=lambda report: STATES[report.state]),
    Column(label="Submitted", value=lambda report: report.submitted_at),
    Column(label="By", value=lambda report: report.submitted_by.name, hidden_when_narrow=True),
]


def _already_known() -> dict[str, Any]:
    """Whom the report is about when it is begun on their page; the marking most reports carry."""
    known = {"people": [{"person_id": person} for person in request.args.getlist("person")]}
    return known | {"marking": Marking.OFFICIAL_SENSITIVE}


def _after_submitting(actor: Actor, submitted: IntelligenceReport) -> str:
    """The report, for those who may read it at once; some may submit and not read, or read with a reason (ROL-3)."""
    if actor.may(Permission.INTELLIGENCE_SEARCH_READ) and not actor.owes_reason(Permission.INTELLIGENCE_SEARCH_READ):
        return url_for("intelligence.report", report_id=submitted.id)
    return url_for("intelligence.list_mine")


def _as_submitted(report: IntelligenceReport) -> dict[str, Any]:
    first = report.items[0].grading
    return {
        "items": [
            {"item_id": item.id} | {name: getattr(item.grading, name) for name in GRADE} for item in report.items
        ],
        "source_evaluation": first.source,
        "source_reason": first.source_reason,
        "version": report.version,
    }


def _facts(shown: ReportShown) -> list[tuple[Any, ...]]:
    report = shown.report
    outline: list[tuple[Any, ...]] = [
        ("About", ", ".join(party.label for party in shown.subjects)),
        *([("Place", shown.place.label)] if shown.place else []),
        ("Grade", ", ".join(report.codes)),
        ("Date of the information", report.information_on),
        ("Submitted", report.submitted_at),
    ]
    if not shown.whole:
        return outline
    source = report.items[0].grading
    return [
        *outline,
        ("By", f"{report.submitted_by.name}, {report.unit}"),
        ("Policing purpose", words(report.purpose)),
        ("Kind of source", words(report.source_type)),
        *([("Source reference", report.source_reference)] if report.source_reference else []),
        ("Source", words(source.source)),
        *([("Why not reliable", source.source_reason)] if source.source_reason else []),
        ("How it came", report.provenance),
        *([("Risk", report.risk)] if report.risk else []),
        *([("Released", report.released_at), ("Assessed by", report.released_by.name)] if report.released_by else []),
        *([("Note on the assessment", report.release_note)] if report.release_note else []),
    ]


def _actions(actor: Actor, shown: ReportShown) -> list[dict[str, str]]:
    report = shown.report
    if report.state is not State.REQUIRES_ASSESSMENT or not actor.may(Permission.INTELLIGENCE_RELEASE_APPROVE):
        return []
    if report.submitted_by_id == actor.id:
        return [{"label": "Assess and release", "reason": "You submitted it: somebody else must"}]
    return [{"label": "Assess and release", "href": url_for("intelligence.release", report_id=report.id)}]
