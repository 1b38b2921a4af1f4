"""Two people save one record: the second sees both versions and loses nothing."""

from __future__ import annotations

import html5lib
import pytest

from mips.core.errors import Stale

THEIRS = {"name": "Anna", "extras": ["toffee", "floss"], "prizes": [{"name": "Fish", "worth": "2"}], "version": 4}
TYPED = {"name": "Annie", "extras": ["floss"], "prizes-0-name": "Bear", "version": "3", "_key": "k"}


@pytest.fixture
def saved(fair):
    """What the record accepted; it has moved on to version 4."""
    accepted = []

    def carry(given):
        if given["version"] != 4:
            raise Stale(theirs=THEIRS)
        accepted.append(given)

    fair.extensions["carry"] = carry
    return accepted


def conflict(browser, typed=TYPED):
    answer = browser.post("/rename", data=typed)
    assert answer.status_code == 409
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    hidden = [each for main in tree.iter("main") for each in main.iter("input") if each.get("type") == "hidden"]
    sent = {}
    for each in hidden:
        sent.setdefault(each.get("name"), []).append(each.get("value"))
    return answer, sent


def test_both_versions_are_shown_side_by_side_in_words(browser, saved):
    answer, _ = conflict(browser)
    for said in ("Annie", "Anna", "Toffee apple, Candy floss", "Fish, 2", "Bear"):
        assert said in answer.text


def test_what_is_chosen_of_each_is_saved_over_the_newer_version(browser, saved):
    _, sent = conflict(browser)
    choices = {"_choose:name": "mine", "_choose:extras": "theirs", "_choose:prizes": "theirs"}
    browser.post("/rename", data=sent | choices)
    assert saved == [
        {
            "name": "Annie",
            "extras": ["toffee", "floss"],
            "prizes": [{"name": "Fish", "worth": "2"}],
            "version": 4,
        }
    ]


def test_mine_everywhere_is_what_was_typed(browser, saved):
    _, sent = conflict(browser)
    browser.post("/rename", data=sent | dict.fromkeys(["_choose:name", "_choose:extras", "_choose:prizes"], "mine"))
    assert [saved[0][name] for name in ("name", "extras", "prizes")] == ["Annie", ["floss"], [{"name": "Bear"}]]


def test_choosing_theirs_where_i_typed_nothing_takes_theirs(browser, saved):
    _, sent = conflict(browser, {"name": "Anna", "version": "3"})
    browser.post("/rename", data=sent | {"_choose:extras": "theirs", "_choose:prizes": "mine"})
    assert [saved[0][name] for name in ("name", "extras", "prizes")] == ["Anna", ["toffee", "floss"], []]


def test_fields_on_which_both_agree_are_not_asked_about(browser, saved):
    answer, sent = conflict(browser, TYPED | {"name": "Anna"})
    assert "_choose:name" not in answer.text
    assert sent["name"] == ["Anna"]


def test_a_choice_of_neither_side_puts_nothing_in(browser, saved):
    _, sent = conflict(browser)
    answer = browser.post("/rename", data=sent | {"_choose:name": "choose:name", "name": "Annie"})
    assert answer.status_code == 422


def test_a_conflict_without_the_other_version_shows_what_was_typed(fair, browser):
    answer = browser.post("/raise/stale-row", data={"notes": "My long story"})
    assert answer.status_code == 409
    assert "My long story" in answer.text
