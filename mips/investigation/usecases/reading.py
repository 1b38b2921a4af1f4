"""Reading crimes: one with everything that hangs on it, and those somebody has a part in."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.england import LONDON
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import Crime, CrimeOutcome, RecordingDecision, SuspectStatus
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.usecases.holding import holders_of
from mips.record.logbook import entries_of
from mips.record.lookup import fetch
from mips.record.model.case import Offence
from mips.record.model.event import Event, Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import Person
from mips.record.model.work import LogEntry
from mips.usecase import usecase
from mips.web.keyset import Page

LOG_ON_PAGE: Final = 50
LOG_SHOWN: Final = 200
ON_A_PERSON: Final = 50


@dataclass(frozen=True)
class CrimePage:
    """A crime and all that its page shows of it."""

    crime: Crime
    place: Place | None
    parties: Sequence[Involvement]
    offences: Sequence[Offence]
    statuses: dict[uuid.UUID, list[SuspectStatus]] = field(default_factory=dict)
    """Person -> the statuses they had, oldest first."""
    entries: Page[LogEntry] | None = None
    """A page of its log. None for those who may not read it, or only the limited form (ROL-3)."""
    incident: ReportedIncident | None = None
    """The report it was recorded from, where there is one that may be seen."""
    beside: Sequence[Crime] = ()
    """The other crimes of that report."""
    holders: Sequence[CrimeAllocation] | None = None
    """Whoever had it, the last first; None for those who may not read its log."""

    @property
    def reference(self) -> str:
        """What a print of it is filed under."""
        return self.crime.reference or ""

    @property
    def log(self) -> Sequence[LogEntry] | None:
        return self.entries.rows if self.entries else None

    @property
    def log_next(self) -> str | None:
        """Where the older entries of the log begin."""
        return self.entries.next_cursor if self.entries else None

    def of(self, part: Part) -> list[Involvement]:
        return [each for each in self.parties if each.part == part]

    def shown(self) -> Iterator[Crime]:
        yield self.crime
        yield from self.beside


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def read_crime(actor: Actor, *, crime_id: uuid.UUID, after: str | None = None) -> CrimePage:
    """One crime with its people, offences, outcomes and, for those who may read it, a page of its log.

    `after`: where in the log the page begins.
    """
    return _page(actor, crime_id, after=after)


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.DISCLOSED)
def print_crime_report(actor: Actor, *, crime_id: uuid.UUID) -> CrimePage:
    """The same as a crime report on paper."""
    return _page(actor, crime_id, size=LOG_SHOWN)


def _page(actor: Actor, crime_id: uuid.UUID, *, after: str | None = None, size: int = LOG_ON_PAGE) -> CrimePage:
    crime = fetch(
        Crime,
        crime_id,
        joinedload(Crime.officer_in_case),
        selectinload(Crime.outcomes).options(
            joinedload(CrimeOutcome.decided_by), joinedload(CrimeOutcome.signed_off_by)
        ),
        selectinload(Crime.decisions).joinedload(RecordingDecision.decided_by),
        selectinload(Crime.flags),
    )
    parties = sa.select(Involvement).where(Involvement.event_id == crime.id, Involvement.ended_at.is_(None))
    offences = sa.select(Offence).where(Offence.crime_id == crime.id)
    return CrimePage(
        crime,
        place_of(crime),
        db.session.scalars(parties.options(joinedload(Involvement.party)).order_by(Involvement.id)).all(),
        db.session.scalars(offences.options(joinedload(Offence.person)).order_by(Offence.sequence, Offence.id)).all(),
        _statuses(crime),
        entries_of(crime.id, after=after, size=size) if actor.sees_all_of(Permission.INVESTIGATION_LOG_READ) else None,
        _incident(crime),
        db.session.scalars(_beside(crime)).all() if crime.incident_id else (),
        holders_of(crime.id) if actor.sees_all_of(Permission.INVESTIGATION_LOG_READ) else None,
    )


@dataclass(frozen=True)
class PartTaken:
    """A crime and the part somebody has in it."""

    crime: Crime
    part: Part
    status: str


@dataclass(frozen=True)
class CrimesOfPerson:
    """The crimes somebody has a part in."""

    parts: Sequence[PartTaken]

    def shown(self) -> Iterator[Crime]:
        return (each.crime for each in self.parts)


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_crimes_of(actor: Actor, *, person_id: uuid.UUID) -> CrimesOfPerson:
    """The newest crimes a person is a victim, witness or suspect of."""
    fetch(Person, person_id)
    parts = (
        sa.select(Crime, Involvement.part, Involvement.status)
        .join(Involvement, Involvement.event_id == Crime.id)
        .where(Involvement.party_id == person_id, Involvement.ended_at.is_(None))
    )
    rows = db.session.execute(parts.order_by(Crime.id.desc()).limit(ON_A_PERSON))
    return CrimesOfPerson([PartTaken(crime, part, status) for crime, part, status in rows])


def starts(day: date, *, days: int = 0) -> datetime:
    """The midnight, in London, at which a day begins, or another so many `days` later."""
    return datetime.combine(day + timedelta(days=days), time(), tzinfo=LONDON)


def place_of(event: Event) -> Place | None:
    """Where it happened; None when that is not known or may not be seen."""
    return db.session.scalars(sa.select(Place).where(Place.id == event.place_id)).first() if event.place_id else None


def _incident(crime: Crime) -> ReportedIncident | None:
    if crime.incident_id is None:
        return None
    return db.session.scalars(sa.select(ReportedIncident).where(ReportedIncident.id == crime.incident_id)).first()


def _beside(crime: Crime) -> sa.Select[Crime]:
    others = sa.select(Crime).where(Crime.incident_id == crime.incident_id, Crime.id != crime.id)
    return others.order_by(Crime.id).limit(ON_A_PERSON)


def _statuses(crime: Crime) -> dict[uuid.UUID, list[SuspectStatus]]:
    found = defaultdict(list)
    of_it = sa.select(SuspectStatus).where(SuspectStatus.crime_id == crime.id)
    for row in db.session.scalars(of_it.options(joinedload(SuspectStatus.set_by)).order_by(SuspectStatus.id)):
        found[row.person_id].append(row)
    return dict(found)


def log_of(event: Event) -> Sequence[LogEntry]:
    """The newest lines of its log, the latest first."""
    of_it = sa.select(LogEntry).where(LogEntry.entity_id == event.id).options(joinedload(LogEntry.author))
    return db.session.scalars(of_it.order_by(LogEntry.at.desc(), LogEntry.id.desc()).limit(LOG_SHOWN)).all()
