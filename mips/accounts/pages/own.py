"""One's own account: how one signs in, where one is signed in, and ending that."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from mips.accounts.credentials import (
    Secret,
    authenticator_address,
    new_authenticator,
    new_recovery_codes,
    sealed,
    unsealed,
)
from mips.accounts.pages.blueprint import pages
from mips.accounts.pages.pictures import qr_code
from mips.accounts.rules import grouped
from mips.accounts.schemas import OwnAuthenticatorIn, OwnPasswordIn, PinIn, TypedPasswordIn
from mips.accounts.usecases import own
from mips.accounts.usecases.sign_ins import end_other_sign_ins, end_sign_in, list_own_sign_ins
from mips.web.endpoints import current_actor
from mips.web.forms import Form

OFFERED = "offered_authenticator"


@pages.page("/account", does=own.read_own_account)
def account() -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "accounts/own.html",
        credential=own.read_own_account(actor),
        codes_left=own.recovery_codes_left(actor),
        sign_ins=list_own_sign_ins(actor),
        this_one=current_user.sign_in_id,
        roles=sorted(actor.roles),
    )


@pages.page("/account/password", does=own.change_password, methods=["GET", "POST"])
def own_password() -> ResponseReturnValue:
    form = Form(OwnPasswordIn())
    if same_twice(form) and form.carries_out(_with_secrets(own.change_password, "current_password", "password")):
        flash("Password changed. Other sign-ins of yours have been ended")
        end_other_sign_ins(current_actor(), this_one=current_user.sign_in_id)
        return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/own_password.html", form=form), form.status


@pages.page("/account/pin", does=own.set_pin, methods=["GET", "POST"])
def own_pin() -> ResponseReturnValue:
    form = Form(PinIn())
    if form.carries_out(_with_secrets(own.set_pin, "current_password", "pin")):
        flash("PIN saved" if form.result.pin else "You have no PIN any more")
        return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/own_pin.html", form=form), form.status


@pages.page("/account/recovery-codes", does=own.renew_recovery_codes, methods=["GET", "POST"])
def own_recovery_codes() -> ResponseReturnValue:
    form, codes = Form(TypedPasswordIn()), new_recovery_codes()
    renewed = _with_secrets(own.renew_recovery_codes, "current_password", recovery_codes=[Secret(c) for c in codes])
    if form.carries_out(renewed):
        return render_template("accounts/recovery_codes.html", codes=codes, action=url_for("accounts.account_seen"))
    return render_template("accounts/own_recovery_codes.html", form=form), form.status


@pages.page("/account/seen", does=own.read_own_account, methods=["POST"])
def account_seen() -> ResponseReturnValue:
    """Back to the account, from a page that could be shown only once."""
    return redirect(url_for("accounts.account"), 303)


@pages.page("/account/authenticator", does=own.change_authenticator, methods=["GET", "POST"])
def own_authenticator() -> ResponseReturnValue:
    """Move to another telephone."""
    secret, codes = _offered(), new_recovery_codes()
    form = Form(OwnAuthenticatorIn())
    changed = _with_secrets(
        own.change_authenticator,
        "current_password",
        secret=Secret(secret),
        recovery_codes=[Secret(c) for c in codes],
    )
    if form.carries_out(changed):
        session.pop(OFFERED, None)
        return render_template("accounts/recovery_codes.html", codes=codes, action=url_for("accounts.account_seen"))
    return render_template("accounts/own_authenticator.html", form=form, secret=" ".join(grouped(secret))), form.status


@pages.page("/account/authenticator.svg", does=own.read_own_account)
def own_authenticator_picture() -> Response:
    return qr_code(authenticator_address(_offered(), collar=current_actor().collar))


def _offered() -> str:
    """The secret under offer. Sealed: what a cookie holds can be read by whoever has the cookie."""
    if OFFERED not in session:
        session[OFFERED] = sealed(new_authenticator())
    return unsealed(session[OFFERED])


@pages.page("/account/sign-ins/<uuid:sign_in_id>/end", does=end_sign_in, methods=["POST"])
def own_sign_in_end(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    end_sign_in(current_actor(), sign_in_id=sign_in_id, why="ended from another sign-in")
    flash("That sign-in has been ended")
    return redirect(url_for("accounts.account"), 303)


@pages.page("/account/sign-ins/end-others", does=end_other_sign_ins, methods=["POST"])
def own_sign_ins_end() -> ResponseReturnValue:
    ended = end_other_sign_ins(current_actor(), this_one=current_user.sign_in_id)
    flash(f"{len(ended)} other sign-in{'s' if len(ended) != 1 else ''} ended")
    return redirect(url_for("accounts.account"), 303)


def same_twice(form: Form) -> bool:
    """False, with the message beside the second, when a new password was not typed twice alike."""
    if form.sent and form.typed.get("again") and form.typed.get("password") != form.typed.get("again"):
        form.refuse("The two passwords are not the same", field="again")
    return not form.errors


def _with_secrets(does: Callable[..., Any], *names: str, **more: Any) -> Callable[[dict[str, Any]], Any]:
    """Carry out a use case with what was typed made secret, so that it is digested and logged nowhere."""

    def carry_out(fields: dict[str, Any]) -> Any:
        secret = {name: Secret(fields[name]) if fields.get(name) else None for name in names}
        rest = {name: value for name, value in fields.items() if name not in {*names, "again"}}
        return does(current_actor(), **secret, **rest, **more)

    return carry_out
