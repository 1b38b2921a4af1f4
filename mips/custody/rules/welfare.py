"""What somebody in custody is owed: meals in each 24 hours, and eight hours of rest in any 24 (CUS-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

_DAY: Final = timedelta(hours=24)
_REST: Final = timedelta(hours=8)


class ProvisionKind(StrEnum):
    """What is given, offered or done for a detainee."""

    LIGHT_MEAL = "light-meal"
    MAIN_MEAL = "main-meal"
    DRINK = "drink"
    EXERCISE = "exercise"
    WASH = "wash"
    MENSTRUAL = "menstrual-products"
    CLOTHING = "clothing"
    BLANKET = "blanket"
    READING = "reading"
    CALL = "telephone-call"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    ProvisionKind.LIGHT_MEAL: "Light meal",
    ProvisionKind.MAIN_MEAL: "Main meal",
    ProvisionKind.DRINK: "Drink",
    ProvisionKind.EXERCISE: "Outdoor exercise",
    ProvisionKind.WASH: "Wash or shower",
    ProvisionKind.MENSTRUAL: "Menstrual products",
    ProvisionKind.CLOTHING: "Clothing",
    ProvisionKind.BLANKET: "Blanket or bedding",
    ProvisionKind.READING: "Something to read",
    ProvisionKind.CALL: "Telephone call",
}
IN_24_HOURS: Final = {ProvisionKind.LIGHT_MEAL: 2, ProvisionKind.MAIN_MEAL: 1}
"""Code C 8.6."""


@dataclass(frozen=True)
class Owed:
    """Meals not yet offered in the 24 hours that end at `by`."""

    light: int
    main: int
    by: datetime

    @property
    def nothing(self) -> bool:
        return not self.light and not self.main

    @property
    def words(self) -> str:
        """'2 light meals and 1 main meal'."""
        light = f"{self.light} light meal{'s' if self.light > 1 else ''}" if self.light else ""
        main = f"{self.main} main meal" if self.main else ""
        return " and ".join(part for part in (light, main) if part)


def meals_owed(offered: Iterable[tuple[ProvisionKind, datetime]], *, since: datetime, now: datetime) -> Owed:
    """Two light meals and a main meal in each 24 hours from arrival; one offered and declined counts. Code C 8.6."""
    begins = since + _DAY * max(0, (now - since) // _DAY)
    here = [kind for kind, at in offered if begins <= at <= now]
    light, main = (max(0, count - here.count(kind)) for kind, count in IN_24_HOURS.items())
    return Owed(light, main, begins + _DAY)


@dataclass(frozen=True, kw_only=True)
class Rest:
    """Where rest stands. `begin_by`: the latest start of the eight hours; None while they rest, or have had them."""

    resting_since: datetime | None
    complete_at: datetime | None
    begin_by: datetime | None
    late: bool


def rest(busy: Iterable[tuple[datetime, datetime | None]], *, since: datetime, now: datetime) -> Rest:
    """In any 24 hours, eight together without questioning, travel or interruption. Code C 12.2.

    `busy` are the intervals that interrupt; one that has not ended has no end. Reviews, medical care and what the
    detainee asks for are not among them. `since` is when detention, or attending voluntarily, began.
    """
    free_from, rested_until = since, since
    for start, end in sorted(busy, key=lambda each: each[0]):
        if start - free_from >= _REST:
            rested_until = start
        free_from = max(free_from, end or now)
        if end is None:
            return _owed(rested_until, now, None)
    return _owed(rested_until, now, free_from)


def _owed(rested_until: datetime, now: datetime, free_from: datetime | None) -> Rest:
    begin_by = rested_until + _DAY - _REST
    if free_from is not None and now - free_from >= _REST:
        return Rest(resting_since=free_from, complete_at=free_from + _REST, begin_by=None, late=False)
    late = (free_from or now) > begin_by
    complete = free_from + _REST if free_from else None
    return Rest(resting_since=free_from, complete_at=complete, begin_by=begin_by, late=late)
