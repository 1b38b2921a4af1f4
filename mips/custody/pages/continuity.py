"""The pack of a suite in a browser, to be printed or saved, and a row of paper typed in afterwards."""

from __future__ import annotations

import uuid
from typing import Final

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.custody.continuity.laying_out import whiteboard
from mips.custody.pages.blueprint import pages
from mips.custody.schemas.continuity import PaperIn
from mips.custody.usecases.pack import read_pack
from mips.custody.usecases.reentry import reenter
from mips.web.endpoints import current_actor
from mips.web.forms import Form

OWN_STYLES_ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@pages.page("/suites/<uuid:suite_id>/pack", does=read_pack)
def pack(suite_id: uuid.UUID) -> Response:
    page = make_response(whiteboard(read_pack(current_actor(), suite_id=suite_id)))
    page.headers["Content-Security-Policy"] = OWN_STYLES_ALONE
    return page


@pages.page("/paper", does=reenter, methods=["GET", "POST"])
def paper() -> ResponseReturnValue:
    form = Form(PaperIn())
    if form.carries_out(lambda fields: reenter(current_actor(), **fields)):
        flash("This row was entered before: nothing was done" if form.result.repeated else "Entered, marked as late")
        return redirect(url_for("custody.paper"))
    title, lead = "Enter what was written on paper", "A row at a time, in the order in which things happened."
    shown = render_template(
        "custody/suite_form.html", form=form, title=title, lead=lead, submit="Enter", back=url_for("custody.suites")
    )
    return shown, form.status
