"""The unique reference number of a case: force, unit, serial, year (CAS-1)."""

from __future__ import annotations

from typing import Final

from mips.core.identifiers.cases import urn
from mips.core.identifiers.verdict import Verdict

LAST_SERIAL: Final = 99_999


def urn_of(force: str, unit: str, serial: int, year: int) -> Verdict:
    """The URN `FFUUNNNNNYY` of the serial-th case of a year. It is refused when the five digits are used up."""
    return urn(f"{force}{unit}{serial:05}{year % 100:02}")
