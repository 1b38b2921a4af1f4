"""How many stop and searches there were, by age, gender, ethnicity, power, object and outcome; one pass over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.usecases.search_filters import COLUMNS, NOT_KNOWN, conditions
from mips.usecase import usecase


@dataclass(frozen=True)
class Figure:
    """How many have one value. `wanted` is what the list's filter takes to show exactly those."""

    value: str
    wanted: str
    count: int


@dataclass(frozen=True)
class SearchFigures:
    """The counts under a filter, each of `by` adding up to `total`."""

    total: int
    by: Mapping[str, Sequence[Figure]]

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_STOP_SEARCH_READ, verb=Verb.CONSULTED)
def count_searches(actor: Actor, *, where: Mapping[str, Any] | None = None) -> SearchFigures:
    """Counts of stop and searches, narrowed as the list is. Nobody is told apart in them."""
    columns = list(COLUMNS.values())
    sets = sa.func.grouping_sets(*(sa.tuple_(column) for column in columns))
    which = sa.func.grouping(*columns).label("which")
    counted = (
        sa.select(*columns, which, sa.func.count(StopSearch.id)).where(*conditions(actor, where or {})).group_by(sets)
    )
    found: dict[str, list[Figure]] = {name: [] for name in COLUMNS}
    for *values, left_out, count in db.session.execute(counted):
        place, name = _counted(left_out)
        found[name].append(Figure(values[place] or "Not known", values[place] or NOT_KNOWN, count))
    for figures in found.values():
        figures.sort(key=lambda each: (each.wanted == NOT_KNOWN, -each.count, each.value))
    return SearchFigures(sum(each.count for each in found["gender"]), found)


def _counted(left_out: int) -> tuple[int, str]:
    """Which column a line counts by: GROUPING() has a bit for each, set where the column is left out."""
    names = list(COLUMNS)
    kept = ~left_out & (1 << len(names)) - 1
    place = len(names) - kept.bit_length()
    return place, names[place]
