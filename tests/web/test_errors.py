"""One page and one problem+json for each kind of error, with a reference and nothing of the inside."""

from __future__ import annotations

import logging
import re

import pytest
from werkzeug.exceptions import UnprocessableEntity, default_exceptions

from mips.core.errors import RuleBroken
from mips.web.problems import SAID, of_http
from mips.web.reference import ALPHABET
from tests.web.fairground import fairground

KINDS = {
    "not-signed-in": (401, "not-signed-in"),
    "forbidden": (403, "forbidden"),
    "hidden": (404, "not-found"),
    "invalid": (422, "input-invalid"),
    "rule": (409, "rule-broken"),
    "stale": (409, "stale"),
    "stale-row": (409, "stale"),
    "busy": (503, "busy"),
    "away": (503, "busy"),
}


@pytest.fixture
def served():
    """As it is served: a bug is answered, not raised."""
    return fairground(WTF_CSRF_ENABLED=False, TESTING=False).test_client()


@pytest.mark.parametrize(("kind", "told"), KINDS.items(), ids=KINDS)
def test_each_refusal_is_a_problem_for_machines(browser, kind, told):
    answer = browser.post(f"/api/v1/raise/{kind}")
    assert answer.mimetype == "application/problem+json"
    assert (answer.status_code, answer.json["type"]) == (told[0], f"/problems/{told[1]}")
    assert answer.json["status"] == told[0]
    assert answer.json["reference"] == answer.headers["X-Request-Reference"]
    assert answer.json["title"]
    assert answer.json["detail"]


@pytest.mark.parametrize(("kind", "told"), KINDS.items(), ids=KINDS)
def test_each_refusal_is_a_page_for_people(browser, kind, told):
    answer = browser.post(f"/raise/{kind}")
    assert (answer.status_code, answer.mimetype) == (told[0], "text/html")
    assert answer.headers["X-Request-Reference"] in answer.text


@pytest.mark.parametrize("status", sorted(default_exceptions))
def test_every_status_of_the_framework_is_said_in_our_words(browser, status):
    page, problem = browser.get(f"/stop/{status}"), browser.get(f"/api/v1/stop/{status}")
    title = SAID.get(status, SAID[400 if status < 500 else 500])[1]
    assert (page.status_code, problem.status_code) == (status, status)
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in page.text
    assert (problem.mimetype, problem.json["title"]) == ("application/problem+json", title)


def test_who_asks_for_json_gets_it_anywhere(browser):
    assert browser.get("/nowhere", headers={"Accept": "application/json"}).mimetype == "application/problem+json"
    assert browser.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8"}).mimetype == "text/html"


def without_reference(answer):
    body = answer.text.replace(answer.headers["X-Request-Reference"], "")
    return re.sub(r'nonce="[^"]+"|name="csrf_token" value="[^"]+"', "", body)


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_hidden_and_missing_look_alike(browser, prefix):
    hidden, missing = browser.get(f"{prefix}/raise/hidden"), browser.get(f"{prefix}/nowhere")
    assert without_reference(hidden) == without_reference(missing)
    assert "Ghost" not in re.sub("<nav.*?</nav>", "", hidden.text, flags=re.DOTALL)


def test_each_message_points_at_its_field(browser):
    assert browser.get("/api/v1/raise/invalid").json["errors"] == [
        {"detail": "Enter a name", "pointer": "#/name"},
        {"detail": "Enter a sum", "pointer": "#/prizes/1/worth"},
    ]
    rule = browser.get("/api/v1/raise/rule").json
    assert (rule["rule"], rule["errors"]) == ("fair-s1", [{"detail": "Nobody rides twice", "pointer": "#/name"}])


def test_a_conflict_gives_machines_both_versions(browser):
    told = browser.get("/api/v1/raise/stale").json
    assert told["mine"] == {"name": "Ann"}
    assert told["theirs"] == {"name": "Anna", "version": 4, "born": "1990-05-03", "known": "1990"}


