"""Whether an entry was made late: the time of writing against the time of what it speaks of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

AT_ONCE: Final = timedelta(minutes=5)
"""No section gives a figure. Up to this long after, an entry counts as made when the thing happened."""


def late_by(at: datetime, written: datetime) -> timedelta | None:
    """How long after it happened it was entered, in whole minutes; None when at once. Code C 2.1, Code C 2.6."""
    behind = written.replace(second=0, microsecond=0) - at.replace(second=0, microsecond=0)
    return behind if behind > AT_ONCE else None
