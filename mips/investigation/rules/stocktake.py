"""Counting a property store: what is not where the record has it (INV-9, F135).

Nobody stops the store for it: what is booked in or out while it is counted is no discrepancy.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.continuity import SECTION
from mips.investigation.rules.two_persons import KEPT_ON, ShelfKind


class Differs(StrEnum):
    """How the shelf and the record differ."""

    MISSING = "missing"
    MISPLACED = "misplaced"
    STRAY = "stray"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def ask(self) -> str:
        """What is to be done."""
        return _ASKS[self]


_LABELS: Final = {
    Differs.MISSING: "Not found",
    Differs.MISPLACED: "On another shelf",
    Differs.STRAY: "Not recorded here",
    Differs.UNKNOWN: "Unknown number",
}
_ASKS: Final = {
    Differs.MISSING: "Look for it; enter where it is, or report it lost",
    Differs.MISPLACED: "Put it back, or enter that it was moved",
    Differs.STRAY: "Enter how it came here",
    Differs.UNKNOWN: "Find out what is in the bag and enter it",
}


@dataclass(frozen=True)
class Recorded:
    """Where the record has an exhibit: a shelf of some store or None, and since when."""

    shelf_id: uuid.UUID | None
    since: datetime


@dataclass(frozen=True)
class Counted:
    """That a number was read off a shelf. `exhibit_id` None: nothing has that number."""

    code: str
    exhibit_id: uuid.UUID | None
    shelf_id: uuid.UUID
    at: datetime


@dataclass(frozen=True)
class Difference:
    differs: Differs
    exhibit_id: uuid.UUID | None
    code: str = ""
    recorded_on: uuid.UUID | None = None
    counted_on: uuid.UUID | None = None


def differences(
    recorded: Mapping[uuid.UUID, Recorded],
    counted: Iterable[Counted],
    *,
    shelves: frozenset[uuid.UUID],
    begun_at: datetime,
) -> Iterator[Difference]:
    """What differs, the missing first. `recorded` holds what lies on `shelves` and whatever was counted (INV-9)."""
    seen = {each.exhibit_id: each for each in counted if each.exhibit_id}
    for exhibit_id, where in recorded.items():
        if where.shelf_id in shelves and exhibit_id not in seen and where.since <= begun_at:
            yield Difference(Differs.MISSING, exhibit_id, recorded_on=where.shelf_id)
    for exhibit_id, count in seen.items():
        where = recorded[exhibit_id]
        if where.shelf_id != count.shelf_id and where.since <= count.at:
            kind = Differs.MISPLACED if where.shelf_id in shelves else Differs.STRAY
            yield Difference(kind, exhibit_id, count.code, where.shelf_id, count.shelf_id)
    for count in counted:
        if count.exhibit_id is None:
            yield Difference(Differs.UNKNOWN, None, count.code, counted_on=count.shelf_id)


def check_counts(kind: ShelfKind, *, second: bool) -> None:
    """A safe, a drugs or a firearms cabinet is counted by two (INV-9)."""
    if kind in KEPT_ON.values() and not second:
        raise RuleBroken(
            f"A {kind.label.lower()} is counted by two. Begin the stocktake with the officer who is with you",
            rule=SECTION,
            field="shelf_id",
        )


def check_counting(*, ended: bool) -> None:
    """Nothing is added to a stocktake that has ended."""
    if ended:
        raise RuleBroken("This stocktake has ended. Begin another", rule=SECTION)
