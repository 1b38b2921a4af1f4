"""Search keys: pairs of fields, so that any one field may be wrong and another pair still leads to the person.

What widens a search - both orders of a name, the years before and after - is on the side of the question, so that the
index does not grow with it; day and month are sorted in the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.nicknames import groups_of
from mips.record.identity.normal import codes_of, joined

MOST_NAMES: Final = 12
"""A person known by more names is found by the first of them only: the keys of a name grow with each date of birth."""


@dataclass(frozen=True)
class Asked:
    """Keys to look for: strong ones first; weak ones, which many persons share, only where those lead nowhere."""

    strong: frozenset[str]
    weak: frozenset[str]


def keys_of(facts: Facts) -> frozenset[str]:
    """Every key a person is found under."""
    names, births = facts.names[:MOST_NAMES], facts.births
    found = set(_firm_keys(facts))
    for name in names:
        found.update(_of_name(name))
        found.update(_weak_of_name(name))
        for birth in births:
            found.update(_of_name_and_birth(name, birth, years=(birth.year,)))
    found.update(key for birth in births for key in _of_birth(birth))
    return frozenset(found)


def keys_asked(facts: Facts) -> Asked:
    """The keys to look for, for what is known of somebody who is sought."""
    strong = set(_firm_keys(facts))
    weak: set[str] = set()
    for name in [way for each in facts.names for way in both_orders(each)]:
        strong.update(_of_name(name))
        weak.update(_weak_of_name(name))
        for birth in facts.births:
            strong.update(_of_name_and_birth(name, birth, years=range(birth.year - 1, birth.year + 2)))
    for birth in facts.births:
        (strong if birth.whole else weak).update(_of_birth(birth))
    return Asked(frozenset(strong), frozenset(weak - strong))


def both_orders(name: Name) -> Iterator[Name]:
    """The name as given and with surname and forenames exchanged."""
    yield name
    yield Name(name.given, name.family, name.ordered)


def _firm_keys(facts: Facts) -> Iterator[str]:
    yield from (f"i|{kind}|{value}" for kind, value in facts.identifiers)
    yield from (f"p|{postcode}" for postcode in facts.postcodes)


def _surname_codes(name: Name) -> frozenset[str]:
    """Of each part of a double-barrelled surname and of the whole."""
    words = {*name.family_words, joined(name.family)} - {""}
    return frozenset(code for word in words for code in codes_of(word))


def _forenames(name: Name) -> frozenset[str]:
    """The formal names of each forename."""
    return frozenset(formal for word in name.given_words for formal in groups_of(word))


def _initials(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[0] for word in words)


def _of_name(name: Name) -> Iterator[str]:
    surnames = _surname_codes(name)
    yield from (f"sg|{code}|{formal}" for code in surnames if code[0] in "kc" for formal in _forenames(name))


def _of_name_and_birth(name: Name, birth: Birth, *, years: Iterable[int]) -> Iterator[str]:
    if birth.whole:
        day = birth.day_and_month
        yield from (f"gd|{formal}|{day}" for formal in _forenames(name))
        yield from (f"sd|{code}|{day}" for code in _surname_codes(name))
    for year in years:
        yield from (f"sy|{code}|{year}" for code in _surname_codes(name) if code[0] in "kc")
        for initial in _initials(name.family_words):
            yield from (f"giy|{formal}|{initial}|{year}" for formal in _forenames(name))


def _of_birth(birth: Birth) -> Iterator[str]:
    if birth.whole:
        yield f"d|{birth.year}-{birth.day_and_month}"
    elif birth.month:
        yield f"ym|{birth.year}-{birth.month:02}"


def _weak_of_name(name: Name) -> Iterator[str]:
    surnames = {*name.family_words, joined(name.family)} - {""}
    yield from (f"s|{word}" for word in surnames)
    yield from (f"sc|{code}" for code in _surname_codes(name) if code[0] == "k")
    yield from (f"si|{word}|{initial}" for word in surnames for initial in _initials(name.given_words))
    for initial in _initials(name.family_words):
        yield from (f"gi|{formal}|{initial}" for formal in _forenames(name))
    yield from (f"g|{formal}" for formal in _forenames(name))
