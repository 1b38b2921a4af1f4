"""Counting a return: one row for each thing counted, grouped to its figures, or listed behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.investigation.usecases.reading import starts
from mips.returns.offered import Asked, Rows

Select = sa.Select[Any]


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What a return counts. `by` are its columns that say what a row is of, in order, each giving text."""

    source: Select
    """From what and which; without columns."""
    by: Mapping[str, Any]
    record: Any
    """Id of the record that a line leads to."""
    line: Any = field(default_factory=lambda: sa.literal("", sa.Text()))
    """Text that tells apart what leads to the same record."""
    measured: Any = None
    """A number of each line, of which the figures beside the count are made."""

    def each(self) -> sa.Subquery:
        """A row for each thing counted."""
        named = [column.label(name) for name, column in self.by.items()]
        lead = [self.record.label("record_id"), sa.cast(self.line, sa.Text()).label("line")]
        measured = [] if self.measured is None else [self.measured.label("measured")]
        return self.source.add_columns(*named, *lead, *measured).subquery()


Figures = Callable[[sa.Subquery], Sequence[Any]]
"""The figures of a row beside the count, of the lines it groups."""
Order = Mapping[str, Sequence[str]]
"""Columns whose values are not in the order of their letters."""


def grouped(lines: Lines, *, order: Order, figures: Figures | None = None) -> Rows:
    """The lines counted by their columns, in a settled order."""
    each = lines.each()
    by = [each.c[name] for name in lines.by]
    counted = sa.select(*by, sa.func.count(), *(figures(each) if figures else ())).group_by(*by)
    rows = db.session.execute(counted, execution_options=dict(UNSEEN_TOO)).all()
    places = [{value: place for place, value in enumerate(order.get(name, ()))} for name in lines.by]
    return sorted(
        (tuple(row) for row in rows),
        key=lambda row: [(place.get(value, len(place)), value) for place, value in zip(places, row, strict=False)],
    )


def listed(lines: Lines, of: Sequence[str]) -> Select:
    """The lines of the rows that begin with these values, as `record_id` and `line`."""
    each = lines.each()
    wanted = [each.c[name] == value for name, value in zip(lines.by, of, strict=False)]
    return sa.select(each.c.record_id, each.c.line).where(*wanted)


def within(moment: Any, asked: Asked) -> tuple[Any, Any]:
    """In the period, by the day in London."""
    return moment >= begins(asked), moment < ends(asked)


def begins(asked: Asked) -> datetime:
    return starts(asked.period.first)


def ends(asked: Asked) -> datetime:
    return starts(asked.period.last, days=1)
