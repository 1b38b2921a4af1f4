"""What people get wrong when they say who somebody is: each kind makes a question out of somebody on the record."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from bench.names import LISTS, surname
from bench.people import SomeBody

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
NEIGHBOURS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUNDS: Final = (
    ("ph", "f"),
    ("ie", "ei"),
    ("y", "i"),
    ("ck", "k"),
    ("c", "k"),
    ("ee", "ea"),
    ("sh", "sch"),
    ("th", "t"),
    ("z", "s"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ai", "ay"),
    ("x", "ks"),
    ("h", ""),
    ("e", "a"),
)
"""Spellings that are heard alike, exchanged one way or the other."""


@dataclass(frozen=True)
class Asked:
    """What is typed into the box. `born`: as it is said, empty where it is not."""

    given: str
    family: str
    born: str = ""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.given, self.family, self.born) if part)


Mistake = Callable[[SomeBody, random.Random], Asked | None]
"""None: it cannot be made of them."""


def _exact(who: SomeBody, chance: random.Random) -> Asked:
    return Asked(who.given, who.family, _said(who.born))


def _said(born: date) -> str:
    return f"{born.day:02}/{born.month:02}/{born.year}"


def typo(word: str, chance: random.Random) -> str:
    """One slip of the fingers: a letter left out, twice, exchanged with the next, or its neighbour on the keyboard."""
    if len(word) < 2:
        return word + chance.choice(LETTERS)
    at, kind = chance.randrange(len(word) - 1), chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    if kind == 2 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + _beside(word[at], chance) + word[at + 1 :]


def _beside(letter: str, chance: random.Random) -> str:
    for row in NEIGHBOURS:
        if (at := row.find(letter.lower())) >= 0:
            return chance.choice([row[each] for each in (at - 1, at + 1) if 0 <= each < len(row)])
    return chance.choice(LETTERS)


def heard(word: str, chance: random.Random) -> str:
    """Written as it is heard; a word that can only be written one way gets a letter doubled."""
    low = word.lower()
    ways = [(one, other) for pair in SOUNDS for one, other in (pair, pair[::-1]) if one and one in low[1:]]
    if not ways:
        return word + word[-1]
    one, other = chance.choice(ways)
    at = low.index(one, 1)
    return word[:at] + other + word[at + len(one) :]


@cache
def _short_forms() -> Mapping[str, list[str]]:
    """The forms of a forename that are in use for it."""
    found: dict[str, list[str]] = {}
    with (LISTS / "nicknames.csv").open(encoding="utf-8-sig") as text:
        for row in csv.DictReader(text):
            if row["relationship"] == "has_nickname":
                found.setdefault(row["name1"], []).append(row["name2"])
    return found


def _digit_wrong(born: date, chance: random.Random) -> str:
    said = _said(born)
    while True:
        at = chance.choice([place for place, letter in enumerate(said) if letter.isdigit()])
        wrong = said[:at] + chance.choice("0123456789") + said[at + 1 :]
        day, month, year = map(int, wrong.split("/"))
        if wrong != said and 1 <= day <= 28 and 1 <= month <= 12 and 1920 <= year <= 2025:
            return wrong


def _changed(who: SomeBody, chance: random.Random) -> str:
    """Another surname, as by marriage."""
    while (other := surname(chance, "")) == who.family:
        pass
    return other


def _with(change: Callable[[SomeBody, random.Random, Asked], Asked]) -> Mistake:
    def mistaken(who: SomeBody, chance: random.Random) -> Asked | None:
        said = _exact(who, chance)
        changed = change(who, chance, said)
        return None if changed == said else changed

    return mistaken


def _nicknamed(who: SomeBody, chance: random.Random, said: Asked) -> Asked:
    forms = _short_forms().get(who.given.lower())
    return replace(said, given=chance.choice(forms).title()) if forms else said


def _day_and_month(who: SomeBody, chance: random.Random, said: Asked) -> Asked:
    day, month, year = said.born.split("/")
    return replace(said, born=f"{month}/{day}/{year}") if int(day) <= 12 else said


def _year_off(who: SomeBody, chance: random.Random, said: Asked) -> Asked:
    day, month, year = said.born.split("/")
    return replace(said, born=f"{min(int(day), 28):02}/{month}/{int(year) + chance.choice((-1, 1))}")


MISTAKES: Final[Mapping[str, Mistake]] = {
    "exact": _exact,
    "typo in the surname": _with(lambda who, chance, said: replace(said, family=typo(said.family, chance))),
    "typo in the forename": _with(lambda who, chance, said: replace(said, given=typo(said.given, chance))),
    "typo in both": _with(
        lambda who, chance, said: replace(said, given=typo(said.given, chance), family=typo(said.family, chance))
    ),
    "surname as heard": _with(lambda who, chance, said: replace(said, family=heard(said.family, chance))),
    "both as heard": _with(
        lambda who, chance, said: replace(said, given=heard(said.given, chance), family=heard(said.family, chance))
    ),
    "nickname": _with(_nicknamed),
    "surname first": _with(lambda who, chance, said: replace(said, given=said.family, family=said.given)),
    "day and month exchanged": _with(_day_and_month),
    "year off by one": _with(_year_off),
    "a digit of the date wrong": _with(lambda who, chance, said: replace(said, born=_digit_wrong(who.born, chance))),
    "initial only": _with(lambda who, chance, said: replace(said, given=said.given[:1])),
    "surname changed": _with(lambda who, chance, said: replace(said, family=_changed(who, chance))),
    "typo in the surname, a digit wrong": _with(
        lambda who, chance, said: replace(said, family=typo(said.family, chance), born=_digit_wrong(who.born, chance))
    ),
    "date missing": _with(lambda who, chance, said: replace(said, born="")),
    "surname changed, a digit wrong": _with(
        lambda who, chance, said: replace(said, family=_changed(who, chance), born=_digit_wrong(who.born, chance))
    ),
}
