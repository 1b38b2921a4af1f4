"""The custody record: who, the clock, what may be done now, and below it everything that was written."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.custody.model.detention import Grounds, Necessity
from mips.custody.pages.blueprint import pages
from mips.custody.pages.drawing import drawing
from mips.custody.rules.progress import Step, Waiting
from mips.custody.rules.story import ReviewedBy
from mips.custody.schemas.booking import CustodyEntryIn
from mips.custody.usecases.care import add_to_log
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.record.model.work import LogEntry
from mips.record.usecases.person_page import markers_in_force
from mips.web.endpoints import current_actor
from mips.web.forms import Form

TABS = {"log": "Log", "rights": "Rights", "clock": "Reviews and clock", "arrest": "Arrest and decisions"}

_DONE_BY: dict[Step, tuple[Permission, str]] = {
    Step.AUTHORISE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.REFUSE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.CHARGE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.RELEASE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.REVIEW: (Permission.CUSTODY_REVIEW_APPROVE, "For an inspector not involved"),
}
_OTHERS = (Permission.CUSTODY_RECORD_CREATE, "For custody staff")


@pages.page("/<uuid:detention_id>", does=read_custody_record)
def record(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_custody_record(actor, detention_id=detention_id)
    tab = request.args.get("tab", "")
    tab = "clock" if shown.limited else tab if tab in TABS else "log"
    entry = Form(CustodyEntryIn(only=("text", "at")))
    return render_template(
        "custody/record.html",
        record=shown,
        actions=_actions(actor, shown),
        line=drawing(shown.detention, shown.standing),
        tab=tab,
        tabs={"clock": TABS["clock"]} if shown.limited else TABS,
        entry=entry,
        entries=[_entry(each) for each in shown.entries],
        markers=markers_in_force(person) if (person := shown.detention.person) else [],
        necessities=[Necessity(each).label for each in shown.detention.necessity],
        grounds=[Grounds(each).label for each in shown.detention.grounds],
    )


@pages.page("/<uuid:detention_id>/log", does=add_to_log, methods=["GET", "POST"])
def log(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(CustodyEntryIn())
    if form.carries_out(lambda fields: add_to_log(actor, detention_id=detention_id, **fields)):
        flash("Added to the log")
        return redirect(url_for("custody.record", detention_id=detention_id))
    shown = read_custody_record(actor, detention_id=detention_id)
    about = {"title": "Add to the log", "submit": "Add", "lead": ""}
    return render_template("custody/step.html", form=form, record=shown, **about), form.status


def _entry(entry: LogEntry) -> dict[str, Any]:
    """A line of the log, as the timeline shows it."""
    return {
        "at": entry.at,
        "entered_at": entry.created_at,
        "title": entry.text,
        "by": entry.author.name,
        "kind": "" if entry.kind == "entry" else entry.kind,
    }


def _actions(actor: Actor, shown: CustodyRecord) -> list[dict[str, Any]]:
    """What comes next, each with its page or why it must wait; nothing for those who only look on."""
    if shown.limited:
        return []
    after_charge = shown.standing.reviewer is ReviewedBy.CUSTODY_OFFICER
    return [_action(actor, shown, each, after_charge) for each in shown.steps]


def _action(actor: Actor, shown: CustodyRecord, each: Waiting, after_charge: bool) -> dict[str, Any]:
    permission, whose = _DONE_BY.get(each.step, _OTHERS)
    if each.step is Step.REVIEW and after_charge:
        permission, whose = _DONE_BY[Step.CHARGE]
    reason = each.reason or ("" if actor.may(permission) else whose)
    label = "Move to another cell" if each.step is Step.CELL and shown.detention.cell_id else each.step.label
    return {"label": label, "reason": reason, "href": url_for(f"custody.{each.step}", detention_id=shown.detention.id)}
