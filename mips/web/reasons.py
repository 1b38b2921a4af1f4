"""A reason, once given, holds for the same record for a while: where it is looked up, and where it is asked for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from mips.core import clock
from mips.core.errors import ReasonNeeded
from mips.core.settings import settings

ASKED_AT: Final = "accounts.ask_reason"
"""The page that asks."""
MOST_KEPT: Final = 50

Reasons = Mapping[str, Mapping[str, str]]
"""What a reason is for -> `said`, the `purpose` and `text` it is made of, and `until` when it holds."""


def what_it_is_for() -> str:
    """What a reason given for this request holds for: the record its address names, else this page alone."""
    ids = [str(value) for value in (request.view_args or {}).values() if isinstance(value, uuid.UUID)]
    return ids[0] if ids else request.endpoint or ""


def still_holding(reasons: Reasons, about: str) -> str:
    """The reason given for this, empty when there is none or its time is over."""
    kept = reasons.get(about)
    return kept["said"] if kept and datetime.fromisoformat(kept["until"]) > clock.now() else ""


def given_last(reasons: Reasons) -> Mapping[str, str]:
    """The answers given last that still hold for something, to be offered for the next record."""
    live = [kept for kept in reasons.values() if datetime.fromisoformat(kept["until"]) > clock.now()]
    return max(live, key=lambda kept: kept["until"], default={})


def with_one_more(reasons: Reasons, about: str, answer: Mapping[str, str]) -> dict[str, Any]:
    """The reasons that still hold, and this one from now on."""
    now = clock.now()
    until = now + timedelta(minutes=settings().reason_minutes)
    live = {each: kept for each, kept in reasons.items() if datetime.fromisoformat(kept["until"]) > now}
    live.pop(about, None)
    latest = list(live.items())[-(MOST_KEPT - 1) :]
    return dict(latest) | {about: {**answer, "until": until.isoformat()}}


def asking_url(why: str, *, onward: str = "") -> str | None:
    """Where the reason for this request is asked, to come back here or to `onward`; None where nobody asks."""
    if ASKED_AT not in current_app.view_functions:
        return None
    return url_for(ASKED_AT, next=onward or request.full_path.rstrip("?"), about=what_it_is_for(), why=why)


def ask(error: ReasonNeeded) -> Response | None:
    """Send the browser to where the reason is asked. What was typed goes with it, and comes back to be saved."""
    if (url := asking_url(error.why)) is None:
        return None
    return redirect(f"{url}&carry=1", 307) if request.method == "POST" else redirect(url, 303)
