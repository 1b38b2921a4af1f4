"""The pack of a suite in a browser, to be printed or saved, and a row of paper typed in afterwards."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any, Final

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.core.errors import NotFound
from mips.custody.continuity.laying_out import sheets, whiteboard
from mips.custody.pages.blueprint import pages
from mips.custody.schemas.continuity import PaperIn, StretchIn
from mips.custody.usecases.gaps import read_gaps
from mips.custody.usecases.pack import read_pack
from mips.custody.usecases.reentry import reenter
from mips.custody.usecases.suites import list_suites
from mips.documents.pool import pool
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor
from mips.web.forms import Filters, Form

LIKE_THE_LAST: Final = ("custody_number", "by")
"""What a row of paper mostly has in common with the one before it."""
OWN_STYLES_ALONE: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"
KEEPING: Final = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
    "worker-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
SHEETS_MOST: Final = 25
"""Megabytes of PDF that a browser keeps: sixty sheets with photographs take about six."""
WORKER: Final = Path(__file__).parents[2] / "web" / "static" / "pack_worker.js"


@pages.page("/suites/<uuid:suite_id>/pack", does=read_pack)
def pack(suite_id: uuid.UUID) -> Response:
    page = make_response(whiteboard(read_pack(current_actor(), suite_id=suite_id)))
    page.headers["Content-Security-Policy"] = OWN_STYLES_ALONE
    return page


@pages.page("/suites/<uuid:suite_id>/pack/<uuid:detention_id>.pdf", does=read_pack)
def pack_sheet(suite_id: uuid.UUID, detention_id: uuid.UUID) -> Response:
    """One detainee of the pack, for a browser that keeps it."""
    pulled = read_pack(current_actor(), suite_id=suite_id, only=detention_id)
    [sheet] = sheets(pulled)
    content = pool().typeset(sheet["html"]).content
    answer = given_out(sheet["file_name"], "application/pdf", len(content), [content])
    answer.headers["X-Pack-At"] = pulled.at.isoformat()
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.page("/suites/<uuid:suite_id>/pack/keep", does=list_suites)
def pack_keep(suite_id: uuid.UUID) -> Response:
    """Where a browser keeps packs, sealed. It shows nobody: what it fetches goes through `pack`."""
    suite = next((each for each in list_suites(current_actor()) if each.id == suite_id), None)
    if suite is None:
        raise NotFound
    page = make_response(render_template("custody/pack_keep.html", suite=suite, most=SHEETS_MOST))
    page.headers["Content-Security-Policy"] = KEEPING
    return page


@pages.page("/pack-worker.js", does=list_suites)
def pack_worker() -> Response:
    """From here, for a worker serves no page above its own address."""
    return Response(WORKER.read_bytes(), mimetype="text/javascript")


@pages.page("/paper", does=reenter, methods=["GET", "POST"])
def paper() -> ResponseReturnValue:
    actor = current_actor()
    form = Form(PaperIn(), initial={name: request.args.get(name, "") for name in LIKE_THE_LAST})
    if form.carries_out(lambda fields: reenter(actor, **fields)):
        flash("This row was entered before: nothing was done" if form.result.repeated else "Entered, marked as late")
        like: dict[str, Any] = {name: request.form.get(name, "") for name in LIKE_THE_LAST}
        return redirect(url_for("custody.paper", **like))
    suites = list_suites(actor) if actor.may(read_gaps.permission) else []
    return render_template("custody/paper.html", form=form, suites=suites), form.status


@pages.page("/suites/<uuid:suite_id>/gaps", does=read_gaps)
def gaps(suite_id: uuid.UUID) -> ResponseReturnValue:
    actor, filters = current_actor(), Filters(StretchIn())
    suite = next((each for each in list_suites(actor) if each.id == suite_id), None)
    if suite is None:
        raise NotFound("No such suite is open")
    asked = request.args and filters.carries_out(lambda stretch: read_gaps(actor, suite_id=suite_id, **stretch))
    found = filters.result if asked else None
    return render_template("custody/gaps.html", filters=filters, suite=suite, gaps=found), filters.status
