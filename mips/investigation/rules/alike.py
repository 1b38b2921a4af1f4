"""Whether a crime that is being recorded may be on the record already, and why it seems so (INV-4 C3, NC-8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mips.core.errors import RuleBroken

NEAR: Final = timedelta(hours=24)
"""How far apart two reports of one crime may put it."""
ENOUGH: Final = 3
"""So many of place, time, offence and victim the same make a likely duplicate; one thing alone never does."""
CLASS: Final = 3
"""Digits of a Home Office class that say what kind of offence it is (INV-2)."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """Of one crime, what another is compared by."""

    place: object
    """What names the place: its id, or its postcode."""
    occurred_from: datetime | None
    occurred_until: datetime | None
    offence_code: str
    ho_class: str
    victims: frozenset[object]


def why_alike(one: Outline, other: Outline) -> list[str]:
    """What is the same of two crimes, in words, where that makes them a likely duplicate; else nothing (INV-4 C3)."""
    same = list(_same(one, other))
    return same if len(same) >= ENOUGH else []


def check_not_twice(*, alike: int) -> None:
    """What may be on the record already is looked at before it is recorded again (INV-4 C3). Raises RuleBroken."""
    if alike:
        raise RuleBroken(
            "This may be recorded already. Look at the crimes shown above, and say here if it is none of them",
            rule="INV-4",
            field="none_of_these",
        )


def _same(one: Outline, other: Outline) -> Iterable[str]:
    if one.place is not None and one.place == other.place:
        yield "same place"
    if (apart := _apart(one, other)) is not None and apart <= NEAR:
        yield "same time" if not apart else "within a day of it"
    if one.offence_code and one.offence_code == other.offence_code:
        yield "same offence"
    elif one.ho_class and one.ho_class[:CLASS] == other.ho_class[:CLASS]:
        yield "same kind of offence"
    if one.victims & other.victims:
        yield "same victim"


def _apart(one: Outline, other: Outline) -> timedelta | None:
    """Between the end of the first and the beginning of the second, none where they overlap; None: not known."""
    if one.occurred_from is None or other.occurred_from is None:
        return None
    first, second = sorted((_span(one), _span(other)))
    return max(second[0] - first[1], timedelta(0))


def _span(each: Outline) -> tuple[datetime, datetime]:
    begun = each.occurred_from
    if begun is None:
        raise ValueError("only of what has a time")
    return begun, each.occurred_until or begun
