"""Every write that a cookie could authorise carries a token; one that brings its own bearer token need not."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()


def register(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a form may stay open for a whole shift
    csrf.init_app(app)
    app.before_request(_check)


def _check() -> None:
    """A page elsewhere can make a browser send cookies, but not an Authorization header."""
    if current_app.config["WTF_CSRF_ENABLED"] and not _without_cookies():
        csrf.protect(apply_exemptions=True)


def _without_cookies() -> bool:
    """True where no cookie can be what authorises the request. The API answers 401 to one that brings nothing."""
    bearer = request.headers.get("Authorization", "").startswith("Bearer ")
    cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return bearer or (request.path.startswith("/api/") and not cookie)