@pytest.mark.parametrize("method", ["DELETE", "TRACE", "PATCH"])
def test_a_method_that_is_not_taken_is_answered_with_those_that_are(browser, method):
    answer = browser.open("/ticket", method=method)
    assert answer.status_code == 405
    assert {part.strip() for part in answer.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS", "POST"}


def test_too_many_and_too_busy_say_when_to_come_back(browser):
    for address in ("/stop/429", "/api/v1/stop/429", "/raise/busy", "/api/v1/raise/away"):
        assert int(browser.get(address).headers["Retry-After"]) > 0


def test_too_much_is_refused_before_it_is_read():
    small = fairground(WTF_CSRF_ENABLED=False, MAX_CONTENT_LENGTH=1_000).test_client()
    assert small.post("/ticket", data={"name": "x" * 2_000}).status_code == 413


def test_an_endless_text_in_a_form_is_refused(browser):
    assert browser.post("/ticket", data={"name": "x" * 10_000_000}).status_code in (413, 422)


@pytest.mark.parametrize("address", ["/raise/bug", "/api/v1/raise/bug"])
def test_a_bug_shows_a_reference_and_nothing_of_the_inside(served, address):
    answer = served.get(address)
    assert answer.status_code == 500
    assert answer.headers["X-Request-Reference"] in answer.text
    assert not re.search("Secret|ZeroDivision|Traceback", answer.text)


def test_a_bug_is_drawn_without_asking_who_is_signed_in():
    def who():
        raise AssertionError("asked the database")

    app = fairground(who=who, WTF_CSRF_ENABLED=False, TESTING=False)
    assert app.test_client().get("/raise/away").status_code == 503
    assert app.test_client().get("/raise/bug").status_code == 500


@pytest.mark.parametrize("kind", ["bug", "away", "stale-row", "hidden"])
def test_no_log_line_holds_what_somebody_typed(served, caplog, kind):
    caplog.set_level(logging.DEBUG)
    served.post(f"/raise/{kind}?q=Secret+Sue", data={"name": "Secret Sue"})
    formatter = logging.Formatter("%(message)s")
    written = "\n".join(formatter.format(record) for record in caplog.records)
    assert written
    assert "Secret" not in written


def test_the_log_of_a_bug_says_where_it_happened(served, caplog):
    answer = served.get("/raise/bug")
    (record,) = [each for each in caplog.records if each.exc_info]
    assert "ZeroDivisionError" in logging.Formatter().format(record)
    assert "fairground.py" in logging.Formatter().format(record)
    assert record.reference == answer.headers["X-Request-Reference"]


@pytest.mark.parametrize(
    ("kind", "status"), [("forbidden", 403), ("hidden", 404), ("stale", 409), ("not-signed-in", 401)]
)
def test_refusals_go_to_the_security_log(browser, caplog, kind, status):
    caplog.set_level(logging.INFO, "mips.security")
    answer = browser.get(f"/raise/{kind}")
    (line,) = [each.getMessage() for each in caplog.records if each.name == "mips.security"]
    assert f"status={status}" in line
    assert answer.headers["X-Request-Reference"] in line


def test_a_reference_is_short_and_new_each_time(browser):
    references = {browser.get("/rides").headers["X-Request-Reference"] for _ in range(20)}
    assert len(references) == 20
    assert all(re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", each) for each in references)
    assert not set(ALPHABET) & set("01OILU")


def test_what_the_parser_of_the_api_refuses_points_at_the_field_without_its_location():
    refused = UnprocessableEntity()
    refused.data = {"messages": {"json": {"names": {0: {"surname": ["Enter surname"]}}, "_schema": ["Not an object"]}}}
    assert of_http(refused).as_json()["errors"] == [
        {"detail": "Enter surname", "pointer": "#/names/0/surname"},
        {"detail": "Not an object", "pointer": "#"},
    ]


@pytest.mark.parametrize(
    ("rule", "detail", "said"),
    [
        ("PACE 1984 s.47ZA", "Say why it is earlier", "Say why it is earlier (PACE 1984 s.47ZA)"),
        ("Code C 15.4", "Write what they said", "Write what they said (Code C 15.4)"),
        ("PACE 1984 s.37(2)", "Not under s.37(2)", "Not under s.37(2)"),
        ("INV-3", "Give it to somebody first", "Give it to somebody first"),
    ],
)
def test_a_refusal_says_its_section_where_it_is_law_and_not_said_already(rule, detail, said):
    assert RuleBroken(detail, rule=rule).said == said
