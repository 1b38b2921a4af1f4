"""A schema seen as a form: what is typed survives, errors stand beside their fields, nothing needs script."""

from __future__ import annotations

import io
import re
import uuid

import html5lib
import pytest

from mips.core.errors import Busy, InputInvalid, RuleBroken
from tests.web.fairground import ALICE

GOOD = {"name": "Ann", "ride": "wheel", "brave": "no"}


def controls(html, name):
    """Every control of a name, as its attributes."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [each for each in tree.iter() if each.get("name") == name]


def value(html, name):
    (control,) = controls(html, name)
    return control.text.removeprefix("\n") if control.tag == "textarea" else control.get("value")


def errors(html):
    """Messages beside fields, by the id of the control each belongs to."""
    return dict(
        re.findall(r'id="([^"]+)-error" class="govuk-error-message"><span[^>]*>Error:</span> ([^<]*)</p>', html)
    )


def test_a_good_form_reaches_the_action_with_loaded_fields(fair, browser):
    given = []
    fair.extensions["carry"] = given.append
    answer = browser.post("/ticket", data=GOOD | {"extras": ["floss", "toffee"], "prizes-0-name": "Bear"})
    assert (answer.status_code, answer.location) == (302, "/rides")
    assert given[0]["extras"] == ["toffee", "floss"]
    assert given[0]["prizes"] == [{"name": "Bear"}]
    assert given[0]["rules"] is False


def test_a_refused_form_answers_422_and_keeps_everything_typed(browser):
    typed = {
        "name": "",
        "notes": "line <one>\n & 'two'",
        "extras": ["floss"],
        "brave": "yes",
        "phone": "12",
        "on": "31/2/2026",
        "address-postcode": "nowhere",
        "prizes-0-name": "Bear",
        "prizes-1-worth": "\u00a33",
    }
    answer = browser.post("/ticket", data=typed)
    assert answer.status_code == 422
    for name in ("notes", "phone", "on", "address-postcode", "prizes-0-name", "prizes-1-worth"):
        assert value(answer.text, name) == typed[name]
    ticked = [
        c.get("value") for n in ("extras", "brave", "ride") for c in controls(answer.text, n) if "checked" in c.attrib
    ]
    assert ticked == ["floss", "yes"]
    assert errors(answer.text) == {
        "name": "Enter name",
        "ride": "Select ride",
        "phone": "Telephone number has too few or too many digits for a telephone number",
        "on": "Enter a date that exists",
        "address-postcode": "Postcode must be a full UK postcode, like SW1A 2AA",
        "prizes-1-name": "Enter what it is",
    }


def test_the_error_summary_links_to_controls_that_exist(browser):
    html = browser.post("/ticket", data={"prizes-0-worth": "3", "on": "x", "address-postcode": "x"}).text
    targets = re.findall(r'<li><a href="#([^"]+)">', html)
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert targets == ["name", "ride", "brave", "on", "address-postcode", "prizes-0-name"]
    assert set(targets) <= ids


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_control_has_a_label_and_every_description_exists(browser, method):
    html = getattr(browser, method)("/ticket").text
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    labelled = {each.get("for") for each in tree.iter("label")}
    controls = [e for tag in ("input", "select", "textarea") for e in tree.iter(tag) if e.get("type") != "hidden"]
    assert len(ids) == len(set(ids))
    assert {each.get("id") for each in controls} <= labelled
    assert {one for each in tree.iter() for one in (each.get("aria-describedby") or "").split()} <= set(ids)


@pytest.mark.parametrize(
    ("refused", "where", "says"),
    [
        (RuleBroken("Nobody rides twice", rule="fair-s1", field="ride"), "ride", "Nobody rides twice"),
        (RuleBroken("Too late", rule="PACE 1984 s.42(4)", field="ride"), "ride", "Too late (PACE 1984 s.42(4))"),
        (RuleBroken("Ask (Code C 15)", rule="Code C 15", field="ride"), "ride", "Ask (Code C 15)"),
        (InputInvalid({"prizes": {0: {"worth": ["Enter a sum"]}}}), "prizes-0-worth", "Enter a sum"),
    ],
)
def test_what_the_action_refuses_stands_beside_its_field(fair, browser, refused, where, says):
    def carry(given):
        raise refused

    fair.extensions["carry"] = carry
    answer = browser.post("/ticket", data=GOOD | {"prizes-0-name": "Bear"})
    assert (answer.status_code, errors(answer.text)) == (422, {where: says})


def test_a_rule_without_a_field_stands_in_the_summary(fair, browser):
    def carry(given):
        raise RuleBroken("The fair is closed", rule="fair-s2")

    fair.extensions["carry"] = carry
    assert '<a href="#main-content">The fair is closed</a>' in browser.post("/ticket", data=GOOD).text


def test_anything_else_propagates(fair, browser):
    def carry(given):
        raise Busy

    fair.extensions["carry"] = carry
    assert browser.post("/ticket", data=GOOD).status_code == 503


def test_a_form_shows_the_record_it_edits(browser):
    html = browser.get("/rename").text
    assert [value(html, name) for name in ("name", "prizes-0-name", "version")] == ["Ann", "Bear", "3"]
    assert [c.get("value") for c in controls(html, "extras") if "checked" in c.attrib] == ["floss"]


def test_emptying_a_box_says_so_to_the_action(browser):
    saved = browser.post("/rename", data={"name": "Ann", "version": "3", "prizes-0-name": "Bear", "prizes-0-worth": ""})
    assert saved.json["saved"] == {
        "name": "Ann",
        "version": 3,
        "extras": [],
        "prizes": [{"name": "Bear", "worth": None}],
    }


def test_one_submission_keeps_its_key_until_it_is_saved(browser):
    key = value(browser.get("/ticket").text, "_key")
    assert uuid.UUID(key)
    assert value(browser.get("/ticket").text, "_key") != key
    assert value(browser.post("/ticket", data={"_key": key}).text, "_key") == key


def test_a_row_is_added_and_removed_without_script(browser):
    added = browser.post("/ticket", data={"name": "Ann", "prizes-0-name": "Bear", "_add": "prizes"})
    assert (added.status_code, value(added.text, "prizes-0-name"), value(added.text, "prizes-1-name")) == (
        200,
        "Bear",
        "",
    )
    rows = {"prizes-0-name": "Bear", "prizes-1-name": "Fish", "prizes-2-name": "Ball"}
    removed = browser.post("/ticket", data={"name": "Ann", **rows, "_remove": "prizes-1"}).text
    assert [value(removed, f"prizes-{n}-name") for n in (0, 1)] == ["Bear", "Ball"]
    assert not controls(removed, "prizes-2-name")
    assert value(removed, "name") == "Ann"


@pytest.mark.parametrize("row", ["prizes-9", "prizes-x", "prizes-\u0663", "-1", "prizes"])
def test_removing_a_row_that_is_not_there_changes_nothing(browser, row):
    html = browser.post("/ticket", data={"prizes-0-name": "Bear", "_remove": row}).text
    assert value(html, "prizes-0-name") == "Bear"


def test_rows_left_blank_are_no_rows(fair, browser):
    given = []
    fair.extensions["carry"] = given.append
    browser.post("/ticket", data=GOOD | {"prizes-0-name": " ", "prizes-1-name": "Fish", "prizes-2-worth": ""})
    assert given[0]["prizes"] == [{"name": "Fish"}]


def test_somebody_is_found_and_picked_without_script(fair, browser):
    found = browser.post("/ticket", data={"name": "Ann", "who__q": "archer", "_find": "who"})
    assert (found.status_code, errors(found.text)) == (200, {})
    assert next(control.get("value") for control in controls(found.text, "who")) == ALICE.value
    given = []
    fair.extensions["carry"] = given.append
    browser.post("/ticket", data=GOOD | {"who": ALICE.value, "who__q": "archer"})
    assert given[0]["who"] == uuid.UUID(ALICE.value)


def test_typing_a_name_and_going_on_asks_which_one_is_meant(browser):
    answer = browser.post("/ticket", data=GOOD | {"who__q": "archer"})
    assert (answer.status_code, errors(answer.text)) == (422, {"who": "Select one of those found, or empty the box"})


def test_typing_a_name_that_nobody_has_is_not_passed_over(browser):
    answer = browser.post("/ticket", data=GOOD | {"who__q": "zebra"})
    assert (answer.status_code, errors(answer.text)) == (422, {"who": "Nothing was found for \u2018zebra\u2019"})


def test_a_time_that_came_twice_is_asked_back_and_the_answer_taken(fair, browser):
    asked = browser.post("/ticket", data=GOOD | {"seen": "25/10/2026 01:30"})
    assert [control.get("value") for control in controls(asked.text, "seen__which")] == ["01:30 BST", "01:30 GMT"]
    given = []
    fair.extensions["carry"] = given.append
    browser.post("/ticket", data=GOOD | {"seen": "25/10/2026 01:30", "seen__which": "01:30 GMT"})
    assert given[0]["seen"].isoformat() == "2026-10-25T01:30:00+00:00"


def test_a_date_field_shows_what_it_understood(browser):
    html = browser.post("/ticket", data={"on": "tomorrow", "seen": "yesterday 23:10"}).text
    assert "Tuesday 3 March 2026</output>" in html
    assert "Sun 1 Mar 2026 23:10</output>" in html
    asked = browser.get("/understood", query_string={"text": "12/1/2026 14:20"})
    assert (asked.mimetype, asked.text) == ("text/plain", "Mon 12 Jan 2026 14:20")


def test_a_file_arrives_checked(fair, browser):
    given = []
    fair.extensions["carry"] = given.append
    browser.post("/ticket", data=GOOD | {"proof": (io.BytesIO(b"%PDF-1.7"), "proof.pdf")})
    assert given[0]["proof"].type == "application/pdf"
    refused = browser.post("/ticket", data=GOOD | {"proof": (io.BytesIO(b"MZ"), "proof.pdf")})
    assert errors(refused.text) == {"proof": "The selected file is not what its name says: .pdf"}


@pytest.mark.parametrize("name", ["a\x00b", "x" * 100_000, "caf\ufffd"], ids=["NUL", "long", "undecodable"])
def test_bad_text_is_refused_and_drawn_again(browser, name):
    answer = browser.post("/ticket", data=GOOD | {"name": name})
    assert (answer.status_code, list(errors(answer.text))) == (422, ["name"])


def test_filters_stay_in_the_address_bar(browser):
    html = browser.get("/rides?q=Ride+1&ride=wheel&_external=1").text
    assert [control.get("value") for control in controls(html, "q") if control.get("id") == "q"] == ["Ride 1"]
    assert 'href="/rides?q=Ride+1&amp;ride=wheel&amp;after=abc"' in html


def test_a_list_says_how_many_and_what_would_be_here(browser):
    assert "1,234 in all" in browser.get("/rides").text
    assert "Nothing matches these filters" in browser.get("/rides?q=zebra").text
