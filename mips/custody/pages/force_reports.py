"""Force used outside custody: the officer's form, their own forms, and those about one person."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import asked_for
from mips.custody.schemas.force_reports import ForceReportIn
from mips.custody.usecases.force_reports import list_force_on, list_my_force, read_force_report, report_force
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/force", does=list_my_force)
def my_force() -> ResponseReturnValue:
    shown = list_my_force(current_actor(), after=request.args.get("after"))
    return render_template("custody/force_mine.html", page=shown.page)


@pages.page("/force/new", does=report_force, methods=["GET", "POST"])
def report_of_force() -> ResponseReturnValue:
    form = Form(ForceReportIn(), initial=_known())
    if form.carries_out(lambda fields: report_force(current_actor(), **fields)):
        flash("Your form is kept. Each officer who used force fills in their own")
        return redirect(url_for("custody.force_report", report_id=form.result.id))
    return render_template("custody/force_report_form.html", form=form), form.status


def _known() -> dict[str, Any]:
    """What whoever led here knows already, such as the record of a stop and search."""
    said = {name: request.args.get(name, "")[:200] for name in ("incident", "location")}
    return {"person_id": asked_for("person"), "at": _moment(), "body_worn": _answer("body_worn")} | said


def _moment() -> datetime | None:
    try:
        at = datetime.fromisoformat(request.args.get("at", ""))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _answer(name: str) -> bool | None:
    return {"yes": True, "no": False}.get(request.args.get(name, ""))


@pages.page("/force/of/<uuid:person_id>", does=list_force_on)
def force_on(person_id: uuid.UUID) -> ResponseReturnValue:
    found = list_force_on(current_actor(), person_id=person_id)
    return render_template("custody/force_on.html", reports=found, named=_words)


@pages.page("/force/<uuid:report_id>", does=read_force_report)
def force_report(report_id: uuid.UUID) -> ResponseReturnValue:
    report = read_force_report(current_actor(), report_id=report_id)
    return render_template("custody/force_report.html", report=report, named=_words)


def _words(name: str, codes: list[str]) -> str:
    return ", ".join(title_of(name, each) for each in codes)
