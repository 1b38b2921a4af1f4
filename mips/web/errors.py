"""Where what went wrong becomes an answer: a GOV.UK page for people, problem+json (RFC 9457) for machines."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, current_app, jsonify, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, default_exceptions
from werkzeug.wrappers import Response

from mips.core.errors import Busy, MipsError, NotSignedIn, ReasonNeeded, Stale
from mips.web import conflict, kept, reasons
from mips.web.logs import note_refusal
from mips.web.problems import Problem, of_http, of_mips

SIGN_IN = "accounts.sign_in"
"""The page to sign in at; the names of its further steps begin with the same."""
LOGGED = frozenset({401, 403, 404, 409})
RETRY_AFTER = 5  # seconds


def register(app: Flask) -> None:
    app.register_error_handler(MipsError, refused)
    app.register_error_handler(StaleDataError, lambda _: refused(Stale()))
    for away in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(away, _database_away)
    # each code by itself, not only HTTPException: whoever registers for all of them later does not take these over
    for code in default_exceptions:
        app.register_error_handler(code, _http)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _untrusted)


def wants_problem() -> bool:
    """True when the one who asked is a program."""
    accepts = request.accept_mimetypes
    best = accepts.best_match(["text/html", "application/json", "application/problem+json"], "text/html")
    return request.path.startswith("/api/") or best != "text/html"


def refused(error: MipsError) -> Response:
    problem = of_mips(error)
    if problem.status in LOGGED:
        note_refusal(problem.status, problem.code, **error.facts)
    if wants_problem():
        return _as_json(problem)
    if isinstance(error, NotSignedIn):
        return _sign_in(problem)
    if isinstance(error, ReasonNeeded) and not _asked_by_script() and (asked := reasons.ask(error)):
        return asked
    if isinstance(error, Stale):
        return conflict.page(error, problem)
    return _as_page(problem)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    problem = of_http(error)
    if problem.status in LOGGED:
        note_refusal(problem.status, problem.code)
    return _as_json(problem) if wants_problem() else _as_page(problem)


def _database_away(error: Exception) -> Response:
    current_app.logger.error("database away", exc_info=error)
    return refused(Busy())


def _untrusted(error: CSRFError) -> Response:
    """No valid token: the session has ended, the page is from another session, or another site sent it."""
    if not _signed_in():
        return refused(NotSignedIn())
    problem = of_http(error)
    note_refusal(problem.status, "csrf")
    if wants_problem() or not (_from_our_own_page() and kept.typed_now()):
        return _as_json(problem) if wants_problem() else _as_page(problem)
    lead = "This page was opened before you last signed in. Nothing was saved; what you typed is kept."
    return _keeping(problem.status, title=problem.title, lead=lead, button="Send it again")


def _sign_in(problem: Problem) -> Response:
    """Ask to sign in. What was typed waits in the page; a page that was only asked for is come back to."""
    url = url_for(SIGN_IN) if SIGN_IN in current_app.view_functions else "/"
    if (request.endpoint or "").startswith(SIGN_IN):  # one of its steps grew old: begin again, without its password
        return make_response(kept.onward(url))
    if request.method == "POST":
        pairs = [(kept.BEGIN, "1"), *kept.packed()]
        lead = "You have been signed out. What you typed is kept on this page: sign in and it can be saved."
        return kept.page(problem.status, action=url, title=problem.title, lead=lead, button="Sign in", pairs=pairs)
    if request.method == "GET" and not _asked_by_script():
        here = request.full_path.rstrip("?")
        return redirect(url_for(SIGN_IN, next=here), 303) if url != "/" else _as_page(problem)
    return _as_page(problem)


def _keeping(status: int, *, title: str, lead: str, button: str) -> Response:
    here = request.full_path.rstrip("?")
    return kept.page(status, action=here, title=title, lead=lead, button=button, pairs=kept.typed_now())


def _as_page(problem: Problem) -> Response:
    if problem.status == 503 and kept.typed_now():
        response = _keeping(503, title=problem.title, lead=problem.detail, button="Try again")
    else:
        response = make_response(render_template("error.html", problem=problem), problem.status)
    return _with_headers(response, problem.headers)


def _as_json(problem: Problem) -> Response:
    response = jsonify(problem.as_json())
    response.status_code = problem.status
    response.content_type = "application/problem+json"
    return _with_headers(response, problem.headers)


def _with_headers(response: Response, headers: Mapping[str, str]) -> Response:
    response.headers.update(headers)
    if response.status_code == 401:  # RFC 9110 11.6.1; a browser does not ask its user for a bearer token
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    if response.status_code in (429, 503):
        response.headers.setdefault("Retry-After", str(RETRY_AFTER))
    return response


def _signed_in() -> bool:
    return bool(current_app.extensions["mips_who"]())


def _asked_by_script() -> bool:
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "mips"


def _from_our_own_page() -> bool:
    fetched, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return fetched == "same-origin" or origin == request.host_url.removesuffix("/")
