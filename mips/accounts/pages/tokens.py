"""Pages of one's own API tokens."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.accounts.credentials import Secret, new_token
from mips.accounts.model import ApiToken
from mips.accounts.pages.blueprint import pages
from mips.accounts.schemas import TokenIn
from mips.accounts.usecases.tokens import list_own_tokens, make_token, revoke_token
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/account/tokens", does=list_own_tokens)
def token_list() -> ResponseReturnValue:
    return render_template("accounts/tokens.html", tokens=list_own_tokens(current_actor()))


@pages.page("/account/tokens/new", does=make_token, methods=["GET", "POST"])
def token_new() -> ResponseReturnValue:
    form, token = Form(TokenIn()), new_token()

    def make(fields: dict[str, Any]) -> ApiToken:
        password, days = Secret(fields.pop("current_password")), int(fields.pop("days"))
        return make_token(current_actor(), **fields, days=days, current_password=password, token=Secret(token))

    if form.carries_out(make):
        return render_template("accounts/token_made.html", made=form.result, token=token)
    return render_template("accounts/token_form.html", form=form), form.status


@pages.page("/account/tokens/<uuid:token_id>/revoke", does=revoke_token, methods=["POST"])
def token_revoke(token_id: uuid.UUID) -> ResponseReturnValue:
    revoke_token(current_actor(), token_id=token_id)
    flash("Token revoked")
    return redirect(url_for("accounts.token_list"), 303)
