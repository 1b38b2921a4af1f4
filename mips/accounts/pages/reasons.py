"""The page that asks why, on the way to what needs a reason."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from mips.access.reasons import Why
from mips.accounts.pages.blueprint import pages
from mips.accounts.pages.signing_in import wanted_page
from mips.accounts.schemas import ReasonIn
from mips.accounts.usecases.reasons import give_reason
from mips.core.settings import settings
from mips.web import kept
from mips.web.endpoints import current_actor
from mips.web.formdata import to_typed
from mips.web.forms import Form
from mips.web.reasons import given_last

KEPT = "What you typed is still here. Nothing of it has been saved yet."


@pages.page("/reason", does=give_reason, methods=["GET", "POST"])
def ask_reason() -> ResponseReturnValue:
    """Ask why, keep the answer for this record, and go on; a form that was being sent is carried along and back."""
    wanted, before = wanted_page(request.args.get("next", "")), given_last(current_user.reasons)
    form = Form(ReasonIn(), initial=before)
    if "carry" in request.args and form.sent and kept.PATH not in request.form:
        kept.carry(wanted)
        form.typed = to_typed(form.schema, before)
    elif form.carries_out(_give):
        return kept.resumed(wanted, title="Your reason is noted", lead=KEPT)
    return _drawn(form, wanted)


def _give(fields: dict[str, Any]) -> Any:
    about = request.args.get("about", "")[:200]
    return give_reason(current_actor(), sign_in_id=current_user.sign_in_id, about=about, **fields)


def _drawn(form: Form, wanted: str) -> ResponseReturnValue:
    why = request.args.get("why", "")
    html = render_template(
        "accounts/reason.html",
        form=form,
        lead=Why(why).said if why in set(Why) else "",
        minutes=settings().reason_minutes,
        again=bool(form.typed.get("text")) and not form.errors,
        wanted=wanted,
    )
    return html, form.status
