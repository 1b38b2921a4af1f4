"""Identifiers of people, arrests, cases and offences: forms, check letters and normalising."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mips.core import clock
from mips.core.identifiers.cases import asn, court_case_reference, urn
from mips.core.identifiers.kinds import KINDS
from mips.core.identifiers.offences import cjs_offence_code, ho_class
from mips.core.identifiers.people import cro, pncid
from mips.core.identifiers.verdict import CHECK_LETTERS, check_letter

VALID = [
    pytest.param("pncid", "1981/0000034U", "1981/0000034U", "81/34U", id="CAS-1: PNCID as stored"),
    pytest.param("pncid", "81/34U", "1981/0000034U", "81/34U", id="CAS-1: PNCID as printed"),
    pytest.param("pncid", "20020073319Z", "2002/0073319Z", "02/73319Z", id="CAS-1: PNCID long without its slash"),
    pytest.param("pncid", "033Y", "2003/0000003Y", "03/3Y", id="CAS-1: PNCID short without its slash"),
    pytest.param("pncid", " 81 / 34u\t", "1981/0000034U", "81/34U", id="CAS-1: trimmed, spaces out, upper-cased"),
    pytest.param("cro", "065656/91H", "065656/91H", "65656/91H", id="CAS-1: CRO serial padded to six"),
    pytest.param("cro", "65656/91H", "065656/91H", "65656/91H", id="CAS-1: CRO as printed"),
    pytest.param("cro", "265416/21G", "265416/21G", "265416/21G", id="CAS-1: CRO with six digits"),
    pytest.param("cro", "SF83/50058Z", "SF83/50058Z", "SF83/50058Z", id="CAS-1: SF serial kept as given"),
    pytest.param("cro", "sf05482703j", "SF05/482703J", "SF05/482703J", id="CAS-1: SF without its slash"),
    pytest.param("asn", "1101ZD0100000448754K", "1101ZD0100000448754K", "11/01ZD/01/448754K", id="CAS-1: ASN"),
    pytest.param("asn", "11/01ZD/01/448754K", "1101ZD0100000448754K", "11/01ZD/01/448754K", id="CAS-1: ASN printed"),
    pytest.param(
        "asn", "11A01ZD0100000448754K", "1101ZD0100000448754K", "11/01ZD/01/448754K", id="CAS-1: top-level letter"
    ),
    pytest.param("court-case-reference", "97/1626/8395Q", "97/1626/008395Q", "97/1626/8395Q", id="CAS-1: court case"),
    pytest.param("court-case-reference", "971626008395Q", "97/1626/008395Q", "97/1626/8395Q", id="CAS-1: no slashes"),
    pytest.param("urn", "01ZD0300108", "01ZD0300108", "01/ZD/03001/08", id="CAS-1: URN"),
    pytest.param("urn", "01/zd/03001/08", "01ZD0300108", "01/ZD/03001/08", id="CAS-1: URN as printed"),
    pytest.param("cjs-offence-code", "th68010", "TH68010", None, id="CAS-3: Act, year, sequence"),
    pytest.param("cjs-offence-code", "TH68010A", "TH68010A", None, id="CAS-3: attempt"),
    pytest.param("cjs-offence-code", "COML025", "COML025", None, id="CAS-3: common law"),
    pytest.param("ho-class", "8/6", "008/06", "8/6", id="INV-2: as printed"),
    pytest.param("ho-class", "125/11", "125/11", "125/11", id="INV-2: three and two digits"),
    pytest.param("ho-class", "00806", "008/06", "8/6", id="INV-2: without its slash"),
]


@pytest.mark.parametrize(("kind", "text", "canonical", "short"), VALID)
def test_a_valid_identifier_has_one_canonical_form(kind, text, canonical, short):
    verdict = KINDS[kind](text)
    assert (verdict.kind, verdict.valid, verdict.problem) == (kind, True, None)
    assert (verdict.input, verdict.canonical, verdict.short) == (text, canonical, short)


@pytest.mark.parametrize(("kind", "text", "canonical", "short"), VALID)
def test_both_forms_of_an_identifier_are_read_back(kind, text, canonical, short):
    for form in filter(None, (canonical, short)):
        assert KINDS[kind](form).canonical == canonical


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        pytest.param("pncid", "81/34A", "check letter should be U", id="a wrong letter is named, not put right"),
        pytest.param("pncid", "20120052494O", "check letter should be Q", id="O is never a check letter"),
        pytest.param("cro", "85227/65G", "check letter should be", id="CRO"),
        pytest.param("cro", "SF83/050058Z", "check letter should be", id="an SF serial is not padded"),
        pytest.param("asn", "1101ZD0100000448754A", "check letter should be K", id="ASN"),
        pytest.param("court-case-reference", "97/1626/8395A", "check letter should be Q", id="court case"),
        pytest.param("pncid", "1981/34U", "must look like", id="a four-digit year needs the whole serial"),
        pytest.param("pncid", "19810000034", "must look like", id="no letter"),
        pytest.param("pncid", "1981/00000034U", "must look like", id="a serial of eight digits"),
        pytest.param("cro", "81/0000034U", "must look like", id="a PNCID in the CRO box"),
        pytest.param("asn", "11101ZD0100000448754K", "must look like", id="top level is a letter"),
        pytest.param("urn", "01ZD03001", "must look like", id="URN without its year"),
        pytest.param("urn", "01/ZD0300108", "must look like", id="URN with some of its slashes"),
        pytest.param("cjs-offence-code", "TH6801", "must look like", id="four digits"),
        pytest.param("cjs-offence-code", "COML0251", "must look like", id="common law with four digits"),
        pytest.param("ho-class", "28A", "reporting class", id="INV-2: reporting class"),
        pytest.param("ho-class", "8", "must look like", id="class without subclass"),
        pytest.param("ho-class", "1234/1", "must look like", id="class of four digits"),
    ],
)
def test_what_is_wrong_is_said(kind, text, problem):
    verdict = KINDS[kind](text)
    assert problem in verdict.problem
    assert (verdict.valid, verdict.canonical, verdict.short) == (False, None, None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text", ["", " ", "/", "\0", "8\u0661/34U", "\uff18\uff11/34U", "\ud800", "\u017fF83/50058Z", "9" * 100_000]
)
def test_anything_else_is_refused_and_echoed(kind, text):
    verdict = KINDS[kind](text)
    assert (verdict.valid, verdict.input) == (False, text)


@pytest.mark.parametrize(
    ("text", "this_year", "canonical"),
    [
        pytest.param("26/1F", 2026, "2026/0000001F", id="the current year is of this century"),
        pytest.param("26/1F", 2025, "1926/0000001F", id="a later one is of the last"),
    ],
)
def test_a_two_digit_year_turns_with_the_current_one(text, this_year, canonical):
    text = text[:-1] + check_letter("260000001")
    assert pncid(text, this_year=this_year).canonical == canonical[:-1] + text[-1]


def test_the_current_year_is_the_clocks(request):
    text = "26/1" + check_letter("260000001")
    request.addfinalizer(lambda: clock.hold_at(None))
    clock.hold_at(clock.now().replace(year=2025, day=1))
    assert pncid(text).canonical.startswith("1926/")
    clock.hold_at(clock.now().replace(year=2030, day=1))
    assert pncid(text).canonical.startswith("2026/")


@pytest.mark.parametrize(
    "start",
    ["0800NP01", "0800PP01", "1101NRPR", "1112LN00", "1100NP00", "11630099", "1106SS01", "1100XXZZ"]
    + [f"1150{station}01" for station in ("11", "12", "21", "41", "42", "43", "OF", "SJ")],
)
def test_a_made_up_asn_is_marked_whatever_its_letter(start):
    bodies = [start + "0" * 11 + letter for letter in CHECK_LETTERS]
    assert all(asn(body).dummy for body in bodies)
    assert sum(asn(body).valid for body in bodies) == 1


def test_an_ordinary_asn_is_not_marked_as_made_up():
    assert not asn("1101ZD0100000448754K").dummy
    assert not asn("0800NP01").dummy


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        pytest.param("1101ZZ01", "010111", id="force, system, year"),
        pytest.param("11A1ZZ01", "0111", id="a force with a letter is left out"),
        pytest.param("1101ZZB1", "0111", id="a system with a letter is left out"),
        pytest.param("11A1ZZB1", "11", id="neither"),
    ],
)
def test_an_asn_counts_force_and_system_only_when_they_are_digits(typed, counted):
    sequence = "00000000001"
    assert asn(typed + sequence + check_letter(counted + sequence)).valid


@pytest.mark.parametrize(
    ("text", "valid", "court_form"),
    [("01ZD0300108", True, True), ("01ZD030", False, True), ("01ZD03", False, False), ("01ZDA300108", False, False)],
)
def test_a_urn_may_pass_the_courts_looser_pattern_alone(text, valid, court_form):
    assert (urn(text).valid, urn(text).court_form) == (valid, court_form)


@pytest.mark.parametrize("suffix", ["A", "B", "C"])
def test_an_inchoate_offence_keeps_its_letter(suffix):
    assert cjs_offence_code(f"OF61102{suffix}").canonical == f"OF61102{suffix}"


def made_pncid(year, serial):
    return f"{year}/{serial:07}{check_letter(f'{year % 100:02}{serial:07}')}"


def made_cro(year, serial):
    return f"{serial:06}/{year % 100:02}{check_letter(f'{year % 100:02}{serial:06}')}"


def made_asn(year, serial):
    return f"{year % 100:02}52AZ01{serial:011}{check_letter(f'5201{year % 100:02}{serial:011}')}"


def made_court_case(year, serial):
    return f"{year % 100:02}/1626/{serial:06}{check_letter(f'{year % 100:02}1626{serial:06}')}"


MADE = st.sampled_from([(pncid, made_pncid), (cro, made_cro), (asn, made_asn), (court_case_reference, made_court_case)])
YEARS = st.integers(1950, 2026)
SERIALS = st.integers(1, 999_999)


@given(made=MADE, year=YEARS, serial=SERIALS, letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_any_other_check_letter_is_caught(made, year, serial, letter):
    judge, make = made
    right = make(year, serial)
    assert judge(right).valid
    assume(letter != right[-1])
    assert judge(right[:-1] + letter).problem == f"check letter should be {right[-1]}"


@given(made=MADE, year=YEARS, serial=SERIALS, place=st.integers(0, 30), digit=st.sampled_from("0123456789"))
def test_a_mistyped_digit_of_the_serial_is_caught(made, year, serial, place, digit):
    judge, make = made
    typed = list(make(year, serial))
    start, length = {pncid: (5, 7), cro: (0, 6), asn: (8, 11), court_case_reference: (8, 6)}[judge]
    at = start + place % length
    assume(typed[at] != digit)
    typed[at] = digit
    assert not judge("".join(typed)).valid


@given(made=MADE, year=YEARS, serial=SERIALS)
def test_printed_and_stored_forms_name_the_same(made, year, serial):
    judge, make = made
    stored = judge(make(year, serial))
    printed = stored.short
    again = pncid(printed, this_year=2026) if judge is pncid else judge(printed)
    assert again.canonical == stored.canonical == make(year, serial)


@given(st.text())
def test_no_text_stops_a_judgement(text):
    assert all(judge(text).input == text for judge in KINDS.values())


@given(st.integers(0, 999), st.integers(0, 99))
def test_every_home_office_class_has_its_two_forms(crime_class, subclass):
    verdict = ho_class(f"{crime_class}/{subclass}")
    assert verdict.canonical == f"{crime_class:03}/{subclass:02}"
    assert ho_class(verdict.canonical).short == f"{crime_class}/{subclass}"
