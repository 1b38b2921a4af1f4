"""What the sources of the code lists hold, read without a database."""

from collections import Counter
from datetime import date

import pytest

from mips.core.settings import REFERENCE_DIR
from mips.record.reference.sources import (
    LEFT_OUT,
    RENAMED,
    SPECIAL,
    ReferenceMissing,
    every_item,
    languages,
    offences,
    version_of,
    written_items,
)


@pytest.fixture(scope="module")
def lists():
    found = {}
    for item in every_item(REFERENCE_DIR):
        found.setdefault(item.list_name, {})[item.code] = item
    return found


@pytest.fixture(scope="module")
def codes():
    return {offence.code: offence for offence in offences(REFERENCE_DIR)}


def test_every_published_file_is_a_list_or_left_out_for_a_reason(lists):
    named = {RENAMED.get(path.stem, path.stem) for path in REFERENCE_DIR.glob("*.json")}
    assert named - lists.keys() == SPECIAL - {"organisation-unit"} | LEFT_OUT.keys()


def test_no_list_has_a_code_twice():
    named = Counter((item.list_name, item.code) for item in every_item(REFERENCE_DIR))
    assert [name for name, number in named.items() if number > 1] == []


def test_no_item_is_without_a_code_or_a_title(lists):
    assert [i for items in lists.values() for i in items.values() if not i.code.strip() or not i.title.strip()] == []


def test_an_offence_code_that_does_not_fit_the_standard_is_marked_as_one_forces_own(codes):
    assert not codes["TH68010"].force_local and not codes["COML025"].force_local
    assert codes["0101AA001"].force_local and codes["01LOND004"].force_local


def test_the_class_of_an_offence_without_one_is_empty_not_nought(codes):
    assert codes["TH68010"].ho_class == "046/00"
    assert codes["0101AA001"].ho_class == ""


def test_nothing_is_dated_by_guess(codes, lists):
    assert {(o.valid_from, o.valid_until) for o in codes.values()} == {(None, None)}
    assert lists["outcome"]["18"].valid_from is None
    assert lists["outcome"]["22"].valid_from == date(2019, 4, 1)


def test_the_outcomes_are_those_of_the_framework_and_say_who_decides(lists):
    outcomes = lists["outcome"]
    assert {code.rstrip("A") for code in outcomes} == {str(number) for number in range(1, 23)}
    assert all(item.extra["decides"] for item in outcomes.values())
    assert outcomes["14"].extra["suspect"] == outcomes["18"].extra["suspect"] == "no"


def test_ethnicity_has_eighteen_groups_and_not_stated(lists):
    groups = [item for code, item in lists["ethnicity"].items() if code != "NS"]
    assert (len(groups), "NS" in lists["ethnicity"]) == (18, True)


def test_a_court_is_named_with_what_it_is(lists):
    courts = lists["court"]
    assert courts["C01BL00"].title == "Blackfriars Crown Court"
    assert courts["C01CE00"].title == "Central Criminal Court"
    assert courts["B12PA00"].title == "York Magistrates' Court"
    assert {court.extra["kind"] for court in courts.values()} == {"crown", "magistrates"}


def test_a_code_that_is_published_twice_keeps_what_both_say(lists):
    guilty = lists["plea-status"]["G"]
    assert guilty.title == "Guilty"
    assert guilty.extra["also"]


def test_languages_are_by_code_in_english(lists):
    named = {item.code: item.title for item in languages()}
    assert (named["pl"], named["cy"], named["ur"]) == ("Polish", "Welsh", "Urdu")


def test_what_is_published_of_outcomes_leads_to_outcomes_and_states_that_exist(lists):
    from mips.investigation.model.crime import CrimeStatus

    for item in lists["published-outcome"].values():
        assert item.extra["status"] in set(CrimeStatus), item
        assert item.extra.get("outcome", "1") in lists["outcome"], item


def test_published_forces_are_forces(lists):
    assert {item.extra["force"] for item in lists["published-force"].values()} <= lists["force"].keys()


def test_hand_written_items_keep_their_order():
    levels = [item.code for item in written_items() if item.list_name == "observation-level"]
    assert levels == ["1", "2", "3", "4"]


def test_a_missing_folder_says_what_to_do(tmp_path):
    with pytest.raises(ReferenceMissing, match="script/setup"):
        every_item(tmp_path)


def test_the_version_is_that_of_the_package():
    assert version_of(REFERENCE_DIR).startswith("@moj-bichard7-developers/bichard7-next-data 2.")
