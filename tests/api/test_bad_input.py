"""What nobody should send, to every door that takes something: refused with a message, nothing stored, no 5xx.

The doors are those of the address map, the fields those of the schemas and of the API's description.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import FileStorage, MultiDict

from mips.access.permissions import Rank, Role
from mips.app import create_app
from mips.audit.model import READING, JournalEntry
from mips.web.field.asked import Asked
from mips.web.field.files import Upload
from mips.web.field.groups import Group, Part
from mips.web.field.text import Secret
from mips.web.forms import Form
from tests.build import signed_in
from tests.build_accounts import account
from tests.record.test_hanging import DANGEROUS, stored

HUGE = "x" * 10_000_000
TEXTS = {
    "lone surrogate": "Bad\ud800",
    "NUL": "Bad\x00",
    "control": "Bad\x1b[0m",
    "ten megabytes": HUGE,
    "the year 9999": "9999-12-31T23:59:59Z",
    "the year 10000": "31/12/10000 25:61",
    "a number past every integer": "9" * 400,
    "digits of other scripts": "\u0661\u0662\u00b2",
    "markup": "<script>{{7*7}}</script>' OR 1=1 --",
}
UNFIT = {"lone surrogate", "NUL", "control", "ten megabytes"}
"""No field at all may take these."""
VALUES = {
    "null": None, "list": [["Bad"]], "object": {"$ne": ""}, "infinity": float("inf"), "number": 10**400, "true": True,
}  # fmt: skip
ARGUMENTS = sorted(
    set(re.findall(r'args(?:\.get\(|\[)"(\w+)"', "".join(p.read_text() for p in Path("mips").rglob("*.py"))))
)
BODIES = {
    "deep": b'{"a":' * 100_000,
    "UTF-16": '{"a": "b"}'.encode("utf-16"),
    "Latin-1": b'{"a": "\xe9\xff"}',
    "NUL": b"\x00",
    "not a number": b'{"a": NaN}',
    "a surrogate in a name": b'{"\\ud800": 1}',
}


def _schemas(of: type[Schema] = Schema) -> Iterator[type[Schema]]:
    """Every schema of ours that asks for something."""
    for each in of.__subclasses__():
        yield from _schemas(each)
        asks = any(isinstance(field, Asked) for field in each._declared_fields.values())
        if each.__module__.startswith("mips.") and asks:
            yield each


@pytest.mark.parametrize("kind", [*TEXTS, *VALUES])
def test_no_field_of_any_schema_breaks_by_a_value_or_takes_what_cannot_be_kept(app: Flask, db_session, kind):
    value = {**TEXTS, **VALUES}[kind]
    taken, asked = [], 0
    with app.test_request_context():
        for schema in set(_schemas()):
            for name, field in schema().fields.items():
                if isinstance(field, Asked) and not isinstance(field, Upload | Part | Group):
                    asked += 1
                    try:
                        field.deserialize(value, name, {name: value})
                    except ValidationError:
                        continue
                    if isinstance(field, Secret) and kind == "control":
                        continue  # what a password is made of is its owner's business: it is neither kept nor shown
                    taken.append(f"{schema.__name__}.{name}")
    assert asked > 150
    assert kind not in UNFIT or taken == []


@pytest.fixture(scope="module")
def doors() -> Flask:
    """The application as it is served: what breaks is answered with a 500, not raised."""
    return create_app(TESTING=True, PROPAGATE_EXCEPTIONS=False, SECRET_KEY="x", WTF_CSRF_ENABLED=False)


@pytest.fixture
def everybody(doors: Flask, build) -> FlaskClient:
    """Somebody of every role."""
    return signed_in(doors, account(build, *Role, rank=int(Rank.SUPERINTENDENT)).user)


@pytest.fixture
def written(db_session):
    """How many entries tell of something written."""
    count = sa.select(sa.func.count()).where(JournalEntry.verb.not_in(READING))
    return lambda: db_session.scalar(count)


LEAVING = {"accounts.sign_out", "accounts.switch_leave"}


def addresses(doors: Flask, on_record, method: str) -> Iterator[tuple[str, str]]:
    """(endpoint, address) of every page and operation that takes the method, about records that exist."""
    with doors.test_request_context():
        for rule in doors.url_map.iter_rules():
            if method in (rule.methods or ()) and rule.endpoint not in LEAVING | {"static"}:
                values = {name: _value_of(name, rule, on_record) for name in rule.arguments}
                yield rule.endpoint, doors.url_map.bind("").build(rule.endpoint, values, method=method)


def _value_of(name: str, rule: Any, on_record) -> Any:
    match type(rule._converters[name]).__name__:
        case "UUIDConverter":
            return on_record(name) or uuid.UUID(int=7)
        case "IntegerConverter":
            return 2026
    return "names"


def failures(answers: Mapping[str, int]) -> dict[str, int]:
    return {door: status for door, status in answers.items() if status >= 500}


@pytest.mark.parametrize("kind", ["NUL", "lone surrogate", "the year 9999"])
def test_no_page_breaks_by_what_its_address_says(doors, everybody, on_record, kind):
    text = TEXTS[kind].encode("utf-8", "surrogatepass")
    asked = "&".join(f"{name}={''.join(f'%{byte:02x}' for byte in text)}" for name in ARGUMENTS)
    assert len(ARGUMENTS) > 3
    answers = {
        f"{door} {path}": everybody.get(f"{path}?{asked}").status_code
        for door, path in addresses(doors, on_record, "GET")
    }
    assert failures(answers) == {}


@pytest.fixture(scope="module")
def seen_at() -> dict[str, list[Schema]]:
    """Address -> the schema of the form on its page, if it has one: each is looked at once for all tests."""
    return {}


@pytest.fixture
def asks(everybody: FlaskClient, seen_at, monkeypatch) -> Callable[[str], list[Schema]]:
    """What the form at an address asks."""
    drawn: list[Schema] = []
    begin = Form.__init__

    def noting(self: Form, schema: Schema, **rest: Any) -> None:
        drawn.append(schema)
        begin(self, schema, **rest)

    def asked(path: str) -> list[Schema]:
        if path not in seen_at:
            drawn.clear()
            everybody.get(path)
            seen_at[path] = drawn[:1]
        return seen_at[path]

    monkeypatch.setattr(Form, "__init__", noting)
    return asked


def flat(schema: Schema, text: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every control of a form, holding this."""
    for name, field in schema.fields.items():
        if isinstance(field, Group | Part):
            row = "0-" if isinstance(field, Group) else ""
            yield from flat(field.schema, text, f"{prefix}{name}-{row}")
        elif isinstance(field, fields.Field) and not field.dump_only and not isinstance(field, Upload):
            yield prefix + name, text


