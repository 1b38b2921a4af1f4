"""Since when the writer has not been there, as far as this process has noticed (CNT-7)."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Final

from mips.core import clock

TRIED_EVERY: Final = 2.0
"""Seconds after a failure in which nobody waits for the writer again only to be known."""

_since: datetime | None = None
_failed_at: float = -TRIED_EVERY


def lost() -> None:
    """The writer was asked and could not be had, or cannot write."""
    global _since, _failed_at
    _since = _since or clock.now()
    _failed_at = time.monotonic()


def over() -> None:
    """Something has just been written."""
    global _since
    _since = None


def since() -> datetime | None:
    """When the writer was first missed; None while it is there."""
    return _since


def just_tried() -> bool:
    """Whether the writer failed a moment ago: what can be had elsewhere is better asked there."""
    return _since is not None and time.monotonic() - _failed_at < TRIED_EVERY
