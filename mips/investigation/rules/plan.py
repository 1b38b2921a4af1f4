"""Lines of enquiry and the actions under them: what may follow what, and who may file it (INV-8, CPIA Code 3.5)."""

from __future__ import annotations

import uuid
from collections.abc import Set
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "INV-8"
CODE: Final = "CPIA Code 3.5"
USUAL_LINES: Final = "usual-enquiry"
"""The reference list of lines that a kind of crime usually has, each with its actions."""


class Points(StrEnum):
    """Where a line may lead: all reasonable ones are pursued, whichever way they point (CPIA Code 3.5)."""

    TOWARDS = "towards"
    AWAY = "away"
    EITHER = "either"

    @property
    def label(self) -> str:
        return {
            "towards": "Towards a suspect",
            "away": "Away from a suspect",
            "either": "Either way: not known until it is done",
        }[self.value]


class ActionPriority(StrEnum):
    ROUTINE = "routine"
    HIGH = "high"
    FAST_TRACK = "fast-track"

    @property
    def label(self) -> str:
        return _PRIORITIES[self]


_PRIORITIES: Final = {
    ActionPriority.ROUTINE: "Routine",
    ActionPriority.HIGH: "High",
    ActionPriority.FAST_TRACK: "Fast track: evidence is lost if it waits",
}


class State(StrEnum):
    """How far an action has come (INV-8)."""

    RAISED = "raised"
    ALLOCATED = "allocated"
    IN_PROGRESS = "in-progress"
    RESULTED = "resulted"
    FILED = "filed"

    @property
    def label(self) -> str:
        return _SAID[self]


_SAID: Final = {
    State.RAISED: "Raised, nobody has it",
    State.ALLOCATED: "Allocated",
    State.IN_PROGRESS: "In progress",
    State.RESULTED: "Resulted, to be reviewed",
    State.FILED: "Filed",
}
FOLLOWS: Final = {
    State.RAISED: frozenset({State.ALLOCATED, State.FILED}),
    State.ALLOCATED: frozenset({State.ALLOCATED, State.IN_PROGRESS, State.RESULTED, State.FILED}),
    State.IN_PROGRESS: frozenset({State.ALLOCATED, State.RESULTED, State.FILED}),
    State.RESULTED: frozenset({State.IN_PROGRESS, State.FILED}),
    State.FILED: frozenset[State](),
}
"""State -> those that may follow it. From resulted back to in progress: a review was not content."""
_INSTEAD: Final = {
    State.RAISED: "Nobody has it yet: allocate it first",
    State.ALLOCATED: "Start it, enter its result, allocate it to another, or drop it with a reason",
    State.IN_PROGRESS: "Enter its result, allocate it to another, or drop it with a reason",
    State.RESULTED: "It has its result: review it, and file it or send it back",
    State.FILED: "It is filed. Raise another action for what is still to be done",
}
OPEN: Final = frozenset({State.RAISED, State.ALLOCATED, State.IN_PROGRESS})


def state_of(*, allocated: bool, started: bool, resulted: bool, filed: bool) -> State:
    """The state that the furthest step gives an action (INV-8)."""
    if filed:
        return State.FILED
    if resulted:
        return State.RESULTED
    if allocated:
        return State.IN_PROGRESS if started else State.ALLOCATED
    return State.RAISED


def check_step(now: State, then: State) -> None:
    """An action moves on only as INV-8 orders its states. Raises RuleBroken with what may be done instead."""
    if then not in FOLLOWS[now]:
        raise RuleBroken(_INSTEAD[now], rule=SECTION)


def check_filed(now: State, *, result: str, resulted_by: uuid.UUID | None, files: uuid.UUID) -> None:
    """What is filed has a result, reviewed by another than who entered it (INV-8). Raises RuleBroken."""
    if now is not State.RESULTED:
        raise RuleBroken(f"Only what has a result is reviewed. {_INSTEAD[now]}", rule=SECTION)
    if resulted_by == files:
        raise RuleBroken("You entered the result: somebody else reviews it", rule=SECTION)
    if not result.strip():
        raise RuleBroken("It was marked done without a result: send it back for one", rule=SECTION, field="content")


def check_dropped(now: State) -> None:
    """Only what has no result yet is dropped; a result stays, for it may have to be disclosed (CPIA Code 4.1)."""
    if now not in OPEN:
        raise RuleBroken(_INSTEAD[now], rule=SECTION)


def check_line(*, pursued: bool, why: str, suspect: uuid.UUID | None, suspects: Set[uuid.UUID]) -> None:
    """A line that is not pursued says why, and one about a suspect names one of this crime (CPIA Code 3.5)."""
    if not pursued and not why.strip():
        raise RuleBroken("Say why it is not pursued", rule=CODE, field="why")
    if suspect is not None and suspect not in suspects:
        raise RuleBroken(
            "They are no suspect of this crime. Add them as one first, or leave it blank", rule=CODE, field="suspect_id"
        )


def overdue(state: State, due: datetime | None, now: datetime) -> bool:
    """Whether an action should have had its result by now (INV-8)."""
    return state in OPEN and due is not None and due < now
