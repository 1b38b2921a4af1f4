"""Pages for those who run accounts: who is there, adding, changing, moving, disabling and removing them."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.model import Team, User
from mips.access.permissions import Permission, Rank, Role
from mips.accounts.credentials import Secret, new_code
from mips.accounts.pages.blueprint import users as pages
from mips.accounts.schemas import (
    ChangedTeamIn,
    ChangedUserIn,
    MoveIn,
    NewUserIn,
    TeamIn,
    UserFileIn,
    UserFilterIn,
    WhyIn,
)
from mips.accounts.usecases import users
from mips.accounts.usecases.loading import judge_users, load_users
from mips.accounts.usecases.sign_ins import end_sign_ins_of
from mips.accounts.user_file import rows_of
from mips.core import clock
from mips.web.endpoints import current_actor
from mips.web.forms import Filters, Form
from mips.web.tables import Column, Listing, Tag


def _state(user: User) -> list[Tag]:
    if user.disabled_at is not None:
        return [Tag(state="waiting", text="Disabled")]
    waiting = any(held.pending for held in user.roles)
    return [Tag(state="soon", text="Role waits for approval")] if waiting else []


def _roles(user: User) -> str:
    return ", ".join(sorted(held.role for held in user.roles if held.holds_at(clock.now())))


COLUMNS = [
    Column[User](
        label="Collar number",
        value=lambda user: user.collar_number,
        link=lambda user: url_for("users.user", user_id=user.id),
    ),
    Column[User](label="Name", value=lambda user: user.name),
    Column[User](label="Rank", value=lambda user: _rank(user.rank), hidden_when_narrow=True),
    Column[User](label="Roles", value=_roles),
    Column[User](label="Team", value=lambda user: ", ".join(each.team.name for each in user.teams)),
    Column[User](label="State", value=_state),
]


def _rank(rank: int) -> str:
    return Rank(rank).name.replace("_", " ").capitalize()


@pages.page("/users", does=users.list_users)
def user_list() -> ResponseReturnValue:
    actor, filters = current_actor(), Filters(UserFilterIn())
    chosen = filters.chosen
    if role := chosen.pop("role", None):
        chosen["role"] = Role(role)
    listing = Listing(
        caption="Users",
        columns=COLUMNS,
        page=users.list_users(actor, **chosen, after=_after()),
        empty="Nobody has an account yet.",
        filters=filters,
        new=("Add a user", url_for("users.user_new")) if actor.may(Permission.ACCOUNTS_USER_CREATE) else None,
    )
    return render_template("accounts/users.html", listing=listing), filters.status


def _after() -> str | None:
    return request.args.get("after")


@pages.page("/users/<uuid:user_id>", does=users.read_user)
def user(user_id: uuid.UUID) -> ResponseReturnValue:
    shown = users.read_user(current_actor(), user_id=user_id)
    return render_template("accounts/user.html", user=shown, rank=_rank(shown.rank), Rank=Rank, at=clock.now())


@pages.page("/users/new", does=users.add_user, methods=["GET", "POST"])
def user_new() -> ResponseReturnValue:
    form, password = Form(NewUserIn(), initial={"rank": int(Rank.CONSTABLE)}), new_code()
    if form.carries_out(
        lambda fields: users.add_user(current_actor(), **_of_user(fields), one_time_password=Secret(password))
    ):
        return render_template("accounts/one_time_password.html", user=form.result, password=password)
    return render_template("accounts/user_form.html", form=form, title="Add a user", submit="Add user"), form.status


def _of_user(fields: dict[str, Any]) -> dict[str, Any]:
    made = dict(fields, rank=Rank(int(fields["rank"])), roles=[Role(code) for code in fields.get("roles", ())])
    return made | {"team_id": uuid.UUID(fields["team_id"]) if fields.get("team_id") else None}


@pages.page("/users/<uuid:user_id>/change", does=users.change_user, methods=["GET", "POST"])
def user_change(user_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = users.read_user(actor, user_id=user_id)
    form = Form(ChangedUserIn(), initial=shown)

    def change(fields: dict[str, Any]) -> User:
        typed = fields | {"rank": Rank(int(fields["rank"])), "clearance": int(fields["clearance"])}
        return users.change_user(actor, user_id=user_id, **typed)

    if form.carries_out(change):
        return _back(user_id, "Saved")
    return _form(form, shown, "Change", "Save")


@pages.page("/users/<uuid:user_id>/move", does=users.move_user, methods=["GET", "POST"])
def user_move(user_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown, form = users.read_user(actor, user_id=user_id), Form(MoveIn())

    def move(fields: dict[str, Any]) -> User:
        team = uuid.UUID(fields["team_id"]) if fields.get("team_id") else None
        kept = [Role(code) for code in fields["keep_roles"]]
        return users.move_user(actor, user_id=user_id, team_id=team, leads=fields["leads"], keep_roles=kept)

    if form.carries_out(move):
        return _back(user_id, "Moved. Roles that were not kept have ended")
    return _form(form, shown, "Move", "Move now")


@pages.page("/users/<uuid:user_id>/disable", does=users.disable_user, methods=["GET", "POST"])
def user_disable(user_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown, form = users.read_user(actor, user_id=user_id), Form(WhyIn())
    if form.carries_out(lambda fields: users.disable_user(actor, user_id=user_id, why=fields["why"])):
        return _back(user_id, "Account disabled. Every sign-in, token and role has ended")
    return _form(form, shown, "Disable", "Disable now")


@pages.page("/users/<uuid:user_id>/enable", does=users.enable_user, methods=["POST"])
def user_enable(user_id: uuid.UUID) -> ResponseReturnValue:
    users.enable_user(current_actor(), user_id=user_id)
    return _back(user_id, "Account enabled. Ask for the roles they need")


@pages.page("/users/<uuid:user_id>/end-sign-ins", does=end_sign_ins_of, methods=["POST"])
def user_sign_ins_end(user_id: uuid.UUID) -> ResponseReturnValue:
    end_sign_ins_of(current_actor(), user_id=user_id)
    return _back(user_id, "They are signed out everywhere")


@pages.page("/users/<uuid:user_id>/remove", does=users.remove_user, methods=["POST"])
def user_remove(user_id: uuid.UUID) -> ResponseReturnValue:
    users.remove_user(current_actor(), user_id=user_id)
    flash("Account removed")
    return redirect(url_for("users.user_list"), 303)


@pages.page("/users/load", does=load_users, methods=["GET", "POST"])
def users_load() -> ResponseReturnValue:
    form = Form(UserFileIn())

    def load(fields: dict[str, Any]) -> Any:
        rows = rows_of(fields["file"].content.read())
        return (judge_users if fields["dry_run"] else load_users)(current_actor(), rows=rows)

    if form.carries_out(load):
        return render_template(
            "accounts/users_loaded.html", verdicts=form.result, trial=bool(form.typed.get("dry_run"))
        )
    return render_template("accounts/users_load.html", form=form), form.status


@pages.page("/teams", does=users.list_teams)
def team_list() -> ResponseReturnValue:
    actor = current_actor()
    columns = [
        Column[Team](
            label="Team",
            value=lambda team: team.name,
            link=lambda team: url_for("users.team_change", team_id=team.id),
        ),
        Column[Team](label="Unit", value=lambda team: team.unit),
    ]
    listing = Listing(
        caption="Teams",
        columns=columns,
        page=users.list_teams(actor, after=_after()),
        empty="No team yet. Somebody without a team sees no team's own records.",
        new=("Add a team", url_for("users.team_new")) if actor.may(Permission.ACCOUNTS_USER_CREATE) else None,
    )
    return render_template("accounts/teams.html", listing=listing)


@pages.page("/teams/new", does=users.add_team, methods=["GET", "POST"])
def team_new() -> ResponseReturnValue:
    form = Form(TeamIn())
    if form.carries_out(
        lambda fields: users.add_team(current_actor(), name=fields["name"], unit=fields.get("unit") or "")
    ):
        flash("Team added")
        return redirect(url_for("users.team_list"), 303)
    return render_template("accounts/team_form.html", form=form, title="Add a team"), form.status


@pages.page("/teams/<uuid:team_id>", does=users.change_team, methods=["GET", "POST"])
def team_change(team_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(ChangedTeamIn(), initial=users.read_team(actor, team_id=team_id))
    if form.carries_out(
        lambda fields: users.change_team(actor, team_id=team_id, **fields | {"unit": fields.get("unit") or ""})
    ):
        flash("Team changed")
        return redirect(url_for("users.team_list"), 303)
    return render_template("accounts/team_form.html", form=form, title="Change a team"), form.status


def _form(form: Form, shown: User, title: str, submit: str) -> ResponseReturnValue:
    drawn = render_template(
        "accounts/user_form.html", form=form, user=shown, title=f"{title} {shown.name}", submit=submit
    )
    return drawn, form.status


def _back(user_id: uuid.UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("users.user", user_id=user_id), 303)
