"""What follows a stop and search: the copy, the supervisor's review, the custody record it becomes part of (INV-12)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.stop_search import ARREST

REVIEW_REASONS: Final = "search-review-reason"
SERGEANT: Final = 2
"""Rank of ROL-1."""
COPY_MONTHS: Final = 3
SAME_MATTER: Final = timedelta(hours=6)
"""So far apart a search and an arrest of one person are taken to be one matter, whichever was written down first."""


def copy_until(searched_on: date) -> date:
    """The last day on which a copy may be asked for: three months beginning with the day of the search.

    PACE 1984 s.3(7)-(9).
    """
    month = searched_on.month - 1 + COPY_MONTHS
    first = date(searched_on.year + month // 12, month % 12 + 1, 1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return min(first + timedelta(days=searched_on.day - 2), last)


def led_to(outcome: str, searched_at: datetime, arrested_at: datetime) -> bool:
    """Whether this search and that arrest of the same person are one matter: the record is then part of the custody
    record. PACE 1984 s.3(2)(a), Code A 4.2B.
    """
    return outcome == ARREST and abs(arrested_at - searched_at) <= SAME_MATTER


def check_review(*, own: bool, rank: int, enough: bool, feedback: str, reasons: int) -> None:
    """A supervisor looks at somebody else's search, and says what was wrong where the grounds were not good enough.

    Code A 5.1-5.4, ROL-3 RL-1(c). Raises RuleBroken.
    """
    if own:
        raise RuleBroken("This is your own search: another supervisor reviews it", rule="RL-1(c)")
    if rank < SERGEANT:
        raise RuleBroken("A sergeant or above reviews it", rule="Code A 5.1")
    if not enough and not reasons:
        raise RuleBroken("Select what was wrong with the grounds", rule="Code A 5.1", field="reasons")
    if not enough and not feedback.strip():
        raise RuleBroken("Say to the officer what to do better", rule="Code A 5.4", field="feedback")
