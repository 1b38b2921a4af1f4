"""The facts by which one person is told from another: what keys are made of and what scoring compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mips.record.identity.normal import words_of


@dataclass(frozen=True)
class Name:
    """A name as given, with its words. `ordered` is False where it is not known which word is the surname."""

    family: str
    given: str = ""
    ordered: bool = True

    @property
    def family_words(self) -> tuple[str, ...]:
        return words_of(self.family)

    @property
    def given_words(self) -> tuple[str, ...]:
        return words_of(self.given)


@dataclass(frozen=True)
class Birth:
    """A date of birth as far as it is known: month and day may be missing."""

    year: int
    month: int | None = None
    day: int | None = None
    circa: bool = False

    @classmethod
    def known_to(cls, born: date, precision: str) -> Birth:
        """From a date as it is stored, with how exactly it is known."""
        month = born.month if precision in ("day", "month") else None
        return cls(born.year, month, born.day if precision == "day" else None, precision == "circa")

    @property
    def whole(self) -> bool:
        return self.day is not None

    @property
    def day_and_month(self) -> str:
        """Both sorted, so that a date with day and month exchanged meets the right one."""
        return "-".join(f"{part:02}" for part in sorted((self.day or 0, self.month or 0)))

    @property
    def digits(self) -> str:
        return f"{self.year:04}{self.month or 0:02}{self.day or 0:02}"

    def __str__(self) -> str:
        parts = [f"{part:02}" for part in (self.day, self.month) if part]
        return ("about " if self.circa else "") + "/".join([*parts, str(self.year)])


@dataclass(frozen=True)
class Facts:
    """Everything known or asked of one person. `identifiers` are (kind, canonical value)."""

    names: tuple[Name, ...] = ()
    births: tuple[Birth, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    postcodes: tuple[str, ...] = ()
    sex: str = ""

    @property
    def empty(self) -> bool:
        return not (self.names or self.births or self.identifiers or self.postcodes)

    def as_json(self) -> dict[str, Any]:
        """Short, as there is one for each person: n names, b births, i identifiers, p postcodes, s sex."""
        return {
            "n": [[name.family, name.given] for name in self.names],
            "b": [[birth.year, birth.month, birth.day, birth.circa] for birth in self.births],
            "i": [list(each) for each in self.identifiers],
            "p": list(self.postcodes),
            "s": self.sex,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Sequence[Any]]) -> Facts:
        return cls(
            names=tuple(Name(family, given) for family, given in stored["n"]),
            births=tuple(Birth(*birth) for birth in stored["b"]),
            identifiers=tuple((kind, value) for kind, value in stored["i"]),
            postcodes=tuple(stored["p"]),
            sex=str(stored["s"]),
        )
