"""Pages on which somebody's accreditations are entered and ended."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.model import Accreditation
from mips.accounts.pages.blueprint import users as pages
from mips.accounts.schemas import AccreditationEndIn, AccreditationIn
from mips.accounts.usecases.accreditations import add_accreditation, end_accreditation, read_accreditation
from mips.accounts.usecases.users import read_user
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/users/<uuid:user_id>/accreditations/new", does=add_accreditation, methods=["GET", "POST"])
def accreditation_new(user_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(AccreditationIn())
    if form.carries_out(lambda fields: add_accreditation(current_actor(), user_id=user_id, **fields)):
        return _back(form.result, "Accreditation entered")
    return _form(form, user_id, "Enter an accreditation of", "Save")


@pages.page("/users/accreditations/<uuid:accreditation_id>/end", does=end_accreditation, methods=["GET", "POST"])
def accreditation_end(accreditation_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(AccreditationEndIn())
    if form.carries_out(lambda fields: end_accreditation(actor, accreditation_id=accreditation_id, **fields)):
        return _back(form.result, "Its last day is entered")
    row = read_accreditation(actor, accreditation_id=accreditation_id)
    return _form(form, row.user_id, "End an accreditation of", "Save")


def _back(row: Accreditation, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("users.user", user_id=row.user_id), 303)


def _form(form: Form, user_id: uuid.UUID, title: str, submit: str) -> ResponseReturnValue:
    shown = read_user(current_actor(), user_id=user_id)
    told = {"form": form, "user": shown, "title": f"{title} {shown.name}", "submit": submit}
    return render_template("accounts/user_form.html", **told), form.status
