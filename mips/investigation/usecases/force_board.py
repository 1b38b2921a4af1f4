"""The force's crime counted: by kind, status, outcome and unit, week by week and month by month; one pass over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.investigation.model.line import CrimeLine
from mips.investigation.rules.outcomes import DIVERTED, POSITIVE
from mips.investigation.usecases.crime_filters import NOT_KNOWN, every_condition
from mips.usecase import usecase

_LOCAL: Final = sa.func.timezone("Europe/London", CrimeLine.listed_at)


def _begin(span: str) -> sa.ColumnElement[datetime]:
    return sa.func.date_trunc(sa.literal_column(f"'{span}'"), _LOCAL)


COUNTED_BY: Final[Mapping[str, Any]] = {
    "kind": CrimeLine.kind,
    "status": CrimeLine.status,
    "outcome": CrimeLine.outcome,
    "unit": CrimeLine.unit,
    "month": _begin("month"),
    "week": _begin("week"),
}
TIMES: Final = ("month", "week")


@dataclass(frozen=True)
class Count:
    """How many have one value. `wanted` is what the list's filter takes to show exactly those."""

    value: str
    wanted: str
    count: int


@dataclass(frozen=True)
class Span:
    """How many were recorded from one day to another, both included."""

    first: date
    last: date
    count: int


@dataclass(frozen=True)
class ForceBoard:
    """The counts under a filter: each of `by` adds up to `total`, and so do the months and the weeks."""

    total: int
    by: Mapping[str, Sequence[Count]]
    months: Sequence[Span]
    weeks: Sequence[Span]

    def of_outcome(self, codes: Iterable[str]) -> int:
        """How many have one of these outcomes."""
        wanted = set(codes)
        return sum(each.count for each in self.by["outcome"] if each.wanted in wanted)

    @property
    def positive(self) -> int:
        """Outcomes 1 to 8 (INV-3)."""
        return self.of_outcome(POSITIVE)

    @property
    def diverted(self) -> int:
        """Outcome 22, which is shown apart (INV-3)."""
        return self.of_outcome([DIVERTED])

    @property
    def without(self) -> int:
        """Those that have no outcome yet, which are never counted as having one (INV-3)."""
        return self.of_outcome([NOT_KNOWN])

    @property
    def positive_rate(self) -> float | None:
        """Of those that have an outcome, the share with a positive one; None where none has."""
        finished = self.total - self.without
        return self.positive / finished if finished else None

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_CANCELLATION_READ, verb=Verb.CONSULTED)
def read_force_board(actor: Actor, *, where: Mapping[str, Any] | None = None) -> ForceBoard:
    """Counts of crimes, narrowed as the list is, for those who oversee what the force counts. Nobody is told apart."""
    columns = [column.label(name) for name, column in COUNTED_BY.items()]
    lines = sa.select(*columns).where(*every_condition(actor, where or {})).subquery()
    counted_by = [lines.c[name] for name in COUNTED_BY]
    sets = sa.func.grouping_sets(*(sa.tuple_(column) for column in counted_by))
    which = sa.func.grouping(*counted_by)
    found: dict[str, list[tuple[Any, int]]] = {name: [] for name in COUNTED_BY}
    for *values, left_out, count in db.session.execute(
        sa.select(*counted_by, which, sa.func.count()).select_from(lines).group_by(sets)
    ):
        name = _counted(left_out)
        found[name].append((values[list(COUNTED_BY).index(name)], count))
    by = {name: _largest_first(found[name]) for name in COUNTED_BY if name not in TIMES}
    total = sum(count for _, count in found["status"])
    return ForceBoard(total, by, _spans(found["month"], _month_end), _spans(found["week"], _week_end))


def _counted(left_out: int) -> str:
    """Which column a line counts by: GROUPING() has a bit for each, set where the column is left out."""
    names = list(COUNTED_BY)
    kept = ~left_out & (1 << len(names)) - 1
    return names[len(names) - kept.bit_length()]


def _largest_first(found: Sequence[tuple[str, int]]) -> list[Count]:
    counts = [Count(value, value or NOT_KNOWN, count) for value, count in found]
    return sorted(counts, key=lambda each: (each.wanted == NOT_KNOWN, -each.count, each.value))


def _spans(found: Sequence[tuple[datetime, int]], last: Any) -> list[Span]:
    return sorted(
        (Span(begins.date(), last(begins.date()), count) for begins, count in found), key=lambda each: each.first
    )


def _week_end(first: date) -> date:
    return first + timedelta(days=6)


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
