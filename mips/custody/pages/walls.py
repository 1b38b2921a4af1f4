"""Wall screens: keeping their tokens, and what a screen without anybody signed in is shown."""

from __future__ import annotations

import functools
import secrets
import uuid
from typing import Any, Final

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from mips.core.errors import NotFound, NotSignedIn
from mips.custody.model.wall import WallToken
from mips.custody.pages.blueprint import pages
from mips.custody.pages.board import show_board
from mips.custody.schemas.suites import WallIn
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.wall import (
    begin_wall,
    digest_of,
    list_walls,
    make_wall,
    revoke_wall,
    screen,
    wall_of_id,
    wall_of_token,
)
from mips.usecase import UseCase
from mips.web.endpoints import View, current_actor
from mips.web.forms import Form

WALL: Final = "custody_wall"
"""Where a screen's session keeps which screen it is. No other page looks there, so it opens no other page."""


@pages.page("/suites/<uuid:suite_id>/walls", does=list_walls)
def walls(suite_id: uuid.UUID) -> ResponseReturnValue:
    return render_template("custody/walls.html", shown=list_walls(current_actor(), suite_id=suite_id))


@pages.page("/suites/<uuid:suite_id>/walls/new", does=make_wall, methods=["GET", "POST"])
def wall_new(suite_id: uuid.UUID) -> ResponseReturnValue:
    form, token = Form(WallIn(), initial={"days": 90}), secrets.token_urlsafe(32)

    def make(fields: dict[str, Any]) -> WallToken:
        return make_wall(current_actor(), suite_id=suite_id, digest=digest_of(token), **fields)

    back = url_for("custody.walls", suite_id=suite_id)
    if form.carries_out(make):
        address = url_for("custody.wall_begin", token=token, _external=True)
        return render_template("custody/wall_made.html", made=form.result, address=address, back=back)
    about = {"title": "Set up a wall screen", "submit": "Make its address", "back": back, "back_to": "Wall screens"}
    return render_template("custody/suite_form.html", form=form, **about), form.status


@pages.page("/walls/<uuid:wall_id>/revoke", does=revoke_wall, methods=["POST"])
def wall_revoke(wall_id: uuid.UUID) -> ResponseReturnValue:
    row = revoke_wall(current_actor(), wall_id=wall_id)
    flash(f"{row.name} shows nothing any more")
    return redirect(url_for("custody.walls", suite_id=row.suite_id), 303)


def _on_screen(rule: str, does: UseCase[..., Any]) -> Any:
    """A page for a screen where nobody is signed in. Whoever it is then shown to is the screen itself, here alone."""

    def register(view: View) -> View:
        @functools.wraps(view)
        def shown(**kwargs: Any) -> Any:
            wall = _wall(**kwargs)
            g.actor = screen(wall, f"{request.remote_addr or ''} wall screen")
            does.admit(g.actor)
            return view(wall)

        shown.does = does  # type: ignore[attr-defined]
        return pages.route(rule)(shown)

    return register


def _wall(token: str = "") -> WallToken:
    if token:
        if (found := wall_of_token(token)) is None:
            raise NotFound("This screen's address works no longer. Whoever runs the suite can make another")
        return found
    kept = session.get(WALL)
    live = wall_of_id(uuid.UUID(kept)) if kept else None
    if live is None:
        raise NotSignedIn
    return live


@_on_screen("/wall/<token>", begin_wall)
def wall_begin(wall: WallToken) -> ResponseReturnValue:
    """The address typed once at the screen: the token goes, the session stays."""
    begin_wall(current_actor(), wall_id=wall.id)
    session[WALL] = str(wall.id)
    session.permanent = True
    return redirect(url_for("custody.wall_screen"), 303)


@_on_screen("/wall", read_whiteboard)
def wall_screen(wall: WallToken) -> ResponseReturnValue:
    return show_board(current_actor(), wall.suite_id, wall=True, alone=True)
