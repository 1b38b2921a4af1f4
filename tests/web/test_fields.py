"""Fields accept what people type, refuse what cannot be kept, and say so in one voice."""

from __future__ import annotations

import io
import json
import unicodedata
import uuid
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError
from werkzeug.datastructures import FileStorage

from mips.core import clock
from mips.web import fields
from mips.web.field.files import plain_name


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark-blue"


def load(field, value):
    """What one field makes of one value."""
    return Schema.from_dict({"it": field})().load({"it": value})["it"]


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        load(field, value)
    return refused.value.messages["it"][0]


def test_text_is_trimmed_put_on_one_line_and_normalised():
    assert load(fields.Text("Name"), "  Zoe\u0308\n Ann ") == "Zo\u00eb Ann"


def test_long_text_keeps_its_lines():
    assert load(fields.LongText("Notes"), "one\r\ntwo\rthree\n") == "one\ntwo\nthree"


def test_marks_that_hide_in_pasted_names_are_taken_out():
    assert load(fields.Text("Name"), "\u202aAnn\u202c\u200b\ufeff") == "Ann"


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x07b", "a\x1bb", "a\x7fb", "a\x85b", "a\ud800b", "\udfff", "caf\ufffd"], ids=ascii
)
@pytest.mark.parametrize("field", [fields.Text("Name"), fields.LongText("Name")], ids=["Text", "LongText"])
def test_characters_that_cannot_be_kept_are_refused(field, text):
    assert refusal(field, text).startswith("Name must not contain")


@pytest.mark.parametrize(("field", "most"), [(fields.Text("Name"), "200"), (fields.LongText("Name"), "20,000")])
def test_ten_megabytes_of_text_are_refused_with_the_limit(field, most):
    assert refusal(field, "x" * 10_000_000) == f"Name must be {most} characters or fewer"


def test_text_that_grows_when_normalised_is_still_within_its_limit():
    assert refusal(fields.Text("Name", max=10), "\ufb2c" * 10) == "Name must be 10 characters or fewer"


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_whatever_text_passes_can_be_stored_and_shown(text):
    try:
        kept = load(fields.LongText("Notes", required=True), text)
    except ValidationError:
        return
    kept.encode("utf-8")
    assert json.loads(json.dumps(kept)) == kept == unicodedata.normalize("NFC", kept).strip()
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in kept)


@pytest.mark.parametrize("value", [1, 1.5, True, [], {}, ["a"]])
@pytest.mark.parametrize(
    "field",
    [
        fields.Text("It"),
        fields.Choice("It", [("a", "A")]),
        fields.Day("It"),
        fields.Moment("It"),
        fields.PartialDay("It"),
        fields.PersonRef("It"),
        fields.OffenceCode("It"),
        fields.Postcode("It"),
        fields.LatLong("It"),
    ],
    ids=lambda field: type(field).__name__,
)
def test_values_of_another_kind_are_refused_not_crashed_on(field, value):
    assert refusal(field, value)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (fields.Text("Date of birth", required=True), "Enter date of birth"),
        (fields.Text("PNCID", required=True), "Enter PNCID"),
        (fields.Text("Grounds", required=True, thing="the grounds"), "Enter the grounds"),
        (fields.Choice("Colour", Colour, required=True, thing="a colour"), "Select a colour"),
        (fields.YesNo("Is it urgent?", required=True), "Select yes or no for \u2018Is it urgent?\u2019"),
    ],
)
@pytest.mark.parametrize("nothing", [{}, {"it": None}, {"it": ""}], ids=["absent", "null", "blank"])
def test_a_missing_answer_is_asked_for_in_the_same_words_however_it_is_missing(field, says, nothing):
    assert Schema.from_dict({"it": field})().validate(nothing) == {"it": [says]}


def test_an_optional_answer_left_blank_is_none():
    assert load(fields.Text("Name"), " ") is None
    assert load(fields.Day("When"), "") is None
    assert load(fields.YesNo("Well?"), "") is None


@pytest.mark.parametrize("number", [0, 1])
def test_a_number_is_neither_yes_nor_no(number):
    for field in (fields.YesNo("Well?"), fields.Tick("Well?")):
        assert refusal(field, number) == "Select yes or no for \u2018Well?\u2019"


def test_a_choice_gives_the_member_and_says_it_in_words():
    colour = fields.Choice("Colour", Colour)
    assert load(colour, "dark-blue") is Colour.DARK_BLUE
    assert colour.options == [("red", "Red"), ("dark-blue", "Dark blue")]
    assert refusal(fields.Choice("Colour", Colour), "green") == "Select colour from the list"


def test_few_options_are_radios_and_many_a_list():
    assert fields.Choice("Few", Colour).metadata["widget"] == "radios"
    assert fields.Choice("Many", [(str(n), str(n)) for n in range(9)]).metadata["widget"] == "select"


def test_options_from_a_function_are_asked_for_each_time():
    known = [("a", "A")]
    field = fields.Choice("Court", lambda: known)
    known.append(("b", "B"))
    assert load(field, "b") == "b"


