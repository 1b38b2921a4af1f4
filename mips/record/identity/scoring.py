"""How likely two sets of facts are one person: match weights after Fellegi and Sunter, each said for what it is worth.

A weight is the binary logarithm of how much oftener an agreement is seen on one person than on two taken at random, so
weights add up. They were set by hand on generated populations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.nicknames import stand_for_one_another
from mips.record.identity.normal import codes_of, joined

SURE: Final = 20.0
"""From here on it is most likely the same person: to make another record of them needs a reason."""
LIKELY: Final = 13.0
POSSIBLE: Final = 3.0
"""Below this a candidate is not shown."""

CLOSE, NEAR, FAR = 0.92, 0.86, 0.78
_ALWAYS_OWN: Final = frozenset({"pncid", "cro", "driver-number", "ni-number"})
"""Numbers that are given to one person once."""


@dataclass(frozen=True)
class Reason:
    """What one field contributed: its weight and how it is said."""

    field: str
    weight: float
    text: str


@dataclass(frozen=True)
class Score:
    """The sum of the weights and where it comes from, the weightiest first."""

    total: float
    reasons: tuple[Reason, ...]

    @property
    def certainty(self) -> str:
        if self.total >= SURE:
            return "Very likely the same person"
        return "Likely" if self.total >= LIKELY else "Possible"


NOTHING: Final = Score(0.0, ())


def score(asked: Facts, known: Facts) -> Score:
    """Compare what is asked with what is known. A field that is missing on either side says nothing."""
    found = [*_names(asked, known), *_births(asked, known), *_sexes(asked, known), *_postcodes(asked, known)]
    found += _identifiers(asked, known)
    return Score(sum(each.weight for each in found), tuple(sorted(found, key=lambda each: -abs(each.weight))))


def _best(ways: Iterator[tuple[Reason, ...]]) -> tuple[Reason, ...]:
    return max(ways, key=lambda reasons: sum(each.weight for each in reasons), default=())


def _names(asked: Facts, known: Facts) -> tuple[Reason, ...]:
    return _best(compare_names(one, other) for one in asked.names for other in known.names)


def compare_names(asked: Name, known: Name) -> tuple[Reason, ...]:
    """The better of both orders; an order that was given and is wrong costs a little."""
    straight = _in_order(asked.family, asked.given, known)
    turned = _in_order(asked.given, asked.family, known)
    if asked.ordered and turned:
        turned = (*turned, Reason("name", -1.5, "surname and forename exchanged"))
    return _best(iter((straight, turned)))


def _in_order(family: str, given: str, known: Name) -> tuple[Reason, ...]:
    found = []
    if family and known.family:
        found.append(_surname(family, known.family))
    if given and known.given:
        found.append(_forenames(given, known.given))
    return tuple(found)


@lru_cache(maxsize=65_536)
def _surname(asked: str, known: str) -> Reason:
    one, other = joined(asked), joined(known)
    if one == other:
        return Reason("surname", 8.5, f"surname {known}")
    words = set(_words(asked)), set(_words(known))
    if words[0] & words[1]:
        return Reason("surname", 6.0, f"part of surname {known}")
    return _alike("surname", one, other, known, (6.5, 5.5, 3.5, 0.0, -5.0))


@lru_cache(maxsize=65_536)
def _forenames(asked: str, known: str) -> Reason:
    """The first forename above all; others confirm it, and one of them may be the name in use."""
    ones, others = _words(asked), _words(known)
    if not ones or not others:
        return Reason("forename", 0.0, "")
    first = _forename(ones[0], others[0], known)
    more = len(set(ones[1:]) & set(others[1:])) * 3.0
    if first.weight < 2.0 and set(ones) & set(others):
        return Reason("forename", 4.0, f"one forename of {known}")
    return Reason(first.field, first.weight + more, first.text)


def _forename(one: str, other: str, known: str) -> Reason:
    if one == other:
        return Reason("forename", 6.5, f"forename {known}")
    if stand_for_one_another(one, other):
        return Reason("forename", 5.0, f"forename {known}, a form of the same name")
    if 1 in (len(one), len(other)) and one[:1] == other[:1]:
        return Reason("forename", 2.5, f"initial of {known}")
    return _alike("forename", one, other, known, (5.0, 4.0, 2.5, 0.0, -3.5))


def _alike(field: str, one: str, other: str, known: str, weights: tuple[float, float, float, float, float]) -> Reason:
    """Weights for: close in spelling, alike in sound, near, far, different."""
    likeness = JaroWinkler.similarity(one, other)
    if likeness >= CLOSE or DamerauLevenshtein.distance(one, other) == 1 < min(len(one), len(other)):
        return Reason(field, weights[0], f"{field} {known}, spelled almost the same")
    if codes_of(one) & codes_of(other):
        return Reason(field, weights[1], f"{field} {known}, sounds the same")
    if likeness >= NEAR:
        return Reason(field, weights[2], f"{field} {known}, spelled much the same")
    if likeness >= FAR:
        return Reason(field, weights[3], f"{field} {known}, a little alike")
    return Reason(field, weights[4], f"{field} {known} differs")


def _words(name: str) -> tuple[str, ...]:
    return Name(name).family_words


def _births(asked: Facts, known: Facts) -> tuple[Reason, ...]:
    return _best((compare_births(one, other),) for one in asked.births for other in known.births)


def compare_births(one: Birth, other: Birth) -> Reason:
    """Of two dates of birth; one that is known in part agrees with less weight."""
    if not (one.whole and other.whole) or one.circa or other.circa:
        return _partial(one, other)
    if one.digits == other.digits:
        return Reason("born", 13.5, f"born {other}")
    if one.year == other.year and one.day_and_month == other.day_and_month:
        return Reason("born", 9.5, f"born {other}, day and month exchanged")
    wrong = DamerauLevenshtein.distance(one.digits, other.digits)
    if wrong == 1:
        return Reason("born", 8.5, f"born {other}, one digit differs")
    if one.digits[4:] == other.digits[4:]:
        near = abs(one.year - other.year) <= 1 or sorted(one.digits) == sorted(other.digits)
        return Reason("born", 8.0 if near else 3.5, f"born {other}, another year")
    if one.year == other.year:
        return Reason("born", 2.0 if wrong == 2 else -2.0, f"born {other}, the same year")
    return Reason("born", -5.0 if wrong == 2 else -9.0, f"born {other}, not the same")


def _partial(one: Birth, other: Birth) -> Reason:
    apart = abs(one.year - other.year)
    if one.circa or other.circa:
        near = 3.0 - apart if apart <= 4 else -6.0
        return Reason("born", near, f"born {other}, {'near' if near > 0 else 'not near'} what was said")
    months = {birth.month for birth in (one, other)} - {None}
    if apart == 0 and one.month and other.month and len(months) == 1:
        return Reason("born", 9.0, f"born {other}, the same month")
    if apart == 0 and len(months) < 2:
        return Reason("born", 5.5, f"born {other}, the same year")
    return Reason("born", -1.0 if apart <= 1 else -7.0, f"born {other}, not the same")


def _identifiers(asked: Facts, known: Facts) -> Iterator[Reason]:
    held = set(known.identifiers)
    for kind, value in asked.identifiers:
        own = kind in _ALWAYS_OWN
        if (kind, value) in held:
            yield Reason(kind, 24.0 if own else 14.0, f"{kind} {value}")
        elif own and any(other == kind for other, _ in held):
            yield Reason(kind, -6.0, f"another {kind}")


def _sexes(asked: Facts, known: Facts) -> Iterator[Reason]:
    told = {asked.sex, known.sex}
    if not told & {"", "unknown"}:
        same = len(told) == 1
        yield Reason("sex", 0.9 if same else -3.0, f"{known.sex}" if same else f"{known.sex}, not {asked.sex}")


def _postcodes(asked: Facts, known: Facts) -> Iterator[Reason]:
    if same := set(asked.postcodes) & set(known.postcodes):
        yield Reason("postcode", 8.0, f"lived at {min(same)}")
