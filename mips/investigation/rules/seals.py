"""Numbers of sealed bags, as they are typed and kept: one bag, one number, used once (INV-9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mips.core.errors import RuleBroken

_APART: Final = re.compile(r"[,;\s]+")
_SEAL: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{2,19}")


def read_seals(text: str, *, field: str = "seals") -> tuple[str, ...]:
    """The bag numbers in a text, parted by commas or blanks, in capitals. RuleBroken for what is none (INV-9)."""
    found = tuple(dict.fromkeys(each for each in _APART.split(text.strip().upper()) if each))
    for each in found:
        if not _SEAL.fullmatch(each):
            raise RuleBroken(f"{each} is no bag number: it has 3 to 20 letters and figures", rule="INV-9", field=field)
    return found


def said(seals: Sequence[str]) -> str:
    """Bag numbers as one text: outermost first."""
    return ", ".join(seals)


def check_unused(seals: Sequence[str], used: Sequence[tuple[str, str]], *, field: str = "seals") -> None:
    """Refuse a number that sealed something before: `used` are (number, what it sealed) (INV-9)."""
    for number, what in used:
        if number in seals:
            raise RuleBroken(
                f"Bag {number} sealed {what} already, and no bag is used twice. Read the number again, or take another "
                "bag",
                rule="INV-9",
                field=field,
            )
