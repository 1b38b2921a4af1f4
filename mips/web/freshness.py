"""Who saves something sees it: for some seconds their reads come from the writer, as a standby may lag (CNT-3.9)."""

from __future__ import annotations

import time
from typing import Final

from flask import request, session

LAG_ALLOWED: Final = 10
"""Seconds after a save in which a standby is not asked."""
SAVED: Final = "saved_at"
"""In the signed session: when this browser last sent something to be saved, in seconds since 1970."""
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def may_have_just_saved() -> bool:
    """True within a saving request and for a while after it, and for a program, whose session nobody keeps."""
    if request.method not in SAFE or "Authorization" in request.headers:
        return True
    saved = session.get(SAVED)
    return isinstance(saved, int) and abs(time.time() - saved) < LAG_ALLOWED


def note_saving() -> None:
    """Note that this browser may have saved."""
    if request.method not in SAFE and "Authorization" not in request.headers:
        session[SAVED] = int(time.time())
