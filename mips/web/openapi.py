"""The API's description of itself (OpenAPI 3.1): for machines as JSON, for people as a page."""

from __future__ import annotations

import http
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import MODIFIERS, resolve_schema_instance
from flask import Flask, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from marshmallow import Schema, fields

from mips.web.apipage import sections
from mips.web.operations import IF_MATCH
from mips.web.problems import SAID
from mips.web.requests import VERSION

PREFIX: Final = "/api/v1"
PROBLEM: Final = "application/problem+json"
ABOUT: Final = """One record of people, events and cases for a police force.

Every request is made by somebody: send a bearer token, or the cookie of a signed-in browser with its X-CSRFToken.
Everything written and everything shown is journalled. What you may not see does not exist for you: 404.
Lists are paged by key: `after` takes the `next` of the page before, which the Link header gives whole.
Times are ISO 8601 in UTC."""


class MessageOut(Schema):
    detail = fields.String(required=True)
    pointer = fields.String(metadata={"description": "Where in what was sent, as a JSON pointer"})
    header = fields.String(metadata={"description": "Of which header"})


class ProblemOut(Schema):
    """What every error looks like (RFC 9457)."""

    type = fields.String(required=True, metadata={"format": "uri-reference"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    reference = fields.String(required=True, metadata={"description": "Names this request in the logs"})
    errors = fields.List(fields.Nested(MessageOut))
    rule = fields.String(metadata={"description": "The rule of law or policy that says no"})
    mine = fields.Dict(metadata={"description": "Of a conflict: what you sent"})
    theirs = fields.Dict(metadata={"description": "Of a conflict: what the record says now"})


class Described(Api):
    """The API, each of whose errors is problem+json and documented as that."""

    ERROR_SCHEMA = ProblemOut
    DEFAULT_ERROR_RESPONSE_NAME = None
    """No operation has errors it does not name."""

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            if status >= 400:
                said = SAID.get(status.value)
                content = {PROBLEM: {"schema": ProblemOut}}
                answer = {"description": said[1] if said else status.phrase, "content": content}
                self.spec.components.response(status.name, answer, lazy=True)

    def _register_pagination_header(self) -> None:
        """Lists are paged by key, with a Link header."""

    def _openapi_json(self) -> ResponseReturnValue:
        return specification(current_app)


def describe_api(app: Flask) -> Api:
    """The API of an app, to which resources are then added; it answers at PREFIX."""
    app.config.update(
        API_TITLE="MiPS",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = Described(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(_named), "info": {"description": ABOUT}})
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    cookie = {"type": "apiKey", "in": "cookie", "name": app.config["SESSION_COOKIE_NAME"]}
    api.spec.components.security_scheme("session", cookie)
    app.extensions["mips_api"] = api
    app.add_url_rule(f"{PREFIX}/", endpoint="api_page", view_func=_page)
    app.add_url_rule("/problems/<code>", endpoint="api_problem", view_func=_problem)
    return api


def specification(app: Flask) -> dict[str, Any]:
    """The whole description, made at the first question."""
    if "mips_api_specification" not in app.extensions:
        made: dict[str, Any] = app.extensions["mips_api"].spec.to_dict()
        for tag in made["tags"]:
            tag["name"] = tag["name"].removesuffix("_api")
        for part in _parts(made):
            _allow_no_choice(part)
            _say_numbers_as_numbers(part)
            _take_version_from_header(part, made)
        sent = list(_sent(made))
        for part in sent:
            _take_time_as_it_is_said(part)
        for part in _parts([schema for schema in made["components"]["schemas"].values() if schema not in sent]):
            _show_without_limits(part)
        app.extensions["mips_api_specification"] = made
    found: dict[str, Any] = app.extensions["mips_api_specification"]
    return found


def _named(schema: type[Schema]) -> str:
    """Two domains may each have a PersonOut: 'custody.PersonOut'. One cut to fewer fields stands where it is used."""
    made = resolve_schema_instance(schema)
    if any(getattr(made, modifier) for modifier in MODIFIERS):
        return ""
    return f"{type(made).__module__.split('.')[1]}.{type(made).__name__}"


def _parts(whole: Any) -> Iterator[dict[str, Any]]:
    """Each object of the description, the innermost first."""
    for inner in whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ():
        yield from _parts(inner)
    if isinstance(whole, dict):
        yield whole


def _allow_no_choice(part: dict[str, Any]) -> None:
    """A choice that may be left out may also be null."""
    kinds, choices = part.get("type"), part.get("enum")
    if isinstance(kinds, list) and "null" in kinds and isinstance(choices, list) and None not in choices:
        part["enum"] = [*choices, None]


def _say_numbers_as_numbers(part: dict[str, Any]) -> None:
    """A limit of a decimal field is a number to JSON too."""
    part.update({name: float(value) for name, value in part.items() if isinstance(value, Decimal)})


def _sent(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each part of what may be sent: parameters and bodies, with the schemas they refer to."""
    waiting, seen = [*_parts_named(spec["paths"], "parameters"), *_parts_named(spec["paths"], "requestBody")], set()
    while waiting:
        for part in _parts(waiting.pop()):
            yield part
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in seen:
                seen.add(name)
                waiting.append(spec["components"]["schemas"][name])


def _parts_named(whole: Any, name: str) -> Iterator[Any]:
    return (part[name] for part in _parts(whole) if name in part)


def _take_time_as_it_is_said(part: dict[str, Any]) -> None:
    """Days and times may be sent as people say them: what is sent has no one format."""
    if part.get("format") in ("date", "date-time"):
        kind = part.pop("format")
        part["description"] = f"{part.get('description', '')} (ISO 8601 {kind}, or as it is said)".strip()


def _show_without_limits(part: dict[str, Any]) -> None:
    """How long a text may be is said of what is sent. What is shown is as long as it is."""
    for limit in ("maxLength", "minLength", "pattern"):
        part.pop(limit, None)


def _take_version_from_header(part: dict[str, Any], spec: dict[str, Any]) -> None:
    """The body of an operation that takes If-Match need not repeat the version."""
    if not any(each.get("name") == IF_MATCH["name"] for each in part.get("parameters", ()) if isinstance(each, dict)):
        return
    schema = part["requestBody"]["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    schema["required"] = [name for name in schema.get("required", ()) if name != VERSION]


def _page() -> ResponseReturnValue:
    spec = specification(current_app)
    return render_template("api.html", spec=spec, sections=sections(spec), problems=SAID)


def _problem(code: str) -> ResponseReturnValue:
    """Where the `type` of a problem leads."""
    return redirect(url_for("api_page", _anchor=f"problem-{code}"), 303)
