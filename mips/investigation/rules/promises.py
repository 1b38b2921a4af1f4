"""What becomes of a promise to a victim when the crime is closed, and which promises were missed (INV-5, INV-6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

RIGHTS: Final = "victims-right"
"""The reference list of the twelve rights."""


class ClosedAs(StrEnum):
    """How a crime leaves the hands of its officer."""

    FINALISED = "finalised"
    CANCELLED = "cancelled"


class Ending(StrEnum):
    """What becomes of an open promise when the crime is closed."""

    GOES_ON = "goes-on"
    """It is owed as before: the outcome, the support, property that is still held."""
    LAPSES = "lapses"
    """Nothing is left to tell, and nobody was late."""
    BROKEN = "broken"
    """It was late already: closing the crime does not make that good."""


def goes_on(after: Collection[str], closing: ClosedAs) -> bool:
    """Whether a right is owed after such a closing. `after`: the closings that its item on the list names (INV-6)."""
    return closing in after


def ending(after: Collection[str], closing: ClosedAs, *, due: date, today: date) -> Ending:
    """What becomes of one promise (INV-5, INV-6)."""
    if goes_on(after, closing):
        return Ending.GOES_ON
    return Ending.BROKEN if due < today else Ending.LAPSES


def why_ended(closing: ClosedAs, end: Ending) -> str:
    """The reason that is kept with it (INV-6)."""
    if end is Ending.BROKEN:
        return f"Late when the crime was {closing}"
    return f"No longer owed: the crime was {closing}"


def was_missed(due: date, today: date, *, ended: bool, broken: bool) -> bool:
    """Kept late, given up, or open past its last day (INV-6)."""
    return broken or (not ended and due < today)
