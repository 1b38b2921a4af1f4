"""The reference of an exhibit: initials of who produces it and a number, JS/1, with letters for what is parted from it.

Unique in the investigation; proposed here and confirmed by whoever enters it (INV-9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mips.core.errors import RuleBroken

_MARK: Final = re.compile(r"([A-Z]{1,5})\s*/?\s*([1-9][0-9]{0,3})\s*([A-Z]{0,3})")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_LETTERS: Final = 26


@dataclass(frozen=True, order=True)
class Mark:
    """JS/1, or JS/1A for what was parted from it."""

    initials: str
    number: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.initials}/{self.number}{self.suffix}"


def initials_of(name: str) -> str:
    """'Jane Smith' -> 'JS': the first letter of each name, five at most, as exhibits are marked (INV-9)."""
    words = _WORD.findall(name.upper())
    plain = [_plain(word[0]) for word in words]
    return "".join(letter for letter in plain if letter)[:5]


def _plain(letter: str) -> str:
    """A letter without its accent; nothing for one outside A to Z."""
    bare = unicodedata.normalize("NFD", letter)[:1]
    return bare if "A" <= bare <= "Z" else ""


def read_mark(text: str) -> Mark:
    """The mark that was typed: 'js 1', 'JS1' and 'JS/1' are one (INV-9). Raises RuleBroken."""
    found = _MARK.fullmatch(text.strip().upper())
    if found is None:
        raise RuleBroken("Enter the initials of who produces it and a number, like JS/1", rule="INV-9", field="mark")
    return Mark(found[1], int(found[2]), found[3])


def next_mark(initials: str, taken: Iterable[Mark]) -> Mark:
    """The number after the highest this producer has in the investigation (INV-9): none is used twice."""
    numbers = [mark.number for mark in taken if mark.initials == initials]
    return Mark(initials, max(numbers, default=0) + 1)


def next_part(parent: Mark, taken: Iterable[Mark]) -> Mark:
    """The next letter below an exhibit: JS/1A, JS/1B, and of JS/1A itself JS/1AA (INV-9)."""
    used = set(taken)
    for letter in (chr(ord("A") + place) for place in range(_LETTERS)):
        if (found := Mark(parent.initials, parent.number, parent.suffix + letter)) not in used:
            return found
    raise RuleBroken(
        f"{parent} has {_LETTERS} parts already. Give this one a number of its own", rule="INV-9", field="mark"
    )


def check_mark(mark: Mark, taken: Iterable[Mark], *, parent: Mark | None) -> None:
    """Refuse a mark that another exhibit has, and a part that is not named after its whole (INV-9)."""
    marks = list(taken)
    if mark in marks:
        free = next_part(parent, marks) if parent else next_mark(mark.initials, marks)
        raise RuleBroken(f"{mark} is taken in this investigation. The next free is {free}", rule="INV-9", field="mark")
    if parent is not None and not _below(mark, parent):
        raise RuleBroken(
            f"A part of {parent} is marked {next_part(parent, marks)}, so that it is known where it is from",
            rule="INV-9",
            field="mark",
        )
    if parent is None and mark.suffix:
        raise RuleBroken(
            f"{mark} would be a part of another exhibit. Enter it from the page of that one, or leave the letter out",
            rule="INV-9",
            field="mark",
        )


def _below(mark: Mark, parent: Mark) -> bool:
    same = (mark.initials, mark.number) == (parent.initials, parent.number)
    return same and mark.suffix != parent.suffix and mark.suffix[:-1] == parent.suffix
