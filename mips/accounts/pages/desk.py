"""The browser at the desk: where a request comes from, and who the browser's cookie says is signed in."""

from __future__ import annotations

import re
from typing import Final

from flask import Response, after_this_request, current_app, g, request, session
from flask_login import login_user

from mips.access.model import SignIn, User
from mips.access.signed_in import SignedIn
from mips.accounts.credentials import digest, new_token
from mips.accounts.throttle import Came

MARK: Final = "mips_browser"
KEPT_FOR: Final = 400 * 24 * 3600
CHALLENGE: Final = "challenge"
_BROWSERS: Final = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS: Final = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"))
_OTHERS: Final = (("Mac OS", "Mac"), ("Linux", "Linux"))


def came_from() -> Came:
    """Where this request comes from."""
    mark = request.cookies.get(MARK, "")
    return Came(
        origin=request.remote_addr or "",
        browser=digest(mark) if re.fullmatch(r"[\w-]{43}", mark, re.ASCII) else "",
        agent=_said(request.user_agent.string),
    )


def _said(agent: str) -> str:
    browser = next((name for part, name in _BROWSERS if part in agent), "")
    system = next((name for part, name in (*_SYSTEMS, *_OTHERS) if part in agent), "")
    return " on ".join(part for part in (browser, system) if part)


def mark_browser() -> Came:
    """As `came_from`, with a mark given to a browser that has none: by it this desk will be known again."""
    came = came_from()
    if came.browser:
        return came
    mark = new_token()

    @after_this_request
    def _give(response: Response) -> Response:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(MARK, mark, max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=secure)
        return response

    return Came(came.origin, digest(mark), came.agent)


def seat(user: User, sign_in: SignIn) -> None:
    """This browser is theirs from here on. Nothing of whoever sat here before stays in the cookie."""
    session.clear()
    g.pop("actor", None)
    login_user(SignedIn(who=user.as_actor(), sign_in_id=sign_in.id))


def empty_seat() -> None:
    """Nobody is signed in at this browser any more."""
    session.clear()
    for name in ("actor", "_login_user", "csrf_token"):
        g.pop(name, None)
