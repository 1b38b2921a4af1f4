"""Identifier rules held against published code lists, samples and the national data standard."""

import gzip
import json
import re
from collections import Counter

import pytest

from mips.core.identifiers.cases import asn, urn
from mips.core.identifiers.kinds import KINDS
from mips.core.identifiers.offences import cjs_offence_code
from mips.core.values import VALUES
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data

STANDARD = "codelists/cjs/cjs_data_standards_v4_3_types.json"


def shape(code):
    law = "common law" if code.startswith("COML") else "statute"
    return law, code[-1].isalpha()


def test_every_published_offence_code_fits_in_the_counts_stated():
    with gzip.open(shared_data("codelists/cjs/cjs-offences.json.gz")) as published:
        codes = [offence["cjsCode"] for offence in json.load(published)]
    assert all(cjs_offence_code(code).canonical == code for code in codes)
    # CAS-3 states these four.
    assert Counter(map(shape, codes)) == {
        ("statute", False): 14_644,
        ("statute", True): 657,
        ("common law", False): 31,
        ("common law", True): 20,
    }


@pytest.mark.parametrize(
    ("kind", "example", "standard"),
    [
        ("pncid", "81/34U", "PNCidType"),
        ("cro", "65656/91H", "CROnumberType"),
        ("cro", "SF83/50058Z", "CROSFnumberType"),
        ("asn", "11/01ZD/01/448754K", "ArrestSummonsNumberType"),
        ("urn", "01/ZD/03001/08", "PTIURNtype"),
        ("driver-number", "morga657054sm9ij", "DriverNumberType"),
        ("ni-number", "ab 12 34 56 c", "NationalInsuranceNumberType"),
        ("postcode", "sw1a2aa", "UKpostCodeType"),
        ("phone", "07700 900123", "TelephoneNumberType"),
    ],
)
def test_canonical_forms_fit_the_national_data_standard(kind, example, standard):
    types = json.loads(shared_data(STANDARD).read_text())
    verdict = (KINDS | VALUES)[kind](example)
    assert any(re.fullmatch(pattern, verdict.canonical) for pattern in types[standard]["pattern"])


def test_every_case_number_in_the_court_samples_is_a_urn():
    found = in_court_results(r"PTIURN>([0-9A-Z]+)<")
    assert found
    assert [text for text in found if not urn(text).valid] == []


def test_the_courts_sample_arrest_numbers_pass_but_for_those_made_wrong():
    found = in_court_results(r"(?:ArrestSummonsNumber|ProsecutorReference)>([0-9A-Z]{20})<")
    wrong = [text for text in found if not asn(text).valid]
    assert len(found) > 10 * len(wrong)
    assert all(asn(text).problem.startswith("check letter") and text.endswith("A") for text in wrong)


def in_court_results(pattern):
    with gzip.open(shared_data("schemas/court_results_samples/bichard_phase1_sample.jsonl.gz"), "rt") as samples:
        return sorted(set(re.findall(pattern, samples.read())))
