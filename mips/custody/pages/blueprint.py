"""The blueprint that every custody page hangs on, and how custody says its numbers and times."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, url_for

from mips.core import clock
from mips.core.identifiers.cases import asn as judged
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.entitlements import AbsentBecause
from mips.custody.rules.urgency import DEFAULT_THRESHOLDS, Urgency, urgency
from mips.record.reference.lookup import title_of
from mips.web import filters
from mips.web.endpoints import Pages, current_actor
from mips.web.spoken import in_london

pages = Pages("custody", __name__, url_prefix="/custody", template_folder="../templates")

_WEEK = timedelta(days=6)


@pages.app_template_filter()
def brief(when: datetime) -> str:
    """'14:20' today, 'Sat 20:27' within six days, else with its date: for boards, where a date is noise."""
    now = clock.now()
    if in_london(when).date() == in_london(now).date():
        return filters.time(when)
    return f"{in_london(when):%a} {filters.time(when)}" if abs(when - now) < _WEEK else filters.moment(when)


@pages.app_template_filter()
def on_paper(when: datetime) -> str:
    """'Sat 03:31': with its day also when that is today, for paper is read later."""
    return f"{in_london(when):%a} {filters.time(when)}" if abs(when - clock.now()) < _WEEK else filters.moment(when)


@pages.app_template_global()
def this_minute() -> datetime:
    """Now as the clock counts it, so that what has counted and what is left add up to the limit."""
    return to_minute(clock.now())


@pages.app_template_global()
def new_key() -> str:
    """Names one submission of a button that is a form by itself, so that pressed twice it counts once (CNT-3.3)."""
    return str(uuid.uuid4())


@pages.app_template_filter()
def answered(answer: bool | None, more: str = "") -> str:
    """'Yes', 'No: why', 'Not recorded': a question with what was added to it."""
    said = {True: "Yes", False: "No", None: "Not recorded"}[answer]
    return f"{said}: {more}" if more else said


@pages.app_template_global()
def list_title(name: str, code: str) -> str:
    """What a code of a list means; the code itself where the list has never had it."""
    return title_of(name, code)


@pages.app_template_global()
def absent_because(why: str) -> str:
    return AbsentBecause(why).label if why else ""


@pages.app_template_filter()
def asn(number: str) -> str:
    """An arrest summons number as it is printed: 26/01ZD/01/7A."""
    return judged(number).short or number


@pages.app_template_global()
def urgency_of(due: datetime) -> Urgency:
    """How near a time is, as the board judges it."""
    return urgency(to_minute(clock.now()), due, DEFAULT_THRESHOLDS)


@pages.app_template_global()
def url_allowed(endpoint: str, **values: Any) -> str | None:
    """The address of a page, None where there is none or whoever looks may not do what it does."""
    does = getattr(current_app.view_functions.get(endpoint), "does", None)
    return url_for(endpoint, **values) if does is not None and current_actor().may(does.permission) else None
