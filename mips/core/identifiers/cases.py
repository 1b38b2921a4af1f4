"""Numbers that name an arrest or a case: ASN, URN and the courts' case reference (CAS-1)."""

from __future__ import annotations

import re
from dataclasses import replace

from mips.core.identifiers.verdict import Verdict, accepted, letter_problem, refused, tidy

_ASN = re.compile(r"([0-9]{2})[A-Z]?([A-Z0-9]{2})([A-Z0-9]{2})([A-Z0-9]{2})([0-9]{11})([A-Z])")
_PRINTED_ASN = re.compile(r"([0-9]{2})/[A-Z]?([A-Z0-9]{2})([A-Z0-9]{2})/([A-Z0-9]{2})/([0-9]{1,11})([A-Z])")
_DUMMY_ASN = re.compile(
    r"(0800[NP]P01|[0-9]{4}NRPR|[0-9]{2}(12LN00|00NP00|6300|06SS|00XX|50(11|12|21|41|42|43|OF|SJ)))[A-Z0-9]*"
)
_ASN_LENGTH = 20

_URN = re.compile(r"([A-Z0-9]{2})([A-Z0-9]{2})([0-9]{5})([0-9]{2})")
_PRINTED_URN = re.compile(r"([A-Z0-9]{2})/([A-Z0-9]{2})/([0-9]{5})/([0-9]{2})")
_COURT_URN = re.compile(r"[A-Z0-9]{4}[0-9]{3,7}")

_COURT_CASE = re.compile(r"([0-9]{2})/?([0-9]{4})/?([0-9]{1,6})([A-Z])")


def asn(text: str) -> Verdict:
    """An arrest summons number: 20 characters, 21 with the top-level letter that is dropped, or printed with slashes.

    `dummy` marks the numbers that courts make up when they have none: they pass from hand to hand and match nobody.
    """
    bare = tidy(text)
    match = _ASN.fullmatch(bare) or _PRINTED_ASN.fullmatch(bare)
    if match is None:
        shapes = "must look like 1101ZD0100000448754K or 11/01ZD/01/448754K"
        return replace(refused("asn", text, shapes), dummy=_is_dummy_asn(bare))
    year, force, unit, system, sequence, letter = match.groups()
    canonical = f"{year}{force}{unit}{system}{sequence.zfill(11)}{letter}"
    checked = "".join(part for part in (force, system) if part.isdigit()) + year + sequence.zfill(11)
    problem = letter_problem(letter, checked)
    short = f"{year}/{force}{unit}/{system}/{int(sequence)}{letter}"
    verdict = refused("asn", text, problem) if problem else accepted("asn", text, canonical, short)
    return replace(verdict, dummy=_is_dummy_asn(canonical))


def urn(text: str) -> Verdict:
    """A case's unique reference number in the police form: 2 force, 2 unit, 5 serial, 2 year; slashes as printed.

    `court_form` says that it at least passes the looser pattern the courts accept, valid or not.
    """
    bare = tidy(text)
    court_form = bool(_COURT_URN.fullmatch(bare.replace("/", "")))
    match = _URN.fullmatch(bare) or _PRINTED_URN.fullmatch(bare)
    if match is None:
        return refused("urn", text, "must look like 01ZD0300108 or 01/ZD/03001/08", court_form=court_form)
    return accepted("urn", text, "".join(match.groups()), "/".join(match.groups()), court_form=court_form)


def court_case_reference(text: str) -> Verdict:
    """A court register number, `97/1626/008395Q`: year, court, serial and check letter."""
    kind = "court-case-reference"
    match = _COURT_CASE.fullmatch(tidy(text))
    if match is None:
        return refused(kind, text, "must look like 97/1626/008395Q or 97/1626/8395Q")
    year, court, serial, letter = match[1], match[2], match[3].zfill(6), match[4]
    if problem := letter_problem(letter, year + court + serial):
        return refused(kind, text, problem)
    return accepted(kind, text, f"{year}/{court}/{serial}{letter}", f"{year}/{court}/{int(serial)}{letter}")


def _is_dummy_asn(bare: str) -> bool:
    return len(bare) == _ASN_LENGTH and _DUMMY_ASN.fullmatch(bare) is not None
