"""Whether two crimes were done in the same way: what they share, how rare that is, how near they are (INV-11).

A suggestion for somebody to judge, never a finding: it says what agrees and how common that is, and names nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar

EARTH: Final = 6371.0
"""Kilometres."""


class Aspect(StrEnum):
    """A part of how a crime was done. Each has a reference list of its own, but for words, which are typed."""

    LOCATION = "location"
    ENTRY_POINT = "entry-point"
    ENTRY_METHOD = "entry-method"
    TIME = "time"
    INSTRUMENT = "instrument"
    WORDS = "words"
    APPROACH = "approach"
    PROPERTY = "property"
    TRANSPORT = "transport"
    DISGUISE = "disguise"
    EXIT = "exit"
    TRADEMARK = "trademark"

    @property
    def list_name(self) -> str:
        return f"mo-{self.value}"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    Aspect.LOCATION: "Kind of place",
    Aspect.ENTRY_POINT: "Way in",
    Aspect.ENTRY_METHOD: "How they got in",
    Aspect.TIME: "Pattern of time",
    Aspect.INSTRUMENT: "Tool or weapon",
    Aspect.WORDS: "Words used",
    Aspect.APPROACH: "How the victim was approached",
    Aspect.PROPERTY: "What was taken",
    Aspect.TRANSPORT: "How they came and went",
    Aspect.DISGUISE: "Disguise",
    Aspect.EXIT: "Way out",
    Aspect.TRADEMARK: "What marks it out",
}
LISTED: Final = tuple(each for each in Aspect if each is not Aspect.WORDS)

Key = TypeVar("Key")
Feature = tuple[Aspect, str]
"""A part and what it was: (ENTRY_METHOD, 'fished')."""
TELLING: Final = frozenset({Aspect.TRADEMARK, Aspect.WORDS})
"""What one offender does and another does not: one of these is enough to be shown."""
ENOUGH: Final = 2
"""So many of the others."""
COMMON: Final = 0.4
"""A share of crimes above which what they have in common is called so."""
MOST_TOLD: Final = 8.0
"""Bits that one feature can add, however rare."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """One crime: how it was done, which kind it is, where and when."""

    features: frozenset[Feature]
    ho_class: str = ""
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    at: datetime | None = None


@dataclass(frozen=True)
class Agrees:
    """One thing that two crimes share: in words, and how much it tells, in bits."""

    said: str
    bits: float


def agreement(one: Done, other: Done, *, share: Mapping[Feature, float], titles: Mapping[Feature, str]) -> list[Agrees]:
    """What two crimes have in common, what tells most first; nothing where that is too little (INV-11).

    `share`: of each feature, the share of crimes that have it, above 0 and at most 1. A rare one tells more. `titles`:
    each in words.
    """
    same = sorted(one.features & other.features)
    if len(same) < ENOUGH and not any(aspect in TELLING for aspect, _ in same):
        return []
    found = [Agrees(f"{titles[each]} ({_common(share[each])})", _bits(share[each])) for each in same]
    return sorted([*found, *_near(one, other)], key=lambda each: -each.bits)


def score(agrees: Iterable[Agrees]) -> int:
    """How much it tells in all, as bits: ten more say that chance is a thousand times less likely to explain it."""
    return round(sum(each.bits for each in agrees))


def _bits(share: float) -> float:
    return min(MOST_TOLD, -math.log2(share))


def _common(share: float) -> str:
    return f"one in {round(1 / share)}" if share <= COMMON else "common"


def _near(one: Done, other: Done) -> Iterable[Agrees]:
    if one.ho_class and one.ho_class[:3] == other.ho_class[:3]:
        yield Agrees("Same kind of offence", 1.0)
    if one.point and other.point and (apart := kilometres(one.point, other.point)) <= 5:
        yield Agrees(f"{apart:.1f} km apart", 3.0 if apart <= 1 else 1.5)
    if one.at and other.at and (between := abs(one.at - other.at)) <= timedelta(days=28):
        yield Agrees(
            f"{between.days} days apart" if between.days else "within a day",
            2.0 if between <= timedelta(days=7) else 1.0,
        )


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points on the ground, as a flat map has it: right to a metre within a force's area."""
    (lat, lon), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    return EARTH * math.hypot(lat2 - lat, (lon2 - lon) * math.cos((lat + lat2) / 2))


def in_order(found: Mapping[Key, Sequence[Agrees]], *, most: int) -> list[Key]:
    """The crimes that agree, those that agree most first, at most so many."""
    return sorted((each for each in found if found[each]), key=lambda each: -score(found[each]))[:most]
