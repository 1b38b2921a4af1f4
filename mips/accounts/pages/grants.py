"""Pages for what needs two people: roles, acting ranks and resets, asked for on one and approved on another."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission, Rank, Role
from mips.accounts.credentials import Secret, new_code
from mips.accounts.pages.blueprint import users as pages
from mips.accounts.schemas import ActingIn, ResetIn, RoleIn
from mips.accounts.usecases import resets, roles
from mips.accounts.usecases.users import read_user
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/users/waiting", does=roles.list_waiting)
def waiting() -> ResponseReturnValue:
    actor = current_actor()
    shown = roles.list_waiting(actor)
    decides = actor.may(Permission.ACCOUNTS_USER_APPROVE)
    return render_template("accounts/waiting.html", waiting=shown, me=actor.id, decides=decides, Rank=Rank)


@pages.page("/users/<uuid:user_id>/roles/new", does=roles.request_role, methods=["GET", "POST"])
def role_new(user_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(RoleIn())

    def ask(fields: dict[str, Any]) -> Any:
        return roles.request_role(actor, user_id=user_id, role=Role(fields["role"]), why=fields["why"])

    if form.carries_out(ask):
        return _asked(user_id)
    return _form(form, user_id, "Ask for a role for", "Ask for approval")


@pages.page("/users/roles/<uuid:role_id>/approve", does=roles.approve_role, methods=["POST"])
def role_approve(role_id: uuid.UUID) -> ResponseReturnValue:
    return _decided(roles.approve_role(current_actor(), role_id=role_id), "Role approved")


@pages.page("/users/roles/<uuid:role_id>/refuse", does=roles.refuse_role, methods=["POST"])
def role_refuse(role_id: uuid.UUID) -> ResponseReturnValue:
    return _decided(roles.refuse_role(current_actor(), role_id=role_id), "Role refused")


@pages.page("/users/roles/<uuid:role_id>/end", does=roles.end_role, methods=["POST"])
def role_end(role_id: uuid.UUID) -> ResponseReturnValue:
    ended = roles.end_role(current_actor(), role_id=role_id)
    flash("Role ended")
    return redirect(url_for("users.user", user_id=ended.user_id), 303)


@pages.page("/users/<uuid:user_id>/acting/new", does=roles.request_acting_rank, methods=["GET", "POST"])
def acting_new(user_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(ActingIn())

    def ask(fields: dict[str, Any]) -> Any:
        return roles.request_acting_rank(actor, user_id=user_id, **fields | {"rank": Rank(int(fields["rank"]))})

    if form.carries_out(ask):
        return _asked(user_id)
    return _form(form, user_id, "Acting rank of", "Ask for approval")


@pages.page("/users/acting/<uuid:acting_id>/approve", does=roles.approve_acting_rank, methods=["POST"])
def acting_approve(acting_id: uuid.UUID) -> ResponseReturnValue:
    return _decided(roles.approve_acting_rank(current_actor(), acting_id=acting_id), "Acting rank approved")


@pages.page("/users/acting/<uuid:acting_id>/refuse", does=roles.refuse_acting_rank, methods=["POST"])
def acting_refuse(acting_id: uuid.UUID) -> ResponseReturnValue:
    return _decided(roles.refuse_acting_rank(current_actor(), acting_id=acting_id), "Acting rank refused")


@pages.page("/users/acting/<uuid:acting_id>/end", does=roles.end_acting_rank, methods=["POST"])
def acting_end(acting_id: uuid.UUID) -> ResponseReturnValue:
    ended = roles.end_acting_rank(current_actor(), acting_id=acting_id)
    flash("Acting rank ended")
    return redirect(url_for("users.user", user_id=ended.user_id), 303)


@pages.page("/users/<uuid:user_id>/reset", does=resets.ask_for_reset, methods=["GET", "POST"])
def reset_new(user_id: uuid.UUID) -> ResponseReturnValue:
    actor, form, half = current_actor(), Form(ResetIn()), new_code(8)

    def ask(fields: dict[str, Any]) -> Any:
        return resets.ask_for_reset(actor, user_id=user_id, **fields, first_half=Secret(half))

    if form.carries_out(ask):
        return render_template("accounts/reset_half.html", half=half, first=True, user_id=user_id)
    return _form(form, user_id, "Reset the sign-in of", "Ask for approval")


@pages.page("/users/resets/<uuid:reset_id>/approve", does=resets.approve_reset, methods=["POST"])
def reset_approve(reset_id: uuid.UUID) -> ResponseReturnValue:
    half = new_code(8)
    reset = resets.approve_reset(current_actor(), reset_id=reset_id, second_half=Secret(half))
    return render_template("accounts/reset_half.html", half=half, first=False, user_id=reset.user_id)


@pages.page("/users/resets/<uuid:reset_id>/refuse", does=resets.refuse_reset, methods=["POST"])
def reset_refuse(reset_id: uuid.UUID) -> ResponseReturnValue:
    return _decided(resets.refuse_reset(current_actor(), reset_id=reset_id), "Reset refused")


def _asked(user_id: uuid.UUID) -> ResponseReturnValue:
    flash("It waits for a second person to approve it")
    return redirect(url_for("users.user", user_id=user_id), 303)


def _decided(_row: object, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("users.waiting"), 303)


def _form(form: Form, user_id: uuid.UUID, title: str, submit: str) -> ResponseReturnValue:
    shown = read_user(current_actor(), user_id=user_id)
    drawn = render_template(
        "accounts/user_form.html", form=form, user=shown, title=f"{title} {shown.name}", submit=submit
    )
    return drawn, form.status
