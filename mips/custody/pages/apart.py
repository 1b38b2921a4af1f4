"""Keeping detainees apart."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.custody.pages.blueprint import pages
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.schemas.suites import ClosingIn, KeepApartIn
from mips.custody.usecases.apart import end_keep_apart, keep_apart, read_apart
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/apart", does=keep_apart, methods=["GET", "POST"])
def apart(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_apart(actor, detention_id=detention_id)
    offered = [(str(each.id), f"{each.detainee} ({each.reference})") for each in shown.others]
    form = Form(offering(KeepApartIn(), other_id=offered))
    if form.carries_out(lambda fields: keep_apart(actor, detention_id=detention_id, **fields)):
        flash("To be kept apart. The board and both logs say so")
        return redirect(url_for("custody.apart", detention_id=detention_id))
    return render_template("custody/apart.html", form=form, shown=shown), form.status


@pages.page("/<uuid:detention_id>/apart/<uuid:pair_id>/end", does=end_keep_apart, methods=["GET", "POST"])
def apart_end(detention_id: uuid.UUID, pair_id: uuid.UUID) -> ResponseReturnValue:
    form, back = Form(ClosingIn()), url_for("custody.apart", detention_id=detention_id)
    if form.carries_out(lambda fields: end_keep_apart(current_actor(), pair_id=pair_id, **fields)):
        flash("No longer kept apart")
        return redirect(back)
    about = {"title": "No longer keep them apart", "submit": "Save", "back": back, "back_to": "Keep apart"}
    return render_template("custody/suite_form.html", form=form, **about), form.status


add_doing(
    Doing(
        key="apart",
        label="Keep apart from somebody",
        endpoint="custody.apart",
        order=80,
        group=Group.CARE,
        permission=Permission.CUSTODY_RECORD_CREATE,
    )
)
