"""Everyday values: one canonical form however they are typed, and what they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mips.core.values import VALUES, phone


@pytest.mark.parametrize(
    ("kind", "text", "canonical", "short"),
    [
        pytest.param("phone", "07700 900123", "+447700900123", "07700 900123", id="phone: national"),
        pytest.param("phone", "+44 (0)7700 900123", "+447700900123", "07700 900123", id="phone: bracketed zero"),
        pytest.param("phone", "+33 1 99 00 12 34", "+33199001234", "+33 1 99 00 12 34", id="phone: abroad"),
        pytest.param("email", " Jo.Bloggs@Example.COM ", "jo.bloggs@example.com", None, id="e-mail: lower-cased"),
        pytest.param("email", "o'neil+x@sub.example.co.uk", "o'neil+x@sub.example.co.uk", None, id="e-mail: signs"),
        pytest.param("postcode", "sw1a2aa", "SW1A 2AA", None, id="postcode: its one space"),
        pytest.param("postcode", "M1  1AE", "M1 1AE", None, id="postcode: short district"),
        pytest.param("postcode", "zz993vz", "ZZ99 3VZ", None, id="postcode: no fixed abode"),
        pytest.param("postcode", "GIR 0AA", "GIR 0AA", None, id="postcode: the one without a district"),
        pytest.param("vehicle-registration", "ab12 cde", "AB12CDE", "AB12 CDE", id="mark: since 2001"),
        pytest.param("vehicle-registration", "A123BCD", "A123BCD", "A123 BCD", id="mark: year letter first"),
        pytest.param("vehicle-registration", "ABC 123D", "ABC123D", "ABC 123D", id="mark: year letter last"),
        pytest.param("vehicle-registration", "AIA1234", "AIA1234", "AIA 1234", id="mark: Northern Ireland"),
        pytest.param("vehicle-registration", "1 AB", "1AB", "1 AB", id="mark: dateless"),
        pytest.param("vehicle-registration", "101 D 234", "101D234", "101D 234", id="mark: diplomatic"),
        pytest.param("driver-number", "MORGA657054SM9IJ", "MORGA657054SM9IJ", None, id="driver: woman born in July"),
        pytest.param("driver-number", "99999 701314 A99AA", "99999701314A99AA", None, id="driver: no surname"),
        pytest.param("ni-number", "ab 12 34 56 c", "AB123456C", None, id="NI: spaced"),
    ],
)
def test_a_value_has_one_canonical_form(kind, text, canonical, short):
    verdict = VALUES[kind](text)
    assert (verdict.valid, verdict.canonical, verdict.short) == (True, canonical, short)
    assert VALUES[kind](canonical).canonical == canonical


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("phone", "12", id="phone: too short"),
        pytest.param("phone", "no number", id="phone: words"),
        pytest.param("phone", "0" * 1000, id="phone: endless"),
        pytest.param("email", "jo@example", id="e-mail: no domain ending"),
        pytest.param("email", "jo bloggs@example.com", id="e-mail: a space"),
        pytest.param("email", "jo@-example.com", id="e-mail: a label begins with a hyphen"),
        pytest.param("email", "jo\ud800@example.com", id="e-mail: a lone surrogate"),
        pytest.param("email", "a" * 250 + "@example.com", id="e-mail: too long"),
        pytest.param("postcode", "SW1A", id="postcode: district only"),
        pytest.param("postcode", "12345", id="postcode: digits only"),
        pytest.param("vehicle-registration", "ABCDEFG", id="mark: letters only"),
        pytest.param("vehicle-registration", "12345", id="mark: digits only"),
        pytest.param("driver-number", "MORGA613054SM9IJ", id="driver: thirteenth month"),
        pytest.param("driver-number", "MORGA657324SM9IJ", id="driver: thirty-second day"),
        pytest.param("driver-number", "MORGA677054SM9IJ", id="driver: month past a woman's"),
        pytest.param("ni-number", "BG123456A", id="NI: a pair never given out"),
        pytest.param("ni-number", "AB123456E", id="NI: suffix past D"),
    ],
)
def test_what_is_not_such_a_value_is_refused(kind, text):
    verdict = VALUES[kind](text)
    assert (verdict.valid, verdict.canonical) == (False, None)
    assert verdict.problem


def test_a_number_without_country_is_dialled_in_the_region_asked_for():
    assert phone("01 99 00 12 34", region="FR").canonical == "+33199001234"


@given(st.text())
def test_no_text_stops_a_judgement_of_a_value(text):
    assert all(judge(text).input == text for judge in VALUES.values())


@given(st.from_regex(r"[A-Z]{2}[0-9]{2} ?[A-Z]{3}", fullmatch=True))
def test_a_mark_is_the_same_with_or_without_its_space(mark):
    judge = VALUES["vehicle-registration"]
    assert judge(mark).canonical == judge(mark.lower().replace(" ", "")).canonical
