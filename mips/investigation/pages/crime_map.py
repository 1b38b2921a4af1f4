"""The map of crimes, drawn by script from one operation; below it, or without script instead, the latest of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.crimes import COLUMNS
from mips.investigation.schemas.crime_filters import CrimeFilters
from mips.investigation.usecases.listing import list_crimes
from mips.web.endpoints import current_actor
from mips.web.forms import Filters
from mips.web.spoken import in_london

A_MONTH: Final = timedelta(days=30)


@pages.page("/map", does=list_crimes)
def crime_map() -> ResponseReturnValue:
    """What was recorded in the last thirty days, unless other filters are given."""
    since = in_london(clock.now()).date() - A_MONTH
    filters = Filters(CrimeFilters(), initial={"recorded_from": since})
    found = list_crimes(current_actor(), **filters.chosen)
    kept: dict[str, Any] = dict(filters.kept)
    return render_template(
        "investigation/crime_map.html",
        found=found,
        filters=filters,
        columns=COLUMNS,
        to_list=url_for("investigation.crimes", **kept),
        points=url_for("investigation_api.get_crime_points", **kept),
    ), filters.status
