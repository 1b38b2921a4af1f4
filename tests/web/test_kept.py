"""What was typed outlives a session, an outage and a page that has grown old."""

from __future__ import annotations

import re

import html5lib
import pytest

from tests.web.fairground import Visitor, fairground

GOOD = {"name": "Ann <&> 'Bo'", "ride": "wheel", "brave": "no", "extras": ["floss", "toffee"], "notes": "one\ntwo"}
KEY = "0199c0de-0000-7000-8000-000000000001"


def only_form(html):
    """The one form inside main: its action and its pairs."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    (form,) = [form for main in tree.iter("main") for form in main.iter("form")]
    pairs = [(each.get("name"), each.get("value")) for each in form.iter("input") if each.get("type") == "hidden"]
    return form.get("action"), pairs


class Gate:
    """Whether anybody is signed in."""

    def __init__(self):
        self.who = Visitor()

    def __call__(self):
        return self.who


@pytest.fixture
def gate():
    return Gate()


@pytest.fixture
def guarded(gate):
    """A fairground with CSRF and a gate that may shut."""
    return fairground(who=gate)


def as_dict(pairs):
    found = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def test_a_session_that_ended_while_typing_loses_nothing(guarded, gate):
    given = []
    guarded.extensions["carry"] = given.append
    browser = guarded.test_client()
    gate.who = None

    stopped = browser.post("/ticket?from=map", data=GOOD | {"_key": KEY})
    action, pairs = only_form(stopped.text)
    assert (stopped.status_code, action, given) == (401, "/sign-in", [])

    asked = browser.post(action, data=as_dict(pairs))
    assert asked.status_code == 200
    assert "There is a problem" not in asked.text

    _, pairs = only_form(asked.text)
    onward = browser.post("/sign-in", data=as_dict(pairs) | {"password": "open sesame"})
    action, pairs = only_form(onward.text)
    assert action == "/sign-in/code"
    assert "open sesame" not in onward.text

    _, pairs = only_form(browser.post(action, data=as_dict(pairs)).text)
    signed_in = browser.post("/sign-in/code", data=as_dict(pairs) | {"code": "123456"})
    gate.who = Visitor()
    action, pairs = only_form(signed_in.text)
    assert action == "/ticket?from=map"
    assert as_dict(pairs)["_key"] == [KEY]

    saved = browser.post(action, data=as_dict(pairs))
    assert saved.status_code == 302
    assert {name: given[0][name] for name in ("name", "notes", "extras")} == {
        "name": GOOD["name"],
        "notes": GOOD["notes"],
        "extras": ["toffee", "floss"],
    }


def test_asking_for_a_page_while_signed_out_comes_back_to_it(guarded):
    answer = guarded.test_client().get("/raise/not-signed-in?x=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/raise/not-signed-in?x%3D1")


def test_a_board_that_refreshes_itself_is_told_plainly_that_it_is_signed_out(guarded):
    answer = guarded.test_client().get("/raise/not-signed-in", headers={"X-Requested-With": "mips"})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["//evil.example/x", "https://evil.example", "/\\evil.example", ""])
def test_nothing_is_sent_to_another_site(browser, path):
    answer = browser.post("/sign-in/code", data={"code": "1", "_kept_path": path, "_kept:name": "Ann"})
    assert (answer.status_code, answer.location) == (303, "/rides")


@pytest.mark.parametrize("kind", ["busy", "away"])
def test_an_outage_keeps_what_was_typed_and_its_key(browser, kind):
    answer = browser.post(f"/raise/{kind}", data=GOOD | {"_key": KEY, "csrf_token": "old"})
    action, pairs = only_form(answer.text)
    sent = as_dict(pairs)
    assert (answer.status_code, action) == (503, f"/raise/{kind}")
    assert sent.pop("csrf_token") != ["old"]
    assert sent == {
        name: value if isinstance(value, list) else [value] for name, value in {**GOOD, "_key": KEY}.items()
    }


def test_an_old_page_of_ours_can_be_sent_again(guarded):
    headers = {"Origin": "http://localhost"}
    answer = guarded.test_client().post("/ticket", data=GOOD, headers=headers)
    action, pairs = only_form(answer.text)
    assert (answer.status_code, action, as_dict(pairs)["name"]) == (400, "/ticket", [GOOD["name"]])


def test_what_another_site_sends_is_refused_without_offering_to_send_it(guarded):
    answer = guarded.test_client().post("/ticket", data=GOOD, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 400
    assert "Send it again" not in answer.text
    assert "Ann" not in answer.text


def test_a_cookie_needs_a_token_on_the_api_and_a_bearer_token_does_not(guarded):
    browser = guarded.test_client()
    browser.get("/ticket")  # gives a session cookie
    assert browser.post("/api/v1/raise/rule").status_code == 400
    assert browser.post("/api/v1/raise/rule", headers={"Authorization": "Bearer x"}).status_code == 409
    assert guarded.test_client().post("/api/v1/raise/not-signed-in").status_code == 401


def test_a_token_from_the_page_is_taken(guarded):
    browser = guarded.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/ticket").text)
    assert browser.post("/ticket", data=GOOD | {"csrf_token": token[1]}).status_code == 302


def test_a_sign_in_page_that_has_grown_old_begins_again_without_the_password(guarded, gate):
    gate.who = None
    answer = guarded.test_client().post("/sign-in", data={"password": "open sesame"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    kept = {"_kept_path": "/ticket", "_kept:name": "Ann"}
    answer = guarded.test_client().post("/sign-in/code", data={"code": "123456", **kept})
    action, pairs = only_form(answer.text)
    assert action == "/sign-in"
    assert kept.items() <= dict(pairs).items()
    assert "123456" not in answer.text
