"""Where an exhibit is and was, hand by hand without a gap: what may follow what (INV-9).

Continuity proves that what is shown in court is what was found. An entry is never changed: a later one corrects it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "INV-9"


class Where(StrEnum):
    """The state of an exhibit: in whose hands, or what became of it."""

    FOUND = "found"
    """Where it lay before anybody took it: only the first entry is from there."""
    IN_POSSESSION = "in-possession"
    IN_STORE = "in-store"
    AT_LAB = "at-lab"
    AT_COURT = "at-court"
    WITH_CPS = "with-cps"
    WITH_DEFENCE = "with-defence"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    LOST = "lost"

    @property
    def label(self) -> str:
        return _SAID[self]

    @property
    def ended(self) -> bool:
        """The police hold it no longer, for good."""
        return self in _ENDED

    @property
    def held(self) -> bool:
        """For the police to keep safe, here or with somebody who has it for them."""
        return self not in _ENDED and self is not Where.FOUND


_SAID: Final = {
    Where.FOUND: "Where it was found",
    Where.IN_POSSESSION: "In possession",
    Where.IN_STORE: "In store",
    Where.AT_LAB: "At the lab",
    Where.AT_COURT: "At court",
    Where.WITH_CPS: "With the CPS",
    Where.WITH_DEFENCE: "With the defence",
    Where.RETURNED: "Returned",
    Where.DESTROYED: "Destroyed",
    Where.LOST: "Lost",
}
_ENDED: Final = frozenset({Where.RETURNED, Where.DESTROYED})
OUTSIDE: Final = (Where.AT_LAB, Where.AT_COURT, Where.WITH_CPS, Where.WITH_DEFENCE)
"""With somebody who is not of the police, who is named."""
BY_HAND: Final = (Where.IN_POSSESSION, Where.IN_STORE, *OUTSIDE, Where.LOST)
"""What an entry may say by itself; returned and destroyed follow from an authorised disposal."""


@dataclass(frozen=True)
class Whereabouts:
    """A state with its person, place or shelf: one end of a movement."""

    state: Where
    user_id: uuid.UUID | None = None
    shelf_id: uuid.UUID | None = None
    name: str = ""
    """The officer, the shelf, the lab or court, or whoever has it, in words."""

    def __str__(self) -> str:
        return f"{self.state.label}: {self.name}" if self.name else self.state.label

    @property
    def same_as(self) -> tuple[object, ...]:
        """What two ends must have in common to be the same. A name may have changed since; an id does not."""
        by_id = self.user_id or self.shelf_id
        return (self.state, by_id) if by_id else (self.state, self.name.casefold())


@dataclass(frozen=True)
class Last:
    """The newest entry as it stands: its number, time, and where it says the exhibit is."""

    number: int
    at: datetime
    to: Whereabouts
    by: str
    """Who entered it."""


def check_follows(last: Last, *, left: Whereabouts, seen: int, at: datetime, said: str) -> None:
    """Refuse what would leave a gap: another moved it since, it is said to leave elsewhere, or earlier (INV-9).

    `seen` is the number of the newest entry when the form was opened, `said` how the newest time is said.
    """
    if seen != last.number:
        raise RuleBroken(
            f"{last.by} has moved it since you opened this page: {last.to}, {said}. "
            "Look whether it is still in your hands, then enter what you did from there",
            rule=SECTION,
        )
    if left.same_as != last.to.same_as:
        raise RuleBroken(
            f"The record has it {_lowered(last.to)}, so it cannot leave from {_lowered(left)}. "
            "Enter how it came there first",
            rule=SECTION,
        )
    if at < last.at:
        raise RuleBroken(
            f"The entry before this is of {said}. Enter a later time, or correct that entry", rule=SECTION, field="at"
        )


def check_open(now: Whereabouts) -> None:
    """Nothing moves that was returned or destroyed (INV-9)."""
    if now.state.ended:
        raise RuleBroken(
            f"It was {now.state.label.lower()}. What is wrong in its continuity is corrected by a later entry",
            rule=SECTION,
        )


def check_to(now: Whereabouts, to: Whereabouts, *, actor_id: uuid.UUID) -> None:
    """Where it goes is named, and is not where it is already (INV-9)."""
    if to.state is Where.IN_POSSESSION and to.user_id is None:
        raise RuleBroken("Select the officer who takes it", rule=SECTION, field="officer_id")
    if to.state is Where.IN_STORE and to.shelf_id is None:
        raise RuleBroken("Select the shelf it is put on", rule=SECTION, field="shelf_id")
    if to.state in OUTSIDE and not to.name:
        raise RuleBroken("Enter who has it there", rule=SECTION, field="whom")
    if to.same_as == now.same_as:
        raise RuleBroken(f"It is there already: {to}. Enter where it goes", rule=SECTION, field="to")


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """What was seen of the bag: its number before, whether it was whole, the number after, and why if it was broken."""

    before: str
    intact: bool | None
    after: str
    why: str = ""


def check_seal(seal: Sealed) -> None:
    """Whether the seal is whole is said each time; broken or changed, why (INV-9)."""
    if seal.before and seal.intact is None:
        raise RuleBroken(f"Say whether seal {seal.before} is whole: look at the bag", rule=SECTION, field="seal_intact")
    if seal.before and seal.intact is False and not seal.why:
        raise RuleBroken("Say how the seal came to be broken, or by whom it was opened", rule=SECTION, field="seal_why")
    if seal.before and seal.after != seal.before and not seal.why:
        raise RuleBroken("Say why it was opened and sealed again", rule=SECTION, field="seal_why")


def unsigned(now: Whereabouts, to: Whereabouts, *, actor_id: uuid.UUID, gave: bool, got: bool) -> Iterator[str]:
    """The fields of those who still have to sign (INV-9).

    Whoever enters it is known by their sign-in and signs nothing; a shelf, a court or a lab that sends back signs
    nothing either: who takes it out of police hands does.
    """
    if now.state is Where.IN_POSSESSION and now.user_id != actor_id and to.state is not Where.LOST and not gave:
        yield "giver"
    takes = to.state in (*OUTSIDE, Where.RETURNED) or (to.state is Where.IN_POSSESSION and to.user_id != actor_id)
    if takes and not got:
        yield "receiver"


def check_signed(now: Whereabouts, to: Whereabouts, *, actor_id: uuid.UUID, gave: bool, got: bool) -> None:
    """Both who give and who take put their name to it (INV-9)."""
    refused = [
        RuleBroken(f"{_WHO[field]} signs, on the screen or on paper, or refuses", rule=SECTION, field=f"{field}-how")
        for field in unsigned(now, to, actor_id=actor_id, gave=gave, got=got)
    ]
    if refused:
        first, *rest = refused
        first.also = rest
        raise first


_WHO: Final = {"giver": "Whoever has it now", "receiver": "Whoever takes it"}


def _lowered(where: Whereabouts) -> str:
    said = str(where)
    return said[:1].lower() + said[1:]
