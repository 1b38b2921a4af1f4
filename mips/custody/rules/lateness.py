"""When a check or a review that is late is told to a second person, and then to a third."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.custody.rules.duty import Duty


class Matter(StrEnum):
    """What may be late."""

    CHECK = "check"
    REVIEW = "review"


class Stage(StrEnum):
    """How far it has been told, in order: each once."""

    REMINDER = "reminder"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, kw_only=True)
class Patience:
    """Minutes a suite gives. `check` and `review` are after the due time, `reminder` before a review's."""

    check: int = 5
    review: int = 0
    reminder: int = 30
    second: int = 10
    """After the first was told."""


DEFAULT_PATIENCE: Final = Patience()
TOLD: Final = {Stage.REMINDER: Duty.INSPECTOR, Stage.FIRST: Duty.CUSTODY_OFFICER, Stage.SECOND: Duty.INSPECTOR}
"""Who on duty is told. A reminder goes to whoever must hold the review."""


def stages_reached(matter: Matter, due_at: datetime, now: datetime, patience: Patience) -> Iterator[Stage]:
    """The stages that have come for something still not done. PACE 1984 s.40(1), s.40(3); Annex H for checks."""
    grace = patience.check if matter is Matter.CHECK else patience.review
    if matter is Matter.REVIEW and now >= due_at - timedelta(minutes=patience.reminder):
        yield Stage.REMINDER
    first = due_at + timedelta(minutes=max(grace, 1))  # in the very minute it is due it is not late
    if now >= first:
        yield Stage.FIRST
    if now >= first + timedelta(minutes=patience.second):
        yield Stage.SECOND
