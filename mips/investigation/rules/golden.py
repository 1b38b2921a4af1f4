"""The first hours of a serious crime: which have a checklist, until when each item is to be done (F43)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "F43"
ITEMS: Final = "golden-hour"
"""The reference list of what is done first, each item for a kind of crime, within minutes of the report."""
KINDS: Final = "golden-hour-kind"
"""The reference list of kinds of crime that have a checklist, by Home Office class."""
LIVE: Final = timedelta(hours=24)
"""How long after its report a crime is on the board."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to do, and within how many minutes of the report."""

    code: str
    title: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The kind of crime that it is for, and its items, the most urgent first."""

    kind: str
    title: str
    classes: Sequence[str]
    items: Sequence[Item]


def checklist_for(ho_class: str, lists: Iterable[Checklist]) -> Checklist | None:
    """The checklist of a crime by its Home Office class; None: it is not one of those (F43)."""
    return next((each for each in lists if each.classes and ho_class.startswith(tuple(each.classes))), None)


def due_at(item: Item, reported_at: datetime) -> datetime:
    """By when an item is to be done: the clock runs from the report (F43)."""
    return reported_at + timedelta(minutes=item.minutes)


def check_tick(item: str, checklist: Checklist | None, *, ticked: bool, needed: bool, note: str) -> None:
    """Each item of the crime's own list once; what is not needed says why (F43). Raises RuleBroken."""
    if checklist is None or item not in {each.code for each in checklist.items}:
        raise RuleBroken("This crime has no such item on its checklist", rule=SECTION)
    if ticked:
        raise RuleBroken("It is ticked already. Write what more there is to say in the log", rule=SECTION)
    if not needed and not note.strip():
        raise RuleBroken("Say why it is not needed", rule=SECTION, field="note")
