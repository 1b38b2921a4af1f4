"""A short reference for each request, so that what a user reads out can be found in the logs."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, has_request_context

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is mistaken for something else when read aloud
HEADER = "X-Request-Reference"


def request_reference() -> str:
    """The reference of the request being answered, like 'K7QM-3XD4'; '-' outside a request."""
    if not has_request_context():
        return "-"
    if "request_reference" not in g:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
        g.request_reference = f"{letters[:4]}-{letters[4:]}"
    return str(g.request_reference)


def register(app: Flask) -> None:
    app.jinja_env.globals["request_reference"] = request_reference
    app.before_request(_name)
    app.after_request(_say)


def _name() -> None:
    request_reference()


def _say(response: Response) -> Response:
    response.headers[HEADER] = request_reference()
    return response