@pytest.mark.parametrize("kind", ["lone surrogate", "NUL", "the year 9999", "markup"])
def test_no_form_breaks_or_stores_anything(doors, everybody, on_record, asks, written, kind):
    list(addresses(doors, on_record, "POST"))
    before, answers, forms = written(), {}, 0
    for door, path in addresses(doors, on_record, "POST"):
        if path.startswith("/api/"):
            continue
        for schema in asks(path):
            sent = MultiDict(flat(schema, TEXTS[kind].encode("utf-8", "surrogatepass")))
            if not sent:  # a button without a field: there is nothing to put anything bad in
                continue
            forms += 1
            answers[door] = everybody.post(path, data=sent).status_code
    assert forms > 40
    assert failures(answers) == {}
    assert kind not in UNFIT or written() == before


def doors_for_files(doors, on_record, asks) -> Iterator[tuple[str, str, str]]:
    """(endpoint, address, name of the field) wherever a file may be sent."""
    for door, path in addresses(doors, on_record, "POST"):
        if path.endswith("/attachments"):
            yield door, path, "file"
        elif not path.startswith("/api/"):
            yield from (
                (door, path, n) for s in asks(path) for n, field in s.fields.items() if isinstance(field, Upload)
            )


def test_no_door_takes_a_file_that_is_dangerous(doors, everybody, on_record, asks, written):
    taking = list(doors_for_files(doors, on_record, asks))
    before, kept, answers = written(), stored(), {}
    for door, path, name in taking:
        for what, (called, content) in DANGEROUS.items():
            file = FileStorage(io.BytesIO(content), filename=called)
            answers[f"{door} {what}"] = everybody.post(path, data={name: file}).status_code
    assert len(taking) >= 4
    assert {door: status for door, status in answers.items() if status != 422} == {}
    assert (written(), stored()) == (before, kept)


def operations_with_json(spec) -> Iterator[tuple[str, str, list[str]]]:
    """(method, path, names of the body's members) of every operation that takes JSON."""
    for path, item in spec["paths"].items():
        for method, said in item.items():
            content = said.get("requestBody", {}).get("content", {}) if isinstance(said, dict) else {}
            if "application/json" in content:
                schema = content["application/json"]["schema"]
                named = spec["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
                yield method.upper(), path, list(named.get("properties", ()))


def at_records(path: str, on_record) -> str:
    return re.sub(r"{(\w+)}", lambda name: str(on_record(name[1]) or uuid.UUID(int=7)), path)


@pytest.mark.parametrize("kind", ["lone surrogate", "NUL", "the year 9999", "infinity", "object", "number"])
def test_no_operation_breaks_by_a_member_or_stores_anything(spec, everybody, on_record, written, kind):
    value = {**TEXTS, **VALUES}[kind]
    asked = [(method, at_records(path, on_record), names) for method, path, names in operations_with_json(spec)]
    before, answers = written(), {}
    for method, path, names in asked:
        tag = {"If-Match": '"1"'}
        sent = {name: value for name in names if name != "version"}
        answers[f"{method} {path}"] = everybody.open(path, method=method, json=sent, headers=tag).status_code
    assert len(answers) > 40
    assert failures(answers) == {}
    assert kind not in UNFIT or written() == before


@pytest.mark.parametrize("kind", BODIES)
def test_no_operation_takes_what_is_not_json(spec, everybody, on_record, written, kind):
    asked = [(method, at_records(path, on_record)) for method, path, _ in operations_with_json(spec)]
    before = written()
    sent = {"data": BODIES[kind], "content_type": "application/json", "headers": {"If-Match": '"1"'}}
    answers = {f"{method} {path}": everybody.open(path, method=method, **sent).status_code for method, path in asked}
    assert {door: status for door, status in answers.items() if not 400 <= status < 500} == {}
    assert written() == before


@pytest.mark.parametrize(
    "header", ["Idempotency-Key", "If-Match", "X-Reason", "Authorization", "Accept", "Cookie", "Range"]
)
@pytest.mark.parametrize("text", ["\xff\xfe", "\x7f", "9" * 5000, "Bearer \xff", "a=\xff;=;,", "%00%ff"])
def test_no_header_breaks_a_page_or_an_operation(everybody, header, text):
    for path in ("/", "/people/new", "/api/v1/intelligence/reports"):
        assert everybody.get(path, headers={header: text}).status_code < 500
        assert everybody.post(path, data={}, headers={header: text}).status_code < 500