def test_several_choices_come_without_repeats_in_the_order_of_the_list():
    assert load(fields.Choices("Colours", Colour), ["dark-blue", "red", "red"]) == [Colour.RED, Colour.DARK_BLUE]
    assert refusal(fields.Choices("Colours", Colour, required=True), []) == "Select colours"


def test_no_answer_to_yes_or_no_is_not_no():
    assert Schema.from_dict({"it": fields.YesNo("Well?")})().load({}) == {}
    assert Schema.from_dict({"it": fields.Tick("Read")})().load({}) == {"it": False}


def test_days_keep_to_their_side_of_today(held_clock):
    tomorrow = held_clock.date() + timedelta(days=1)
    assert refusal(fields.Day("Date of birth", past=True), "tomorrow") == "Date of birth must be today or in the past"
    assert refusal(fields.Day("Hearing", future=True), "yesterday") == "Hearing must be today or in the future"
    assert load(fields.Day("Hearing", future=True), "tomorrow") == tomorrow
    early = fields.Day("Seen", earliest=date(2026, 1, 1), latest=date(2026, 12, 31))
    assert refusal(early, "31/12/2025") == "Seen must be between 1 Jan 2026 and 31 Dec 2026"


def test_a_time_later_today_is_not_taken_for_the_past(held_clock):
    assert refusal(fields.Moment("Seen", past=True), "23:50") == (
        "Mon 2 Mar 2026 23:50 is in the future. Enter a time that has passed"
    )
    assert load(fields.Moment("Seen", past=True), "now") == clock.now()


def test_an_identifier_gives_the_raw_text_beside_the_canonical_one():
    verdict = load(fields.Identifier("PNCID", "pncid"), "81/34U")
    assert (verdict.input, verdict.canonical) == ("81/34U", "1981/0000034U")


def test_a_wrong_check_letter_is_reported_not_corrected():
    assert refusal(fields.Identifier("PNCID", "pncid"), "81/34A") == "PNCID is wrong: check letter should be U"


def test_everyday_values_come_in_their_canonical_form():
    assert load(fields.Postcode("Postcode"), "sw1a2aa") == "SW1A 2AA"
    assert load(fields.Phone("Phone"), "07700 900123") == "+447700900123"
    assert load(fields.Email("E-mail"), "Ann@Example.COM") == "ann@example.com"
    assert refusal(fields.Postcode("Postcode"), "nowhere").startswith("Postcode must be a full UK postcode")


def test_a_point_is_in_or_near_the_united_kingdom():
    assert load(fields.LatLong("Where"), "51.5074, -0.1278") == (Decimal("51.5074"), Decimal("-0.1278"))
    assert refusal(fields.LatLong("Where"), "-0.1278, 51.5074") == "Where must be in or near the United Kingdom"
    assert refusal(fields.LatLong("Where"), "London") == "Enter latitude and longitude, like 51.5074, -0.1278"


def test_references_are_ids_and_versions_whole_numbers():
    assert load(fields.PersonRef("Suspect"), str(uuid.UUID(int=7))) == uuid.UUID(int=7)
    assert refusal(fields.PersonRef("Suspect"), "7") == "Select suspect"
    assert load(fields.OffenceCode("Offence"), " th68001 ") == "TH68001"
    assert load(fields.Version(), "3") == 3
    assert refusal(fields.Version(), "9" * 40).startswith("Open the record again")


def upload(name, content):
    return FileStorage(io.BytesIO(content), filename=name)


def test_an_upload_is_what_it_says():
    got = load(fields.Upload("Proof"), upload("..\\secret/My proof \u202efdp.pdf", b"%PDF-1.7 rest"))
    assert (got.name, got.type, got.size, got.content.read(4)) == ("My proof _fdp.pdf", "application/pdf", 13, b"%PDF")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"MZ\x90\x00" * 100, "The selected file is not what its name says: .pdf"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "The selected file is not what its name says: .pdf"),
        ("a.csv", b"a,b\x00c", "The selected file is not what its name says: .csv"),
        ("a.csv", "naïve".encode("latin-1") + b"," * 10, "The selected file is not what its name says: .csv"),
        ("a.csv", b"PK\x03\x04" + b"\x00" * 40, "The selected file is not what its name says: .csv"),
        ("a.exe", b"MZ", "The selected file must be one of .pdf, .csv"),
        ("a.pdf", b"", "The selected file is empty"),
        ("a.pdf", b"%PDF-" + b"x" * 1_100_000, "The selected file must be smaller than 1 MB"),
    ],
    ids=["program", "picture", "binary", "latin-1", "zip", "ending", "empty", "large"],
)
def test_an_upload_that_is_not_what_it_says_is_refused(name, content, says):
    field = fields.Upload("Proof", types=("application/pdf", "text/csv"), megabytes=1)
    assert refusal(field, upload(name, content)) == says


@given(st.text(max_size=400))
def test_no_name_of_a_file_can_be_a_path(name):
    plain = plain_name(name)
    assert 0 < len(plain) <= 120
    assert not set(plain) & set('/\\\x00\n"<>')
    assert not plain.startswith(".")
