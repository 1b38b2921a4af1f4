"""Opening a suite and keeping its cells."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.schemas.booking import SuiteIn, with_cells
from mips.custody.usecases.suites import open_suite
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/suites/new", does=open_suite, methods=["GET", "POST"])
def new_suite() -> ResponseReturnValue:
    form = Form(SuiteIn(), initial={"bureau": "01", "designated": True})
    if form.carries_out(lambda fields: open_suite(current_actor(), **with_cells(fields))):
        flash(f"{form.result.name} is open")
        return redirect(url_for("custody.whiteboard", suite_id=form.result.id))
    return render_template("custody/suite.html", form=form), form.status
