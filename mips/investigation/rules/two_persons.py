"""Cash, drugs and firearms under two persons: who must be there, what is counted, and where it is kept (INV-9, F141).

One officer alone with cash, drugs or a firearm can be accused of what is missing later, and can take it. So nothing of
these moves without a second officer who puts their name to it, and it lies where only two together open.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.continuity import SECTION, Where, Whereabouts


class ShelfKind(StrEnum):
    """What may be kept there: cash, drugs and firearms are kept apart and under two persons."""

    SHELF = "shelf"
    SAFE = "safe"
    DRUGS = "drugs"
    FIREARMS = "firearms"
    COLD = "cold"

    @property
    def label(self) -> str:
        return _SHELVES[self]


_SHELVES = {
    ShelfKind.SHELF: "Shelf",
    ShelfKind.SAFE: "Safe",
    ShelfKind.DRUGS: "Drugs cabinet",
    ShelfKind.FIREARMS: "Firearms cabinet",
    ShelfKind.COLD: "Refrigerator or freezer",
}


KEPT_ON: Final = {
    "cash": ShelfKind.SAFE,
    "drug": ShelfKind.DRUGS,
    "firearm": ShelfKind.FIREARMS,
}
"""Kind of thing that moves under two persons only, and the kind of shelf it is kept on."""
COUNTED: Final = frozenset({"cash", "drug"})


@dataclass(frozen=True, kw_only=True)
class Present:
    """Who is there with whoever enters it. `hands`: officers who give or take it and sign for that."""

    actor_id: uuid.UUID
    second_id: uuid.UUID | None = None
    second_signed: bool = False
    hands: Collection[uuid.UUID] = ()


def check_shelf(kind: str, shelf: ShelfKind | None) -> None:
    """Cash lies in a safe, drugs and firearms in a cabinet of their own; nothing else lies there (INV-9)."""
    wanted = KEPT_ON.get(kind)
    if shelf is None or shelf is wanted or (wanted is None and shelf not in KEPT_ON.values()):
        return
    if wanted is None:
        said = f"A {shelf.label.lower()} is for what is kept under two persons. Select another shelf"
    else:
        said = f"{kind.capitalize()} is kept in a {wanted.label.lower()}. Select a shelf of that kind"
    raise RuleBroken(said, rule=SECTION, field="shelf_id")


def check_two(kind: str, to: Whereabouts, present: Present) -> None:
    """A second officer puts their name to each movement; saying that it is lost needs none (INV-9)."""
    if kind not in KEPT_ON or to.state is Where.LOST:
        return
    refused = list(_missing(kind, present))
    if refused:
        first, *rest = refused
        first.also = rest
        raise first


def _missing(kind: str, present: Present) -> Iterator[RuleBroken]:
    if present.second_id is None:
        if not set(present.hands) - {present.actor_id}:
            said = f"{kind.capitalize()} moves under two persons. Select the officer who is with you"
            yield RuleBroken(said, rule=SECTION, field="second-officer_id")
        return
    if present.second_id == present.actor_id:
        yield RuleBroken("The second person is somebody else than you", rule=SECTION, field="second-officer_id")
    if not present.second_signed:
        yield RuleBroken("The officer with you signs, on the screen or on paper", rule=SECTION, field="second-how")


def check_counted(kind: str, counted: str, *, opened: bool) -> None:
    """What is in the bag is counted or weighed by both when it is first bagged or is opened (INV-9)."""
    if kind in COUNTED and opened and not counted.strip():
        raise RuleBroken("Enter what was counted or weighed, by both of you", rule=SECTION, field="counted")
