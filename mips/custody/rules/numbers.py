"""The numbers custody gives: the arrest summons number of an occasion."""

from __future__ import annotations

from mips.core.identifiers.verdict import check_letter


def arrest_summons_number(year: int, *, force: str, station: str, bureau: str, serial: int) -> str:
    """An ASN in its stored form of 20 characters, with its check letter (CAS-1)."""
    short_year = f"{year % 100:02}"
    counted = "".join(part for part in (force, bureau) if part.isdigit()) + f"{short_year}{serial:011}"
    return f"{short_year}{force}{station}{bureau}{serial:011}{check_letter(counted)}"
