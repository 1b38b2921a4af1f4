"""The list of crimes under its filters: a page of it, and how many there are."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.model.line import CrimeLine
from mips.investigation.rules.ages import Age
from mips.investigation.usecases.crime_filters import (
    Condition,
    Where,
    asks_when_it_happened,
    conditions,
    happened,
    ordered_by,
)
from mips.usecase import usecase
from mips.web.keyset import Page, paged

COUNTED_TO: Final = 1_000
"""Counting further would take longer than the list itself."""


@dataclass(frozen=True)
class CrimeList:
    """A page of crimes, and how many there are in all: exact to COUNTED_TO."""

    page: Page[Crime]
    found: int

    @property
    def count(self) -> int:
        return min(self.found, COUNTED_TO)

    @property
    def more(self) -> bool:
        """There are more than `count`."""
        return self.found > COUNTED_TO

    @property
    def rows(self) -> Sequence[Crime]:
        return self.page.rows

    def shown(self) -> Sequence[Crime]:
        return self.page.rows


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_crimes(
    actor: Actor,
    *,
    number: str | None = None,
    kind: str | None = None,
    status: CrimeStatus | None = None,
    area: str | None = None,
    place: uuid.UUID | None = None,
    unit: str | None = None,
    officer: uuid.UUID | None = None,
    mine: bool = False,
    flag: str | None = None,
    outcome: str | None = None,
    positive: bool = False,
    counted: bool = False,
    age: Age | None = None,
    recorded_from: date | None = None,
    recorded_until: date | None = None,
    since: date | None = None,
    until: date | None = None,
    after: str | None = None,
) -> CrimeList:
    """Crimes under filters, as crime_filters.conditions takes them: the last recorded first.

    `since`, `until`: days on which it may have happened; then what happened last comes first.
    """
    where: dict[str, Any] = {
        "number": number,
        "kind": kind,
        "status": status,
        "area": area,
        "place": place,
        "unit": unit,
        "officer": officer,
        "mine": mine,
        "flag": flag,
        "outcome": outcome,
        "positive": positive,
        "counted": counted,
        "age": age,
        "recorded_from": recorded_from,
        "recorded_until": recorded_until,
        "since": since,
        "until": until,
    }
    near, lasting = selected(actor, where)
    by = (ordered_by(where).desc(), CrimeLine.id.desc())
    ids = paged(db.session, near, beside=lasting, by=by, after=after)
    page = Page(_crimes(ids.rows), ids.next_cursor, ids.previous_cursor)
    return CrimeList(page, _counted(by, near, lasting))


Ids = sa.Select[Any]


def selected(actor: Actor, where: Where) -> tuple[Ids, Ids | None]:
    """The ids of those crimes; where it is asked when they happened, of those that lasted long apart."""
    every = list(conditions(actor, where))
    if not asks_when_it_happened(where):
        return _ids(every), None
    near, lasting = happened(where)
    return _ids([*every, *near]), _ids([*every, *lasting]) if lasting is not None else None


def _ids(every: Sequence[Condition]) -> Ids:
    return sa.select(CrimeLine.id.label("id")).where(*every)


def _crimes(ids: Sequence[uuid.UUID]) -> list[Crime]:
    """Those crimes, in that order."""
    if not ids:
        return []
    wanted = sa.select(Crime).where(Crime.id.in_(ids)).options(joinedload(Crime.officer_in_case))
    found = {crime.id: crime for crime in db.session.scalars(wanted)}
    return [found[each] for each in ids if each in found]


def _counted(by: Sequence[Any], *parts: Ids | None) -> int:
    """How many there are, no further than one more than is counted, found in the order and by the index of the list."""
    few = [part.order_by(*by).limit(COUNTED_TO + 1).subquery() for part in parts if part is not None]
    counts: list[Any] = [sa.select(sa.func.count()).select_from(each).scalar_subquery() for each in few]
    return db.session.scalar(sa.select(sum(counts[1:], counts[0]))) or 0
