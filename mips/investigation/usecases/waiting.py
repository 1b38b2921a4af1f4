"""Reports that nobody has decided on, the first to breach first, and how many of each unit breach when (NC-4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.model import Team
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules.breaches import A_SHIFT, Breach, Span, spans
from mips.investigation.usecases.units import of_unit
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class UnitForecast:
    """How many reports of one unit breach when."""

    unit: str
    counts: Mapping[Breach, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Waiting:
    """A page of the list, and the forecast of which its rows are."""

    page: Page[ReportedIncident]
    units: Sequence[UnitForecast]
    hours: int

    @property
    def total(self) -> UnitForecast:
        return UnitForecast("All", {each: sum(unit.counts[each] for unit in self.units) for each in Breach})

    @property
    def lines(self) -> Sequence[UnitForecast]:
        """One for each unit, and their sum where there are several."""
        return [*self.units, self.total] if len(self.units) > 1 else self.units

    def shown(self) -> Sequence[ReportedIncident]:
        return self.page.rows


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_waiting(
    actor: Actor,
    *,
    unit: str | None = None,
    breach: Breach | None = None,
    hours: int | None = None,
    after: str | None = None,
) -> Waiting:
    """What waits for a decision, the first to breach first, with the forecast over all of it as this actor sees it.

    `hours`: how far ahead the forecast looks, a shift unless said. `unit`, `breach`: only those of one count.
    """
    ahead, now = hours or A_SHIFT, clock.now()
    incidents = sa.select(ReportedIncident).where(ReportedIncident.decided_at.is_(None))
    if unit:
        incidents = incidents.outerjoin(Team, Team.id == ReportedIncident.team_id).where(of_unit == unit)
    if breach:
        incidents = incidents.where(_within(spans(now, ahead)[breach]))
    page = paged(db.session, incidents, by=(ReportedIncident.decide_by, ReportedIncident.id), after=after)
    return Waiting(page, list(_forecast(now, ahead)), ahead)


def _forecast(now: datetime, hours: int) -> Iterator[UnitForecast]:
    counts = [sa.func.count().filter(_within(span)) for span in spans(now, hours).values()]
    by_unit = (
        sa.select(of_unit, *counts)
        .select_from(ReportedIncident)
        .outerjoin(Team, Team.id == ReportedIncident.team_id)
        .where(ReportedIncident.decided_at.is_(None))
        .group_by(of_unit)
        .order_by(of_unit)
    )
    for unit, *numbers in db.session.execute(by_unit):
        yield UnitForecast(unit, dict(zip(Breach, numbers, strict=True)))


def _within(span: Span) -> Any:
    begins, ends = span
    conditions = [] if begins is None else [ReportedIncident.decide_by >= begins]
    return sa.and_(*conditions, *([] if ends is None else [ReportedIncident.decide_by < ends]))
