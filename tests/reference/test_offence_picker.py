"""Finding an offence while it is typed: by code and by words, for script and without."""

import pytest

from mips.access.permissions import Role
from mips.record.reference.offences import SHOWN, find_offences, name_offence
from mips.web.pickers import picker_of


def codes(text):
    return [candidate.value for candidate in find_offences(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("theft shop", "TH68010"),
        ("shop theft", "TH68010"),
        ("THEFT FROM A SHOP", "TH68010"),
        ("shoplifting", "TH68010"),
        ("TH68010", "TH68010"),
        ("th 68010", "TH68010"),
        ("th6801", "TH68010"),
        ("robb", "TH68023"),
        ("robberies", "TH68023"),
        ("COML025", "COML025"),
        ("drunk disorderly", "CJ67002"),
    ],
)
def test_what_is_typed_finds_the_plain_offence_first(db_session, typed, first):
    assert codes(typed)[0] == first


def test_attempts_come_after_the_offence_itself_and_say_so(db_session):
    found = find_offences("theft shop")
    attempt = next(candidate for candidate in found if candidate.value == "TH68010A")
    assert attempt.tags == ("attempt",)
    assert found.index(attempt) > 0


def test_a_forces_own_codes_come_last_and_say_so(db_session):
    found = find_offences("council tax", most=500)
    local = ["force code" in candidate.tags for candidate in found]
    assert True in local
    assert local == sorted(local)


@pytest.mark.parametrize("typed", ["", " ", "t", "the", "%%", "' & | !", "\x00\x00", "\\", "zzzzzz", "x" * 10_000])
def test_what_names_no_offence_finds_none(db_session, typed):
    assert codes(typed) == []


@pytest.mark.parametrize(
    "typed", ["theft & !shop", "theft:*", "theft | shop", "(theft", "theft <-> shop", "theft\x00shop"]
)
def test_operators_are_only_punctuation(db_session, typed):
    assert "TH68010" in codes(typed)


def test_no_more_is_offered_than_can_be_looked_through(db_session):
    assert len(codes("assault")) == SHOWN


def test_a_code_is_named_with_its_category_and_class(db_session):
    assert name_offence("TH68010").detail == "TH68010, either way, class 046/00"
    assert name_offence("TH99999") is None


def test_the_picker_is_there_for_forms():
    assert picker_of("offence").endpoint == "reference.find_offence"


def test_the_picker_answers_script_with_candidates(client_for):
    answer = client_for(Role.OFFICER).get("/reference/offences/find?q=theft+shop")
    assert answer.json["candidates"][0] == {
        "value": "TH68010",
        "label": "Theft from a shop",
        "detail": "TH68010, either way, class 046/00",
        "tags": [],
    }


def test_nobody_looks_without_signing_in(app):
    assert app.test_client().get("/reference/offences/find?q=theft").status_code == 303


def test_a_machine_finds_offences_and_reads_lists(client_for):
    client = client_for(Role.OFFICER)
    assert client.get("/api/v1/reference/offences?q=theft+shop").json["candidates"][0]["value"] == "TH68010"
    levels = client.get("/api/v1/reference/lists/observation-level").json
    assert [level["extra"]["every_minutes"] for level in levels[:2]] == [60, 30]
    assert client.get("/api/v1/reference/lists/no-such-list").status_code == 404
