"""The kinds of identifier by the name that the command line, the API and imports call them."""

from __future__ import annotations

from collections.abc import Callable

from mips.core.identifiers.cases import asn, court_case_reference, urn
from mips.core.identifiers.offences import cjs_offence_code, ho_class
from mips.core.identifiers.people import cro, pncid
from mips.core.identifiers.verdict import Verdict

KINDS: dict[str, Callable[[str], Verdict]] = {
    "pncid": pncid,
    "cro": cro,
    "asn": asn,
    "urn": urn,
    "court-case-reference": court_case_reference,
    "cjs-offence-code": cjs_offence_code,
    "ho-class": ho_class,
}
