"""The pages of signing in. Each step goes on to the one that is owed; what had been typed is carried along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import Response, flash, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import Schema

from mips.accounts import signing_in
from mips.accounts.credentials import authenticator_address
from mips.accounts.model import Challenge
from mips.accounts.pages.blueprint import pages
from mips.accounts.pages.desk import CHALLENGE, came_from, empty_seat, mark_browser, seat
from mips.accounts.pages.own import same_twice
from mips.accounts.pages.pictures import qr_code
from mips.accounts.rules import grouped, own_path
from mips.accounts.schemas import CodeIn, NewPasswordIn, RecoveryCodeIn, SignInIn
from mips.accounts.signing_in import NoRoleYet, Stage, StartAgain
from mips.accounts.single_sign_on import go_to_provider, who_came_back
from mips.accounts.switching import who_left
from mips.accounts.throttle import TooManyTries
from mips.accounts.usecases.sign_ins import end_sign_in
from mips.core.errors import NotFound
from mips.core.settings import settings
from mips.web import kept
from mips.web.forms import Form

WANTED: Final = "wanted"
PAGE_OF: Final = {
    Stage.CODE: "accounts.sign_in_code",
    Stage.NEW_PASSWORD: "accounts.sign_in_password",
    Stage.AUTHENTICATOR: "accounts.sign_in_authenticator",
    Stage.DONE: "accounts.sign_in_done",
}


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Collar number and password."""
    if current_user.is_authenticated and not kept.carried() and request.method == "GET":
        return redirect(wanted_page(request.args.get("next", "")), 303)
    wanted = own_path(request.args.get("next", ""))
    form = Form(SignInIn())
    if taken(form, lambda fields: signing_in.give_password(came_from(), **fields, onward=wanted)):
        challenge: Challenge = form.result
        session[CHALLENGE] = str(challenge.id)
        return _onward(challenge)
    shown = {"single_sign_on": settings().single_sign_on, "wanted": wanted, "here": who_left(came_from())}
    return drawn(form, "accounts/sign_in.html", **shown)


@pages.route("/sign-in/code", methods=["GET", "POST"])
def sign_in_code() -> ResponseReturnValue:
    """A code of the authenticator."""
    return _step(CodeIn(), Stage.CODE, "accounts/sign_in_code.html", signing_in.give_code)


@pages.route("/sign-in/recovery-code", methods=["GET", "POST"])
def sign_in_recovery() -> ResponseReturnValue:
    """A recovery code, for who has lost the authenticator."""
    return _step(RecoveryCodeIn(), Stage.CODE, "accounts/sign_in_recovery.html", signing_in.give_recovery_code)


@pages.route("/sign-in/new-password", methods=["GET", "POST"])
def sign_in_password() -> ResponseReturnValue:
    """A password of one's own in the place of the one-time one."""
    challenge = _challenge()
    if signing_in.stage_of(challenge) is not Stage.NEW_PASSWORD:
        return _onward(challenge)
    form = Form(NewPasswordIn())
    if same_twice(form) and taken(
        form, lambda fields: signing_in.choose_password(challenge, came_from(), password=fields["password"])
    ):
        return _onward(challenge)
    return drawn(form, "accounts/sign_in_password.html", name=challenge.user.name)


@pages.route("/sign-in/authenticator", methods=["GET", "POST"])
def sign_in_authenticator() -> ResponseReturnValue:
    """Enrol an authenticator: once, at the first sign-in and after a reset."""
    challenge = _challenge()
    if signing_in.stage_of(challenge) is not Stage.AUTHENTICATOR:
        return _onward(challenge)
    form = Form(CodeIn())
    if taken(form, lambda fields: signing_in.enrol(challenge, came_from(), **fields)):
        return render_template("accounts/recovery_codes.html", codes=form.result, action=url_for(PAGE_OF[Stage.DONE]))
    secret = signing_in.offer_authenticator(challenge, came_from())
    return drawn(form, "accounts/sign_in_authenticator.html", secret=" ".join(grouped(secret)))


