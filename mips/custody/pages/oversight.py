"""Oversight of custody over a period, and how complete each record is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.core.england import day_of
from mips.custody.pages.blueprint import pages
from mips.custody.pages.parts import Tab, add_tab
from mips.custody.schemas.oversight import OversightFilters
from mips.custody.usecases.oversight import Oversight, check_completeness, read_oversight
from mips.custody.usecases.reading import CustodyRecord
from mips.web.endpoints import current_actor
from mips.web.forms import Filters

_USUAL_DAYS = 28


def _completeness(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return {"complete": check_completeness(actor, detention_id=record.detention.id).complete}


add_tab(
    Tab(
        key="complete",
        title="Completeness",
        template="custody/tab_complete.html",
        order=90,
        permission=Permission.CUSTODY_REVIEW_READ,
        gather=_completeness,
    )
)


@pages.page("/oversight", does=read_oversight)
def oversight() -> ResponseReturnValue:
    filters = Filters(OversightFilters(), initial=dict(zip(("first", "last"), _usual(), strict=True)))
    chosen = filters.chosen if request.args.get("first") or request.args.get("last") else _last_weeks()
    if not chosen:
        return render_template("custody/oversight.html", filters=filters, shown=None), filters.status
    first, last = chosen["first"], chosen["last"]
    suite_id = uuid.UUID(chosen["suite"]) if chosen.get("suite") else None
    shown = read_oversight(current_actor(), first=first, last=last, suite_id=suite_id, after=request.args.get("after"))
    return render_template("custody/oversight.html", filters=filters, shown=shown, links=_links(shown))


def _usual() -> tuple[date, date]:
    today = day_of(clock.now())
    return today - timedelta(days=_USUAL_DAYS), today


def _last_weeks() -> dict[str, Any]:
    """The last four weeks, of every suite."""
    first, last = _usual()
    return {"first": first, "last": last}


def _links(shown: Oversight) -> dict[str, str]:
    asked = shown.cohort
    kept: dict[str, Any] = {"first": asked.first.isoformat(), "last": asked.last.isoformat(), "suite": asked.suite_id}
    cursors = {"next_url": shown.page.next_cursor, "previous_url": shown.page.previous_cursor}
    return {name: url_for("custody.oversight", **kept, after=cursor) for name, cursor in cursors.items() if cursor}
