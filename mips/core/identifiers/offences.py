"""Codes that name an offence: the CJS code of a charge (CAS-3) and the Home Office class of a crime (INV-2)."""

from __future__ import annotations

import re

from mips.core.identifiers.verdict import Verdict, accepted, refused, tidy

_CJS_CODE = re.compile(r"([A-Z]{2}[0-9]{5}|COML[0-9]{3})[A-Z]?")
_HO_CLASS = re.compile(r"([0-9]{1,3})/([0-9]{1,2})|([0-9]{3})([0-9]{2})")
_REPORTING_CLASS = re.compile(r"[0-9]{1,3}[A-Z]")


def cjs_offence_code(text: str) -> Verdict:
    """A CJS offence code: Act prefix, two digits of the Act's year, three of sequence; or common law `COML025`.

    A letter may follow: A attempt, B aid and abet, C conspire. Whether the code exists on a date is reference data.
    """
    kind = "cjs-offence-code"
    bare = tidy(text)
    if not _CJS_CODE.fullmatch(bare):
        return refused(kind, text, "must look like TH68010, TH68010A or COML025")
    return accepted(kind, text, bare)


def ho_class(text: str) -> Verdict:
    """A Home Office class and subclass, transmitted `008/06` and printed `8/6`."""
    bare = tidy(text)
    if _REPORTING_CLASS.fullmatch(bare):
        return refused("ho-class", text, f"{bare} is a reporting class; a class and subclass look like 008/06 or 8/6")
    match = _HO_CLASS.fullmatch(bare)
    if match is None:
        return refused("ho-class", text, "must look like 008/06 or 8/6")
    crime_class, subclass = int(match[1] or match[3]), int(match[2] or match[4])
    return accepted("ho-class", text, f"{crime_class:03}/{subclass:02}", f"{crime_class}/{subclass}")