@pages.route("/sign-in/authenticator.svg")
def authenticator_picture() -> Response:
    """The QR code of the secret on offer: a picture of its own, as the page may hold no inline style."""
    challenge = _challenge()
    secret = signing_in.offer_authenticator(challenge, came_from())
    return qr_code(authenticator_address(secret, collar=challenge.user.collar_number))


@pages.route("/sign-in/done", methods=["POST"])
def sign_in_done() -> ResponseReturnValue:
    """Nothing is owed any more: take the seat and go on."""
    challenge = _challenge()
    if signing_in.stage_of(challenge) is not Stage.DONE:
        return _onward(challenge)
    return _seated(challenge)


@pages.route("/sign-out", methods=["POST"])
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    if current_user.is_authenticated:
        end_sign_in(
            g.get("actor") or current_user.as_actor(fresh=True), sign_in_id=current_user.sign_in_id, why="signed out"
        )
    empty_seat()
    flash("You are signed out")
    return redirect(url_for("accounts.sign_in"), 303)


@pages.route("/sign-in/force-account")
def single_sign_on() -> ResponseReturnValue:
    """Go to the force's identity provider."""
    if not settings().single_sign_on:
        raise NotFound
    session[WANTED] = own_path(request.args.get("next", ""))
    answer: ResponseReturnValue = go_to_provider(url_for("accounts.single_sign_on_answer", _external=True))
    return answer


@pages.route("/sign-in/force-account/answer")
def single_sign_on_answer() -> ResponseReturnValue:
    """Come back from it."""
    if not settings().single_sign_on:
        raise NotFound
    user, second_factor_too = who_came_back()
    wanted = session.pop(WANTED, "")
    challenge = signing_in.vouched_for(user, came_from(), onward=wanted, second_factor_too=second_factor_too)
    session[CHALLENGE] = str(challenge.id)
    return _onward(challenge)


def _step(schema: Schema, stage: Stage, template: str, give: Callable[..., None]) -> ResponseReturnValue:
    challenge = _challenge()
    if signing_in.stage_of(challenge) is not stage:
        return _onward(challenge)
    form = Form(schema)
    if taken(form, lambda fields: give(challenge, came_from(), **fields)):
        return _onward(challenge)
    return drawn(form, template)


@pages.errorhandler(StartAgain)
def _again(problem: StartAgain) -> ResponseReturnValue:
    """Back to the first step, carrying along what had been typed before."""
    session.pop(CHALLENGE, None)
    flash(problem.title, "warning")
    return kept.onward(url_for("accounts.sign_in"))


def _challenge() -> Challenge:
    return signing_in.challenge_of(str(session.get(CHALLENGE, "")))


def _onward(challenge: Challenge) -> ResponseReturnValue:
    stage = signing_in.stage_of(challenge)
    return _seated(challenge) if stage is Stage.DONE else kept.onward(url_for(PAGE_OF[stage]))


def _seated(challenge: Challenge) -> ResponseReturnValue:
    came, wanted = mark_browser(), wanted_page(challenge.onward)
    try:
        sign_in = signing_in.finish(challenge, came)
    except NoRoleYet:
        session.clear()
        raise
    seat(challenge.user, sign_in)
    return kept.resumed(wanted)


def wanted_page(path: str) -> str:
    """Where to go on to: a page of this site, or home."""
    return own_path(path) or "/"


def taken(form: Form, action: Callable[[dict[str, Any]], Any]) -> bool:
    """As `form.carries_out`; a pace that is too quick is remembered for the answer's status."""

    def tried(fields: dict[str, Any]) -> Any:
        try:
            return action(fields)
        except TooManyTries as too_many:
            g.wait = too_many.wait
            raise

    return form.carries_out(tried)


def drawn(form: Form, template: str, **shown: Any) -> Response:
    """The form's page; 429 with how long to wait when the pace was too quick."""
    wait = g.get("wait", 0)
    response = make_response(render_template(template, form=form, **shown), 429 if wait else form.status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
