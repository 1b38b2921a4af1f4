"""What a person's timeline is made of: dated facts, which each domain gives of its own, a stretch at a time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, SQLColumnExpression, Uuid, cast, func, tuple_

from mips.core.db import Base, UtcDateTime

Rows = Select[*tuple[Any, ...]]
Place = tuple[datetime, uuid.UUID]
"""Where a line stands in the order of a timeline: when it happened, then the row that says it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One fact about a person. `id` is the row that says it, `row` the record it stands in, which is linked to."""

    id: uuid.UUID
    at: datetime
    title: str
    row: Base
    precision: str = "minute"
    """How exactly `at` is known: minute, day, month, year or circa."""
    entered_at: datetime | None = None
    by: str = ""
    text: str = ""
    tag: str = ""
    """What sort of fact it is, in a word or two; the kind's own title where empty."""
    kind: str = ""
    """The key of the domain's offer, which the reader of the timeline fills in."""

    @property
    def place(self) -> Place:
        return self.at, self.id


@dataclass(frozen=True)
class Stretch:
    """As much of a timeline as is asked for: so many lines beyond a place, towards the past, or `back` from it."""

    size: int
    beyond: Place | None = None
    back: bool = False

    def of(self, rows: Rows, at: SQLColumnExpression[Any], row_id: SQLColumnExpression[uuid.UUID]) -> Rows:
        """The rows within this stretch, and one more, each with its `at` as the last column."""
        if self.beyond is not None:
            here, there = tuple_(at, row_id), tuple_(*self.beyond, types=[UtcDateTime(), Uuid()])
            rows = rows.where(here > there if self.back else here < there)
        order = (at.asc(), row_id.asc()) if self.back else (at.desc(), row_id.desc())
        return rows.add_columns(at.label("at")).order_by(*order).limit(self.size + 1)


def midday(day: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Where a fact of which only the day is known stands among those of that day: at noon in London."""
    local = cast(day, DateTime()) + func.make_interval(0, 0, 0, 0, 12)
    return func.timezone("Europe/London", local, type_=UtcDateTime())
