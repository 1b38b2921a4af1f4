"""Reading reports: one with its decisions, and the list of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.investigation.model.crime import Crime
from mips.investigation.model.incident import IncidentDecision, ReportedIncident
from mips.investigation.rules.incidents import Standing
from mips.investigation.usecases.reading import log_of, place_of, starts
from mips.record.lookup import fetch
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.work import LogEntry
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class IncidentPage:
    """A report and all that its page shows of it."""

    incident: ReportedIncident
    place: Place | None
    parties: Sequence[Involvement]
    crimes: Sequence[Crime]
    log: Sequence[LogEntry] | None
    """None for those who may not read it, or only the limited form (ROL-3)."""

    def of(self, part: Part) -> list[Involvement]:
        return [each for each in self.parties if each.part == part]

    def shown(self) -> Iterable[Base]:
        return [self.incident, *self.crimes]


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def read_incident(actor: Actor, *, incident_id: uuid.UUID) -> IncidentPage:
    """One report with who is in it, what was decided of it, and the crimes recorded from it."""
    decided = selectinload(ReportedIncident.decisions).options(
        joinedload(IncidentDecision.decided_by), joinedload(IncidentDecision.crime)
    )
    incident = fetch(ReportedIncident, incident_id, decided, selectinload(ReportedIncident.transfers))
    parties = sa.select(Involvement).where(Involvement.event_id == incident.id, Involvement.ended_at.is_(None))
    return IncidentPage(
        incident,
        place_of(incident),
        db.session.scalars(parties.options(joinedload(Involvement.party)).order_by(Involvement.id)).all(),
        db.session.scalars(crimes_of(incident.id)).all(),
        log_of(incident) if actor.sees_all_of(Permission.INVESTIGATION_LOG_READ) else None,
    )


def crimes_of(incident_id: uuid.UUID) -> sa.Select[Crime]:
    """The crimes recorded from one report, in the order of their numbers."""
    return sa.select(Crime).where(Crime.incident_id == incident_id).order_by(Crime.id)


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_incidents(
    actor: Actor,
    *,
    number: str | None = None,
    standing: Standing | None = None,
    category: str | None = None,
    since: date | None = None,
    until: date | None = None,
    n100: bool = False,
    late: bool = False,
    after: str | None = None,
) -> Page[ReportedIncident]:
    """Reports, the last entered first. `number`: how the incident's or the control room's number begins; `since`,
    `until`: days it was reported on; `n100`: those in that register, reported rapes that are not recorded (NC-7);
    `late`: decided on after their 24 hours (NC-4).
    """
    incidents = sa.select(ReportedIncident)
    for condition in _conditions(number, standing, category, since, until, n100, late):
        incidents = incidents.where(condition)
    return paged(db.session, incidents, by=(ReportedIncident.id.desc(),), after=after)


def _conditions(
    number: str | None,
    standing: Standing | None,
    category: str | None,
    since: date | None,
    until: date | None,
    n100: bool,
    late: bool,
) -> Iterator[Any]:
    if number:
        yield sa.or_(
            ReportedIncident.reference.startswith(number.upper(), autoescape=True),
            ReportedIncident.control_room.startswith(number, autoescape=True),
        )
    if standing:
        yield ReportedIncident.standing == standing
    if category:
        yield ReportedIncident.category == category
    if since:
        yield ReportedIncident.reported_at >= starts(since)
    if until:
        yield ReportedIncident.reported_at < starts(until, days=1)
    if n100:
        yield ReportedIncident.rape
        yield ReportedIncident.standing.not_in((Standing.UNDECIDED, Standing.CRIME))
    if late:
        yield ReportedIncident.decided_at > ReportedIncident.decide_by
