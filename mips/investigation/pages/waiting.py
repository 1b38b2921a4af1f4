"""Reports to be decided on, and the forecast of those that break their 24 hours."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.investigation.model.incident import ReportedIncident
from mips.investigation.pages.blueprint import incident_pages
from mips.investigation.pages.incidents import NUMBER, clock_tag, tabs
from mips.investigation.rules.breaches import Breach
from mips.investigation.schemas.waiting import WaitingFilters
from mips.investigation.usecases.waiting import UnitForecast, Waiting, list_waiting
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.forms import Filters
from mips.web.tables import Column, Listing, Tag

STATES = {Breach.LATE: "late", Breach.SOON: "soon"}
COLUMNS: Sequence[Column[ReportedIncident]] = [
    NUMBER,
    Column(label="Left", value=clock_tag),
    Column(label="About", value=lambda incident: incident.label),
    Column(label="Reported", value=lambda incident: incident.reported_at),
]


@incident_pages.page("/waiting", does=list_waiting)
def waiting() -> ResponseReturnValue:
    actor, filters = current_actor(), Filters(WaitingFilters())
    found = list_waiting(actor, **filters.chosen, after=request.args.get("after"))
    listing = Listing(
        caption="To be decided",
        columns=COLUMNS,
        page=found.page,
        filters=filters,
        empty="Every report has been decided on.",
    )
    context = {"listing": listing, "forecast": found, "columns": _columns(found), "tabs": tabs("waiting")}
    return render_template("investigation/waiting.html", **context), filters.status


def _columns(found: Waiting) -> Sequence[Column[UnitForecast]]:
    """A count for each kind of breach; a unit's name leads to its part of the list."""
    return [
        Column(
            label="Unit",
            value=lambda each: each.unit,
            link=lambda each: url_for(
                "incidents.waiting", hours=found.hours, unit=each.unit if each in found.units else None
            ),
        ),
        *(_count(breach, found.hours) for breach in Breach),
        Column(label="In all", value=lambda each: each.total, numeric=True),
    ]


def _count(breach: Breach, hours: int) -> Column[UnitForecast]:
    state = STATES.get(breach)

    def said(each: UnitForecast) -> Tag | int:
        count = each.counts[breach]
        return Tag(state=state, text=str(count)) if state and count else count

    label = f"Within {max(hours, 2)} hours" if breach is Breach.AHEAD else words(breach)
    return Column(label=label, value=said, numeric=True)
