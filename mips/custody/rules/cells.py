"""Which place in which cell may be given to whom: one a cell, never a child with an adult, and those kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.custody.rules.sources import C_8_1, C_8_8

ADULT_FROM: Final = 18


class AgeGroup(StrEnum):
    """As the cell is concerned. UNKNOWN: nobody knows a date of birth."""

    CHILD = "child"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Condition(StrEnum):
    """What a cell is fit for while it is in use."""

    CLEAN = "clean"
    TO_BE_CLEANED = "to-be-cleaned"
    OUT_OF_ORDER = "out-of-order"

    @property
    def label(self) -> str:
        return {"clean": "Clean", "to-be-cleaned": "To be cleaned"}.get(self.value, "Out of order")


class CellState(StrEnum):
    """What a cell is now, the strongest first: closed whoever left it, occupied however dirty."""

    CLOSED = "closed"
    OUT_OF_ORDER = "out-of-order"
    FULL = "full"
    SHARED = "place-free"
    TO_BE_CLEANED = "to-be-cleaned"
    FREE = "free"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        """As pages tag their states."""
        return _STATES[self][1]


_STATES = {
    CellState.CLOSED: ("Closed", "waiting"),
    CellState.OUT_OF_ORDER: ("Out of order", "late"),
    CellState.FULL: ("Occupied", "running"),
    CellState.SHARED: ("Occupied, place free", "running"),
    CellState.TO_BE_CLEANED: ("To be cleaned", "soon"),
    CellState.FREE: ("Free", "done"),
}


@dataclass(frozen=True, kw_only=True)
class Occupant:
    """Somebody in a cell. `apart`: to be kept apart from the one a place is sought for."""

    name: str
    age: AgeGroup
    place: int = 1
    apart: bool = False


@dataclass(frozen=True, kw_only=True)
class CellNow:
    """A cell at the moment somebody is to be put in it; `beside` are those in the cells that adjoin it."""

    name: str
    capacity: int = 1
    closed: bool = False
    condition: Condition = Condition.CLEAN
    detention_room: bool = False
    occupants: Sequence[Occupant] = ()
    beside: Sequence[Occupant] = ()

    @property
    def free_places(self) -> list[int]:
        taken = {each.place for each in self.occupants}
        return [place for place in range(1, self.capacity + 1) if place not in taken]


def cell_state(*, closed: bool, condition: Condition, capacity: int, held: int) -> CellState:
    """What is said of a cell on lists; one that is FREE takes somebody without a word. Code C 8.1."""
    if closed:
        return CellState.CLOSED
    if condition is Condition.OUT_OF_ORDER:
        return CellState.OUT_OF_ORDER
    if held:
        return CellState.FULL if held >= capacity else CellState.SHARED
    return CellState.TO_BE_CLEANED if condition is Condition.TO_BE_CLEANED else CellState.FREE


def place_for(cell: CellNow, age: AgeGroup, *, why: str, free_elsewhere: Sequence[str]) -> int:
    """The lowest free place, or RuleBroken that says who is there and which cells are free. Code C 8.1, 8.8.

    `why` answers what needs a reason: sharing, a child in a cell, a neighbour to be kept apart, a cell not cleaned.
    """
    _check_usable(cell, free_elsewhere)
    _check_company(cell, age)
    if not why.strip() and (reasons := list(_to_be_said(cell, age))):
        raise _broken(f"{'. '.join(reasons)}. Say why there is no better place", C_8_1.section, field="why")
    return cell.free_places[0]


def _check_usable(cell: CellNow, free_elsewhere: Sequence[str]) -> None:
    instead = f"Free: {', '.join(free_elsewhere)}" if free_elsewhere else "No other cell is free"
    if cell.closed:
        raise _broken(f"{cell.name} is closed. {instead}", C_8_1.section)
    if cell.condition is Condition.OUT_OF_ORDER:
        raise _broken(f"{cell.name} is out of order. {instead}", C_8_1.section)
    if not cell.free_places:
        raise _broken(f"{cell.name} is full: {_names(cell.occupants)}. {instead}", C_8_1.section)


def _check_company(cell: CellNow, age: AgeGroup) -> None:
    """A child never shares with an adult, nor with somebody whose age nobody knows. Code C 8.8."""
    for other in cell.occupants:
        if other.apart:
            raise _broken(f"{other.name} is in {cell.name} and the two are to be kept apart", C_8_1.section)
        if AgeGroup.CHILD in (age, other.age) and age is not other.age:
            unknown = AgeGroup.UNKNOWN in (age, other.age)
            whom = "somebody whose age is not known" if unknown else "an adult"
            raise _broken(f"{other.name} is in {cell.name}: a child is never put with {whom}", C_8_8.section)


def _to_be_said(cell: CellNow, age: AgeGroup) -> Iterator[str]:
    if cell.occupants:
        yield f"{cell.name} holds {_names(cell.occupants)}, and one person to a cell is the rule"
    if age is AgeGroup.CHILD and not cell.detention_room:
        yield "A child is put in a cell only when there is no other secure accommodation (Code C 8.8)"
    if near := [each for each in cell.beside if each.apart]:
        yield f"{_names(near)} is in the next cell and the two are to be kept apart"
    if cell.condition is Condition.TO_BE_CLEANED:
        yield f"{cell.name} is still to be cleaned"


def _names(found: Iterable[Occupant]) -> str:
    return ", ".join(each.name for each in found)


def _broken(detail: str, rule: str, field: str = "cell_id") -> RuleBroken:
    return RuleBroken(detail, rule=rule, field=field)


def check_apart(*, same: bool, both_held: bool) -> None:
    """Two different people are kept apart, while both are held. Code C 8.1."""
    if same:
        raise _broken("Nobody is kept apart from themselves", C_8_1.section, field="other_id")
    if not both_held:
        raise _broken("One of the two is not held any more", C_8_1.section, field="other_id")
