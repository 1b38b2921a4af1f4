"""Saying whom one is tied to, and ending a tie of somebody else's (RL-6)."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.accounts.model import TieKind
from mips.accounts.pages.blueprint import pages
from mips.accounts.pages.blueprint import users as user_pages
from mips.accounts.schemas import TieIn, WhyIn
from mips.accounts.usecases.ties import declare_tie, end_tie, list_own_ties, list_ties_of
from mips.accounts.usecases.users import read_user
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/account/ties", does=declare_tie, methods=["GET", "POST"])
def own_ties() -> ResponseReturnValue:
    actor, form = current_actor(), Form(TieIn())
    if form.carries_out(lambda fields: declare_tie(actor, **fields)):
        flash("Noted. A reason is asked from now on when you open this record")
        return redirect(url_for("accounts.own_ties"), 303)
    return render_template("accounts/own_ties.html", form=form, ties=list_own_ties(actor), kinds=TieKind), form.status


@user_pages.page("/users/<uuid:user_id>/ties", does=list_ties_of)
def ties(user_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    user = read_user(actor, user_id=user_id)
    return render_template("accounts/ties.html", user=user, ties=list_ties_of(actor, user_id=user_id))


@user_pages.page("/users/<uuid:user_id>/ties/<uuid:tie_id>/end", does=end_tie, methods=["GET", "POST"])
def tie_end(user_id: uuid.UUID, tie_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(WhyIn())
    if form.carries_out(lambda fields: end_tie(current_actor(), tie_id=tie_id, **fields)):
        flash("The tie has ended")
        return redirect(url_for("users.ties", user_id=user_id), 303)
    return render_template("accounts/tie_end.html", form=form, user_id=user_id), form.status
