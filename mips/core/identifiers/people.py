"""Numbers that name a person in national records: PNCID and CRO (CAS-1)."""

from __future__ import annotations

import re

from mips.core import clock
from mips.core.identifiers.verdict import Verdict, accepted, letter_problem, refused, tidy

_LONG_PNCID = re.compile(r"([0-9]{4})/?([0-9]{7})([A-Z])")
_SHORT_PNCID = re.compile(r"([0-9]{2})/?([0-9]{1,7})([A-Z])")
_STANDARD_CRO = re.compile(r"([0-9]{1,6})/?([0-9]{2})([A-Z])")
_SF_CRO = re.compile(r"SF([0-9]{2})/?([0-9]{1,6})([A-Z])")


def pncid(text: str, *, this_year: int | None = None) -> Verdict:
    """A PNC person identifier, `1981/0000034U` or short `81/34U`, stored long.

    A two-digit year belongs to this century up to and including `this_year` (default: the current one). A four-digit
    year needs all seven digits of its serial: `1981/34U` without its slash would be a number of 2019.
    """
    bare = tidy(text)
    if match := _LONG_PNCID.fullmatch(bare):
        year, serial, letter = match.groups()
    elif match := _SHORT_PNCID.fullmatch(bare):
        year, serial, letter = _full_year(match[1], this_year or clock.now().year), match[2].zfill(7), match[3]
    else:
        return refused("pncid", text, "must look like 1981/0000034U or 81/34U")
    if problem := letter_problem(letter, year[2:] + serial):
        return refused("pncid", text, problem)
    return accepted("pncid", text, f"{year}/{serial}{letter}", f"{year[2:]}/{int(serial)}{letter}")


def cro(text: str) -> Verdict:
    """A Criminal Records Office number: `065656/91H`, or a short-file number `SF83/50058Z` whose serial stays as given.

    The serial of a standard number is padded before the check letter is worked out, that of an SF number is not.
    """
    bare = tidy(text)
    if match := _STANDARD_CRO.fullmatch(bare):
        serial, year, letter = match[1].zfill(6), match[2], match[3]
        canonical, short = f"{serial}/{year}{letter}", f"{int(serial)}/{year}{letter}"
    elif match := _SF_CRO.fullmatch(bare):
        year, serial, letter = match.groups()
        canonical = short = f"SF{year}/{serial}{letter}"
    else:
        return refused("cro", text, "must look like 65656/91H or SF83/50058Z")
    if problem := letter_problem(letter, year + serial):
        return refused("cro", text, problem)
    return accepted("cro", text, canonical, short)


def _full_year(two_digits: str, this_year: int) -> str:
    century = this_year // 100 - (int(two_digits) > this_year % 100)
    return f"{century}{two_digits}"
