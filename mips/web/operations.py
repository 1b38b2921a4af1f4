"""What every API operation has in common: its headers, what may go wrong with it, and how both are documented."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Response, g, make_response, request
from marshmallow import Schema
from sqlalchemy.orm.exc import StaleDataError

from mips.access.matrix import ASKED_OF_SOME
from mips.core.errors import PreconditionFailed, Stale
from mips.usecase import UseCase
from mips.web.field.records import Version
from mips.web.requests import VERSION

View = Callable[..., Any]
Doc = dict[str, Any]

LONGEST_REASON = 500
REASON: Doc = {
    "name": "X-Reason",
    "in": "header",
    "description": "Why this is done or looked at: kept in the journal beside the entry",
    "schema": {"type": "string", "maxLength": LONGEST_REASON},
}
NEEDED_REASON: Doc = REASON | {
    "description": f"{REASON['description']}. Needed by some roles, for restricted records and for those of people one "
    "is tied to; without it the answer is then 428"
}
OF_THE_RECORD = frozenset({"cases", "custody", "documents", "intelligence", "investigation", "record"})
"""Domains of permissions that open records, any of which may be restricted."""
IDEMPOTENCY_KEY: Doc = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A UUID made by the sender for this one submission: sent again, it is done once and answered twice",
    "schema": {"type": "string", "format": "uuid"},
}
IF_MATCH: Doc = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that was given with the record, in place of `version` in the body",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}
ETAG: Doc = {"description": "The version of the record, for If-Match", "schema": {"type": "string"}}
LINK: Doc = {
    "description": 'The address of the next page, rel="next", where there is one',
    "schema": {"type": "string"},
}


def answered(view: View) -> View:
    """The view with the headers of its answer: ETag of a record, Link to the next page."""

    @functools.wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Response:
        try:
            response = make_response(view(*args, **kwargs))
        except (Stale, StaleDataError) as stale:
            if "If-Match" in request.headers:
                raise PreconditionFailed(**_versions(stale)) from stale
            raise
        shown = g.get("_flask_smorest", {}).get("result_dump")
        if isinstance(shown, Mapping):
            _say_version(response, shown)
            _say_next(response, shown)
        return response

    return answer


def _versions(stale: Stale | StaleDataError) -> dict[str, Any]:
    return {"mine": stale.mine, "theirs": stale.theirs} if isinstance(stale, Stale) else {}


def _say_version(response: Response, shown: Mapping[str, Any]) -> None:
    if type(version := shown.get(VERSION)) is int:
        response.set_etag(str(version))


def _say_next(response: Response, shown: Mapping[str, Any]) -> None:
    if isinstance(cursor := shown.get("next"), str):
        query = request.args.to_dict(flat=False) | {"after": [cursor]}
        response.headers["Link"] = f'<{request.path}?{urlencode(query, doseq=True)}>; rel="next"'


def describe(view: View, *, subject: str, rule: str, does: UseCase[..., Any]) -> None:
    """Add to the view's documentation what its use case says: permission, headers, and what may go wrong."""
    doc: Doc = view.__dict__["_apidoc"]
    asked = doc.setdefault("arguments", {})
    parameters = asked.setdefault("parameters", [])
    places = {each["in"]: each["schema"] for each in parameters}
    versioned = _holds(places.get("json"), VERSION, Version)
    may_ask = _may_ask_reason(does, rule)
    parameters += [
        NEEDED_REASON if may_ask else REASON,
        *([] if does.reads else [IDEMPOTENCY_KEY]),
        *([IF_MATCH] if versioned else []),
    ]
    answers = doc.get("response", {}).get("responses", {})
    own = {status for status in answers if status >= 400}
    errors = {*_errors(does, set(places), "<" in rule, versioned), *([428] if may_ask else []), *own}
    for status in own:
        del answers[status]
    asked["responses"] = {status: HTTPStatus(status).name for status in sorted(errors)}
    doc["manual_doc"] = {
        "operationId": f"{subject}.{view.__name__}",
        "tags": [subject],
        "security": [{"token": []}, {"session": []}],
        "x-permission": str(does.permission),
        "x-verb": str(does.verb),
        "responses": {status: {"headers": headers} for status, headers in _headers(doc)},
    }


def _may_ask_reason(does: UseCase[..., Any], rule: str) -> bool:
    """By its permission, which some role holds with a reason only; or because it opens a record that may be guarded."""
    domain = does.permission.split(":")[0]
    return does.permission in ASKED_OF_SOME or ("<uuid" in rule and domain in OF_THE_RECORD)


def _errors(does: UseCase[..., Any], places: set[str], names_one: bool, versioned: bool) -> Iterator[int]:
    """The statuses an operation may answer that are not success, each as problem+json."""
    yield from (401, 403, 405, 422, 503)
    if names_one or places:
        yield 404
    if not does.reads:
        yield from (400, 409)
    if places & {"json", "form", "files"}:
        yield from (400, 413, 415)
    if versioned:
        yield from (412, 428)


def _headers(doc: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Doc]]]:
    """(status, headers) for each answer of success that carries some."""
    for status, answers in doc.get("response", {}).get("responses", {}).items():
        schemas = [each.get("schema") for each in answers if isinstance(each, Mapping)]
        headers = {"ETag": ETAG} if any(_holds(each, VERSION) for each in schemas) else {}
        headers |= {"Link": LINK} if any(_holds(each, "next") for each in schemas) else {}
        if headers:
            yield status, headers


def _holds(schema: Any, name: str, kind: type = object) -> bool:
    """True for the schema of one object that has a field of this name and kind."""
    made = schema() if isinstance(schema, type) else schema
    return isinstance(made, Schema) and not made.many and name in made.fields and isinstance(made.fields[name], kind)
