"""Pages of retention and disposal: how it ended, the count, what is due, and the two authorities."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.disposal import Disposal
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.exhibits import FORCE_WIDE
from mips.investigation.rules.retention import How
from mips.investigation.schemas import disposals as schemas
from mips.investigation.usecases import disposals as does
from mips.investigation.usecases.disposals import DisposalPage, list_disposals, read_disposal
from mips.investigation.usecases.exhibits import read_exhibit
from mips.investigation.usecases.retention import list_due, read_retention, record_ending
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.tables import Column, Listing

DUE: Sequence[Column[Exhibit]] = [
    FORCE_WIDE[0],
    Column(label="Kept until", value=lambda each: each.keep_until),
    *FORCE_WIDE[1:],
]
WAITING: Sequence[Column[Disposal]] = [
    Column(
        label="Exhibit",
        value=lambda row: row.exhibit.label if row.exhibit else "",
        link=lambda row: url_for(".disposal", disposal_id=row.id),
    ),
    Column(label="What", value=lambda row: row.how.label),
    Column(label="Standing", value=lambda row: row.standing),
    Column(label="Asked", value=lambda row: row.asked_at),
    Column(label="By", value=lambda row: row.asked_by.name, hidden_when_narrow=True),
]


@pages.page("/exhibits/due", does=list_due)
def due() -> ResponseReturnValue:
    listing = Listing(
        caption="Exhibits that nothing keeps any longer",
        columns=DUE,
        page=list_due(current_actor(), after=request.args.get("after")),
        empty="Nothing is due. An exhibit stands here the day after the law no longer keeps it.",
    )
    return render_template("investigation/list.html", listing=listing)


@pages.page("/exhibits/disposals", does=list_disposals)
def disposals() -> ResponseReturnValue:
    listing = Listing(
        caption="Disposals that wait",
        columns=WAITING,
        page=list_disposals(current_actor(), after=request.args.get("after")),
        empty="No disposal waits. One is asked for on the page of an exhibit.",
    )
    return render_template("investigation/list.html", listing=listing)


@pages.page("/<uuid:crime_id>/retention", does=read_retention)
def retention(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_retention(actor, crime_id=crime_id)
    return render_template("investigation/retention.html", shown=shown, may_add=actor.may(record_ending.permission))


@pages.page("/<uuid:crime_id>/retention/ending", does=record_ending, methods=["GET", "POST"])
def add_ending(crime_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(schemas.EndingIn(), initial={"appeal": "none"})
    back = url_for(".retention", crime_id=crime_id)
    if form.carries_out(lambda fields: record_ending(current_actor(), crime_id=crime_id, **fields)):
        flash("Saved. The count has been made again")
        return redirect(back, 303)
    about = {"title": "How it ended for a suspect", "submit": "Save", "back": back}
    return render_template("investigation/store_job.html", form=form, **about), form.status


@pages.page("/exhibits/<uuid:exhibit_id>/disposal", does=does.ask_for_disposal, methods=["GET", "POST"])
def ask_disposal(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_exhibit(actor, exhibit_id=exhibit_id)
    form = Form(schemas.DisposalIn(), initial={"to_whom": shown.exhibit.owner})
    if form.carries_out(lambda fields: does.ask_for_disposal(actor, exhibit_id=exhibit_id, **fields)):
        flash(form.result.standing)
        return redirect(url_for(".disposal", disposal_id=form.result.id), 303)
    kept = read_retention(actor, crime_id=shown.exhibit.crime_id).kept
    context = {"exhibit": shown.exhibit, "crime": shown.crime, "form": form, "kept": kept}
    title = "Ask for its disposal"
    return render_template("investigation/exhibit_job.html", title=title, submit="Ask", **context), form.status


@pages.page("/exhibits/disposals/<uuid:disposal_id>", does=read_disposal)
def disposal(disposal_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_disposal(actor, disposal_id=disposal_id)
    about = {"facts": _facts(shown), "actions": _actions(actor, shown)}
    return render_template("investigation/disposal.html", shown=shown, row=shown.row, **about)


def _facts(shown: DisposalPage) -> list[tuple[Any, ...]]:
    row, exhibit = shown.row, shown.exhibit
    facts: list[tuple[Any, ...]] = [
        ("Exhibit", exhibit.label, url_for(".exhibit", exhibit_id=exhibit.id)),
        ("Now", exhibit.now),
        ("To be", row.how.label),
        ("To", row.to_whom),
        ("Copy kept", row.copy_kept),
        ("Why", row.why),
        ("Asked by", f"{row.asked_by.name}"),
        ("Asked", row.asked_at),
        ("Officer in the case", row.officer.name if row.officer else "Not yet"),
        ("Supervisor", row.supervisor.name if row.supervisor else "Not yet"),
    ]
    return [fact for fact in facts if fact[1] != ""]


def _actions(actor: Actor, shown: DisposalPage) -> list[dict[str, str]]:
    row = shown.row
    if row.refused_at or row.carried_out_at:
        return []
    steps = [
        ("Let it go, as officer in the case", "agree_disposal", not row.officer_at, does.agree_to_disposal.permission),
        ("Decide, as supervisor", "decide_disposal_page", not row.supervisor_at, does.decide_disposal.permission),
        (
            "Carry it out",
            "carry_out",
            bool(row.officer_at and row.supervisor_at),
            Permission.INVESTIGATION_EXHIBIT_CREATE,
        ),
    ]
    return [
        {"label": label, "href": url_for(f".{endpoint}", disposal_id=row.id)}
        for label, endpoint, now, permission in steps
        if now and actor.may(permission)
    ]


def _step(
    disposal_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    title: str,
    submit: str,
    initial: dict[str, Any] | None = None,
) -> ResponseReturnValue:
    form = Form(schema, initial=initial)
    if form.carries_out(action):
        flash(form.result.standing)
        return redirect(url_for(".disposal", disposal_id=disposal_id), 303)
    shown = read_disposal(current_actor(), disposal_id=disposal_id)
    context = {"exhibit": shown.exhibit, "crime": shown.crime, "form": form, "kept": shown.kept}
    return render_template("investigation/exhibit_job.html", title=title, submit=submit, **context), form.status


@pages.page("/exhibits/disposals/<uuid:disposal_id>/agreement", does=does.agree_to_disposal, methods=["GET", "POST"])
def agree_disposal(disposal_id: uuid.UUID) -> ResponseReturnValue:
    agrees = _by(does.agree_to_disposal, disposal_id)
    return _step(disposal_id, schemas.AgreeIn(), agrees, "Let it go, as officer in the case", "I let it go")


@pages.page("/exhibits/disposals/<uuid:disposal_id>/decision", does=does.decide_disposal, methods=["GET", "POST"])
def decide_disposal_page(disposal_id: uuid.UUID) -> ResponseReturnValue:
    decides = _by(does.decide_disposal, disposal_id)
    return _step(disposal_id, schemas.DisposalDecisionIn(), decides, "Let it go?", "Save the decision")


@pages.page("/exhibits/disposals/<uuid:disposal_id>/end", does=does.carry_out_disposal, methods=["GET", "POST"])
def carry_out(disposal_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_disposal(current_actor(), disposal_id=disposal_id)
    returned = shown.row.how is How.RETURN
    unasked = [] if shown.exhibit.seal else ["seal_intact", "seal_why"]
    unasked += [] if returned else ["receiver"]
    unasked += [] if shown.exhibit.holder_id not in (None, current_actor().id) else ["giver"]
    unasked += [] if shown.exhibit.under_two else ["second"]
    schema = schemas.CarryOutIn(exclude=unasked)
    title = "Give it back" if returned else "Destroy it"
    return _step(
        disposal_id,
        schema,
        _by(does.carry_out_disposal, disposal_id),
        title,
        "It has gone back" if returned else "It is destroyed",
        {"seen": shown.exhibit.moves},
    )


def _by(use: Callable[..., Any], disposal_id: uuid.UUID) -> Callable[[dict[str, Any]], Any]:
    return lambda fields: use(current_actor(), disposal_id=disposal_id, **fields)
