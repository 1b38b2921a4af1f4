"""Pages for changing user at a shared desk."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from mips.access.model import User
from mips.accounts import switching
from mips.accounts.pages.blueprint import pages
from mips.accounts.pages.desk import came_from, empty_seat, seat
from mips.accounts.pages.signing_in import drawn, taken, wanted_page
from mips.accounts.rules import own_path
from mips.accounts.schemas import ComeBackIn
from mips.accounts.usecases.sign_ins import leave_desk
from mips.core import db
from mips.web import kept
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.route("/switch-user", methods=["GET"])
def switch_user() -> ResponseReturnValue:
    """Who may come back to this desk, and a way in for somebody else."""
    left = switching.who_left(came_from())
    page = own_path(request.args.get("page", "")) or _page_before()
    if not left and not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=page or None), 303)
    return render_template("accounts/switch.html", left=left, page=page)


@pages.route("/switch-user/leave", methods=["POST"])
def switch_leave() -> ResponseReturnValue:
    """Leave the desk to somebody who signs in in full. They see the same page, as far as they may."""
    page = own_path(request.form.get("page", ""))
    _leave(page)
    return kept.onward(url_for("accounts.sign_in", next=page or None))


@pages.route("/switch-user/<uuid:sign_in_id>", methods=["GET", "POST"])
def switch_back(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    """Come back with a PIN. Whoever sat here meanwhile leaves the desk in turn."""
    came, page = came_from(), own_path(request.args.get("page", ""))
    left = next((each for each in switching.who_left(came) if each.id == sign_in_id), None)
    if left is None:
        return redirect(url_for("accounts.switch_user"), 303)
    form, onward = Form(ComeBackIn()), wanted_page(left.parked_page)
    if taken(form, lambda fields: switching.come_back(came, sign_in_id=sign_in_id, pin=fields["pin"])):
        _leave(page)
        user = db.session.get_one(User, form.result.user_id)
        seat(user, form.result)
        return kept.resumed(onward)
    return drawn(form, "accounts/switch_back.html", name=left.user.name)


def _leave(page: str) -> None:
    if current_user.is_authenticated:
        leave_desk(current_actor(), sign_in_id=current_user.sign_in_id, page=page)
    g.pop("_login_user", None)
    empty_seat()


def _page_before() -> str:
    """The page the link was followed from, so that it is there again afterwards."""
    before = urlsplit(request.referrer or "")
    path = before.path + (f"?{before.query}" if before.query else "")
    return own_path(path) if before.netloc == request.host and not path.startswith("/switch-user") else ""
