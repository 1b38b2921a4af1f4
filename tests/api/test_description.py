"""What the API says of itself, for machines and for people."""

from __future__ import annotations

import re

import html5lib
import pytest

from mips.access.permissions import Permission
from mips.web.problems import SAID

FOR_A_PERSON_AT_A_SCREEN = {
    # what hands out or takes a secret
    "accounts.usecases.loading.load_users",
    "accounts.usecases.own.change_authenticator",
    "accounts.usecases.own.change_password",
    "accounts.usecases.own.read_own_account",
    "accounts.usecases.own.renew_recovery_codes",
    "accounts.usecases.own.set_pin",
    "accounts.usecases.resets.approve_reset",
    "accounts.usecases.resets.ask_for_reset",
    "accounts.usecases.resets.refuse_reset",
    "accounts.usecases.reasons.give_reason",  # a program says it in a header
    "accounts.usecases.sign_ins.end_other_sign_ins",
    "accounts.usecases.sign_ins.end_sign_in",
    "accounts.usecases.tokens.list_own_tokens",
    "accounts.usecases.tokens.make_token",
    "accounts.usecases.tokens.revoke_token",
    "custody.usecases.wall.begin_wall",  # brings its own token, which opens no operation
    "accounts.usecases.users.add_user",
    # pickers and home: a machine lists tasks, colleagues, places and attachments in their own right
    "custody.usecases.officers.find_officers",
    "documents.usecases.enter_printing",
    "investigation.usecases.digital.open_exhibit_file",  # a machine downloads it
    "investigation.usecases.exhibits.see_exhibit_photograph",
    "investigation.usecases.places.find_places",
    "record.usecases.attachments.see_photograph",
    "record.usecases.person_parts.add_photograph",
    "record.usecases.tasks.my_work",
    # looked after by whoever runs the server
    "interchange.background.usecases.do_failed_again",
    "interchange.background.usecases.read_background_work",
}
"""Use cases with a page and no operation."""
PROBLEM = "application/problem+json"


def headers(operation):
    return {each["name"] for each in operation["parameters"] if each["in"] == "header"}


def test_every_operation_says_which_permission_it_needs_and_what_it_is_for(operations):
    assert operations
    unsaid = [name for name, said in operations.items() if not said.get("summary")]
    assert unsaid == []
    assert {said["x-permission"] for said in operations.values()} <= set(Permission)


def as_described(rule):
    return re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule)


def uses(app):
    return [
        (rule.rule, view.does)
        for rule in app.url_map.iter_rules()
        if hasattr(view := app.view_functions[rule.endpoint], "does")
    ]


def served(app):
    """'GET /api/v1/...' -> the use case behind each endpoint of the API."""
    return {
        f"{method} {as_described(rule.rule)}": view.does
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and hasattr(view := app.view_functions[rule.endpoint], "does")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_every_endpoint_is_described_with_the_permission_of_its_use_case(app, operations):
    declared = {name: str(does.permission) for name, does in served(app).items()}
    assert declared == {name: said["x-permission"] for name, said in operations.items()}


def test_what_a_page_does_the_api_does_too(app):
    behind = {
        place: {does.name for rule, does in uses(app) if rule.startswith("/api/") == (place == "api")}
        for place in ("api", "pages")
    }
    assert behind["pages"] - behind["api"] == FOR_A_PERSON_AT_A_SCREEN


def test_every_operation_has_a_name_of_its_own(operations):
    names = [said["operationId"] for said in operations.values()]
    assert len(names) == len(set(names))


def test_every_error_is_described_as_a_problem(spec, operations):
    for name, said in operations.items():
        assert {"401", "403", "405", "422", "503"} <= set(said["responses"]), name
        for status, answer in said["responses"].items():
            if status >= "400":
                found = spec["components"]["responses"][answer["$ref"].rpartition("/")[2]]
                assert set(found["content"]) == {PROBLEM}, name


def test_every_write_takes_a_key_of_its_own_and_no_read_does(operations):
    taking = {name for name, said in operations.items() if "Idempotency-Key" in headers(said)}
    assert taking == {name for name, said in operations.items() if said["x-verb"] not in ("consulted", "disclosed")}


def test_what_takes_a_version_takes_it_as_if_match_and_may_fail_by_it(spec, operations):
    versioned = {name: said for name, said in operations.items() if "If-Match" in headers(said)}
    assert versioned
    for name, said in versioned.items():
        assert {"409", "412", "428"} <= set(said["responses"]), name
        body = said["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        schema = spec["components"]["schemas"][body]
        assert "version" in schema["properties"]
        assert "version" not in schema.get("required", ())


def test_every_reference_leads_somewhere(spec):
    def references(part):
        for name, inner in part.items() if isinstance(part, dict) else enumerate(part):
            if name == "$ref":
                yield inner
            elif isinstance(inner, dict | list):
                yield from references(inner)

    for reference in references(spec):
        found = spec
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def test_the_description_is_open_to_strangers(app):
    stranger = app.test_client()
    assert stranger.get("/api/v1/openapi.json").json["openapi"] == "3.1.0"
    assert stranger.get("/api/v1/").status_code == 200


def test_the_page_shows_each_operation_and_each_error_and_runs_no_foreign_script(app, operations):
    answer = app.test_client().get("/api/v1/")
    html5lib.HTMLParser(strict=True).parse(answer.text)
    for said in operations.values():
        assert f'id="{said["operationId"]}"' in answer.text
        assert said["x-permission"] in answer.text
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("code", sorted({said[0] for said in SAID.values()}))
def test_the_type_of_each_problem_leads_to_where_it_is_explained(app, code):
    stranger = app.test_client()
    path, _, anchor = stranger.get(f"/problems/{code}").headers["Location"].partition("#")
    assert f'id="{anchor}"' in stranger.get(path).text
