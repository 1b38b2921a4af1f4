"""The force's crime on one page: counts that lead to exactly the crimes they count, and how they went week by week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.investigation.model.crime import CrimeStatus
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules import outcomes
from mips.investigation.schemas.crime_filters import CrimeFilters
from mips.investigation.usecases.crime_filters import NOT_KNOWN
from mips.investigation.usecases.force_board import Span, read_force_board
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.forms import Filters
from mips.web.spoken import in_london

TITLES: Final = {"kind": "Kind of crime", "status": "Status", "outcome": "Outcome", "unit": "Unit"}
A_YEAR: Final = timedelta(days=365)


@pages.page("/force", does=read_force_board)
def force() -> ResponseReturnValue:
    """What was recorded in the last year, unless other filters are given."""
    since = in_london(clock.now()).date() - A_YEAR
    filters = Filters(CrimeFilters(), initial={"recorded_from": since, "counted": True})
    board = read_force_board(current_actor(), where=filters.chosen)
    context = {"titles": TITLES, "said": _said, "to_list": _to_list(filters), "to_span": _to_span(filters)}
    return render_template("investigation/force.html", board=board, filters=filters, **context), filters.status


def _said(name: str, wanted: str) -> str:
    """What a value is called."""
    if wanted == NOT_KNOWN:
        return "None yet" if name == "outcome" else "Not known"
    if name == "status":
        return words(CrimeStatus(wanted)).replace("cps", "CPS")
    title = title_of(outcomes.LIST, wanted) if name == "outcome" else wanted
    return title if title == wanted else f"{wanted} {title}"


def _to_list(filters: Filters) -> Any:
    """Gives the address of the list under the board's filters and these."""
    kept: dict[str, Any] = dict(filters.kept)
    return lambda **more: url_for("investigation.crimes", **{**kept, **more})


def _to_span(filters: Filters) -> Any:
    """The same, for what was recorded in a span and within what the board shows."""
    chosen: Mapping[str, Any] = filters.chosen
    kept: dict[str, Any] = dict(filters.kept)

    def address(span: Span) -> str:
        first = max(span.first, chosen.get("recorded_from") or date.min)
        last = min(span.last, chosen.get("recorded_until") or date.max)
        days = {"recorded_from": first.isoformat(), "recorded_until": last.isoformat()}
        return url_for("investigation.crimes", **{**kept, **days})

    return address
