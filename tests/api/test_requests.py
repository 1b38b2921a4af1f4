"""What a machine may send: the same rules at every door of the API, seen at the door of intelligence reports."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.app import create_app
from tests.build import signed_in
from tests.intelligence.reports import submitted

REPORTS = "/api/v1/intelligence/reports"


@pytest.fixture(scope="module")
def town(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Nothing has happened: what is listed here is what the test made."""
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def report(build):
    """What the API takes for a complete report."""
    return {
        "people": [{"person_id": str(build.person().id)}],
        "items": [{"text": "Keeps stolen cycles in the shed", "assessment": "D", "handling": "P"}],
        "source_type": "public",
        "source_evaluation": "3",
        "source_reason": "Never met before",
        "information_on": "2026-03-01",
        "provenance": "Said to a patrol in the street",
        "purpose": "prevent",
        "priority": "low",
        "marking": "official",
    }


def problem(answer, status):
    """The problem that was told, checked to be one."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    assert answer.json["status"] == status
    assert answer.json["reference"] == answer.headers["X-Request-Reference"]
    return answer.json


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"{'people': []}", b'{"a": NaN}', b'{"a": -Infinity}', b"\xff\xfe{}", b"[" * 200_000,
        b'{"version": ' + b"9" * 10_000 + b"}", b"\x00",
    ],
    ids=["cut", "quotes", "nan", "infinity", "encoding", "deep", "digits", "nul"],
)  # fmt: skip
def test_what_is_not_json_is_refused_as_that(machine, body):
    problem(machine.post(REPORTS, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_body_that_does_not_say_it_is_json_is_refused(machine, report, kind):
    problem(machine.post(REPORTS, data=json.dumps(report), content_type=kind), 415)


@pytest.mark.parametrize("body", [[], "people", 7, None, True])
def test_json_that_is_no_object_is_refused(machine, body):
    problem(machine.post(REPORTS, data=json.dumps(body), content_type="application/json"), 422)


def pointers(answer):
    return [each["pointer"] for each in problem(answer, 422)["errors"]]


def test_a_field_that_nobody_knows_is_refused_wherever_it_stands(machine, report):
    report["items"][0]["colour"] = "red"
    assert pointers(machine.post(REPORTS, json=report | {"colour": "red"})) == ["#/items/0/colour", "#/colour"]
    assert pointers(machine.get(REPORTS, query_string={"colour": "red"})) == ["#/colour"]


UNFIT = {
    "nul": "Bad\x00",
    "surrogate": "Bad\ud800",
    "control": "Bad\x1b[0m",
    "long": "x" * 10_000_000,
    "number": 7,
    "list": ["Bad"],
    "object": {"$ne": ""},
}


@pytest.mark.parametrize("kind", UNFIT)
def test_text_that_cannot_be_kept_is_refused_beside_its_field_and_nothing_is_stored(machine, report, kind):
    report["provenance"] = UNFIT[kind]
    assert pointers(machine.post(REPORTS, json=report)) == ["#/provenance"]
    assert machine.get(REPORTS).json["rows"] == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "10000-01-01", "", 20260301])
def test_a_day_that_cannot_be_is_refused(machine, report, day):
    assert pointers(machine.post(REPORTS, json=report | {"information_on": day})) == ["#/information_on"]


@pytest.mark.parametrize("letter", ["\ud800", "\x00", "~", "/"])
def test_a_field_with_an_impossible_name_is_answered_in_json(machine, report, letter):
    body = json.dumps(report | {f"a{letter}": 1})
    problem(machine.post(REPORTS, data=body, content_type="application/json"), 422)


def test_more_than_the_limit_is_refused_before_it_is_read(build, report):
    small = create_app(TESTING=True, SECRET_KEY="x", WTF_CSRF_ENABLED=False, MAX_CONTENT_LENGTH=1_000)
    report["provenance"] = "x" * 2_000
    problem(signed_in(small, build.user(Role.OFFICER)).post(REPORTS, json=report), 413)


@pytest.mark.parametrize("path", ["/api/v1/nothing", f"{REPORTS}/not-a-uuid", f"{REPORTS}/{uuid.UUID(int=7)}"])
def test_what_is_not_there_is_told_in_json_whatever_was_asked_for(machine, path):
    problem(machine.get(path, headers={"Accept": "text/html"}), 404)


def test_a_path_that_no_column_can_hold_is_not_there(machine):
    problem(machine.get("/api/v1/reference/lists/a%00b"), 404)


@pytest.mark.parametrize("method", ["DELETE", "TRACE", "PATCH", "PUT"])
def test_a_method_that_is_not_taken_is_answered_with_those_that_are(machine, method):
    answer = machine.open(REPORTS, method=method)
    problem(answer, 405)
    assert {each.strip() for each in answer.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS", "POST"}


def test_head_and_options_say_what_get_would_without_a_body(machine):
    got, head, options = (machine.open(REPORTS, method=method) for method in ("GET", "HEAD", "OPTIONS"))
    assert (head.status_code, head.mimetype, head.data) == (200, got.mimetype, b"")
    assert (options.status_code, options.data) == (200, b"")
    assert "POST" in options.headers["Allow"]


def test_a_stranger_is_told_how_to_sign_in(app):
    answer = app.test_client().get(REPORTS)
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_who_may_not_is_told_so(app, build):
    problem(signed_in(app, build.user(Role.SYSTEM_ADMINISTRATOR)).get(REPORTS), 403)


def test_the_same_key_makes_one_report_and_answers_twice(machine, report):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first, second = (machine.post(REPORTS, json=report, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert len(machine.get(REPORTS).json["rows"]) == 1


def test_one_key_for_two_reports_is_refused(machine, report):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    machine.post(REPORTS, json=report, headers=key)
    assert problem(machine.post(REPORTS, json=report | {"priority": "medium"}, headers=key), 422)["type"] == (
        "/problems/key-reused"
    )


@pytest.mark.parametrize(("header", "value"), [("Idempotency-Key", "once"), ("X-Reason", "x" * 501)])
def test_a_header_that_cannot_be_used_is_named(machine, report, header, value):
    told = problem(machine.post(REPORTS, json=report, headers={header: value}), 422)
    assert [each["header"] for each in told["errors"]] == [header]


RELEASE = {"source_evaluation": "2", "retention_group": "3", "items": []}


@pytest.fixture
def release(machine, build):
    """Releases one report that is at version 1; takes headers and fields."""
    row = submitted(build)
    items = [{"item_id": str(item.id), "assessment": "D", "handling": "P"} for item in row.items]
    body = RELEASE | {"items": items}
    address = f"{REPORTS}/{row.id}/release"
    return lambda tag=None, **fields: machine.post(
        address, json=body | fields, headers={"If-Match": tag} if tag is not None else {}
    )


def test_a_record_is_read_with_the_tag_that_saving_it_asks_for(machine, build, release):
    etag = machine.get(f"{REPORTS}/{submitted(build).id}").headers["ETag"]
    answer = release(etag)
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json["version"]}"' != etag


def test_a_body_may_name_the_version_instead(release):
    assert release(version=1).status_code == 200


@pytest.mark.parametrize("tag", [None, "*"])
def test_who_does_not_say_what_version_they_saw_is_asked(release, tag):
    problem(release(tag), 428)


@pytest.mark.parametrize("tag", ['"99"', 'W/"1"', '"of another"', "1", ""])
def test_a_tag_of_another_version_changes_nothing(release, tag):
    problem(release(tag), 412)
    assert release('"1"').status_code == 200


def test_a_tag_and_a_body_that_disagree_are_refused(release):
    assert pointers(release('"1"', version=2)) == ["#/version"]


def test_a_list_leads_from_page_to_page_by_its_link(machine, report):
    made = [machine.post(REPORTS, json=report).json["id"] for _ in range(27)]
    seen, address = [], REPORTS
    while address:
        answer = machine.get(address)
        seen += [row["id"] for row in answer.json["rows"]]
        link = answer.headers.get("Link", "")
        address = link.partition(">")[0].removeprefix("<")
        assert link == "" or link.endswith('>; rel="next"')
    assert sorted(seen) == sorted(made)


def test_a_cursor_that_is_none_of_ours_is_refused(machine):
    assert pointers(machine.get(REPORTS, query_string={"after": "page-2"})) == ["#/after"]
