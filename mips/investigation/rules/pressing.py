"""What of an open crime presses its team: what the sergeant's board counts and its lists show (F31, F32)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.core.england import LONDON


class Pressing(StrEnum):
    """One column of the board, or one of the figures above it."""

    ALL = "all"
    SILENT = "silent"
    VICTIMS = "victims"
    REVIEWS = "reviews"
    ACTIONS = "actions"
    FILES = "files"
    CAME_IN = "came-in"
    UNALLOCATED = "unallocated"
    UNASSESSED = "unassessed"

    @property
    def label(self) -> str:
        return _SAID[self.value]


_SAID: Final = {
    "all": "Open crimes",
    "silent": "Silent",
    "victims": "Victims overdue",
    "reviews": "Reviews due",
    "actions": "Actions overdue",
    "files": "Files due",
    "came-in": "Came in since yesterday",
    "unallocated": "Nobody has them",
    "unassessed": "Domestic abuse not assessed",
}
OF_AN_OFFICER: Final = (
    Pressing.ALL,
    Pressing.SILENT,
    Pressing.VICTIMS,
    Pressing.REVIEWS,
    Pressing.ACTIONS,
    Pressing.FILES,
)
ABOVE: Final = (Pressing.CAME_IN, Pressing.UNALLOCATED, Pressing.UNASSESSED)


def midnight(at: datetime, *, days: int) -> datetime:
    """The beginning, in London, of the day so many days from the one that `at` is in."""
    return at.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)
