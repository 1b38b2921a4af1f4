"""Who is on duty in a suite."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.suites import kept
from mips.custody.schemas.suites import DutyIn
from mips.custody.usecases.duty import begin_duty, end_duty, read_staff
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/suites/<uuid:suite_id>/staff", does=read_staff)
def staff(suite_id: uuid.UUID) -> ResponseReturnValue:
    return render_template("custody/staff.html", staff=read_staff(current_actor(), suite_id=suite_id))


@pages.page("/suites/<uuid:suite_id>/staff/new", does=begin_duty, methods=["GET", "POST"])
def duty_begin(suite_id: uuid.UUID) -> ResponseReturnValue:
    return kept(
        suite_id,
        Form(DutyIn(), initial={"user_id": current_actor().id}),
        title="Put somebody on duty",
        submit="Put on duty",
        action=lambda fields: begin_duty(current_actor(), suite_id=suite_id, **fields),
        done="On duty",
        back="custody.staff",
    )


@pages.page("/duties/<uuid:on_duty_id>/end", does=end_duty, methods=["POST"])
def duty_end(on_duty_id: uuid.UUID) -> ResponseReturnValue:
    row = end_duty(current_actor(), on_duty_id=on_duty_id)
    flash(f"{row.user.name} is off duty")
    return redirect(url_for("custody.staff", suite_id=row.suite_id), 303)
