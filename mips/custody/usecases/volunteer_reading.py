"""Showing voluntary attendances: one with its log, those of a suite today, those of a person, and its notices."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.timeline import Line, Stretch
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import LONDON, day_of
from mips.custody.model.suite import Suite
from mips.custody.model.volunteer import Volunteer, VolunteerInterview, VolunteerLeave, VolunteerOffence
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_arrival import C_3_21, S60B
from mips.custody.rules.volunteers import Outcome, adult_needed
from mips.custody.usecases.reading import is_child
from mips.record.logbook import entries_of
from mips.record.lookup import fetch
from mips.record.model.event import Event
from mips.record.model.work import LogEntry
from mips.usecase import usecase
from mips.web.keyset import Page, paged


class VolunteerView(StrEnum):
    """Which voluntary attendances a list shows."""

    TODAY = "today"
    PLANNED = "planned"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return {"today": "Today", "planned": "Planned", "undecided": "Left, to be decided"}[self.value]


@dataclass(frozen=True)
class VolunteerRecord:
    """One attendance as it is shown."""

    volunteer: Volunteer
    at: datetime
    entries: Page[LogEntry]

    @property
    def child(self) -> bool:
        return is_child(self.volunteer.person, self.at)

    @property
    def adult_needed(self) -> bool:
        return adult_needed(child=self.child, vulnerable=self.volunteer.vulnerable)

    @property
    def running(self) -> VolunteerInterview | None:
        return next((each for each in self.volunteer.interviews if each.ended_at is None), None)

    def shown(self) -> Iterable[Base]:
        return [self.volunteer]


@dataclass(frozen=True)
class VolunteerList:
    """A page of attendances. `suite`: only of that one."""

    view: VolunteerView
    at: datetime
    page: Page[Volunteer]
    suite: Suite | None = None

    def shown(self) -> Iterable[Base]:
        return self.page.rows

    def child(self, volunteer: Volunteer) -> bool:
        return is_child(volunteer.person, self.at)


@dataclass(frozen=True)
class VolunteerNotice:
    """What a notice to a volunteer says."""

    volunteer: Volunteer

    @property
    def reference(self) -> str:
        return self.volunteer.reference or ""

    def shown(self) -> Iterable[Base]:
        return [self.volunteer]


@usecase(Permission.CUSTODY_VOLUNTARY_READ, verb=Verb.CONSULTED)
def read_volunteer(actor: Actor, *, volunteer_id: uuid.UUID, after: str | None = None) -> VolunteerRecord:
    """One attendance with its log, a page at a time, the latest first."""
    volunteer = fetch(Volunteer, volunteer_id, *_whole())
    return VolunteerRecord(volunteer, clock.now(), entries_of(volunteer_id, after=after))


@usecase(Permission.CUSTODY_VOLUNTARY_READ, verb=Verb.CONSULTED)
def list_volunteers(
    actor: Actor,
    *,
    view: VolunteerView = VolunteerView.TODAY,
    suite_id: uuid.UUID | None = None,
    after: str | None = None,
) -> VolunteerList:
    """Who attends voluntarily: today, whoever is still here among them; planned; or left and not decided."""
    now, suite = clock.now(), fetch(Suite, suite_id) if suite_id else None
    found = _of_view(view, now).options(*_listed())
    if suite_id:
        found = found.where(Volunteer.suite_id == suite_id)
    return VolunteerList(view, now, paged(db.session, found, by=[Event.occurred_from, Event.id], after=after), suite)


@usecase(Permission.CUSTODY_VOLUNTARY_READ, verb=Verb.CONSULTED)
def list_attendances_of(actor: Actor, *, person_id: uuid.UUID) -> list[Volunteer]:
    """Every time somebody attended voluntarily or was to, the latest first."""
    of_person = select(Volunteer).where(Volunteer.person_id == person_id).order_by(Event.occurred_from.desc())
    return list(db.session.scalars(of_person.options(joinedload(Volunteer.suite))))


@usecase(Permission.CUSTODY_VOLUNTARY_READ, verb=Verb.DISCLOSED)
def print_volunteer_notice(actor: Actor, *, volunteer_id: uuid.UUID) -> VolunteerNotice:
    """The notice for somebody who is to be interviewed voluntarily: when, where, about what, their rights."""
    volunteer = fetch(Volunteer, volunteer_id, *_whole())
    if volunteer.outcome is not None:
        raise refused("This attendance is over: the notice is for before it", C_3_21)
    return VolunteerNotice(volunteer)


@usecase(Permission.CUSTODY_VOLUNTARY_READ, verb=Verb.DISCLOSED)
def print_volunteer_no_action(actor: Actor, *, volunteer_id: uuid.UUID) -> VolunteerNotice:
    """That somebody who was interviewed and never arrested is not to be prosecuted. PACE 1984 s.60B."""
    volunteer = fetch(Volunteer, volunteer_id, *_whole())
    if not volunteer.interviews or volunteer.outcome not in (None, Outcome.LEFT, Outcome.NO_ACTION):
        raise refused(
            "Written notice of no prosecution is for somebody who was interviewed and is not dealt with otherwise", S60B
        )
    return VolunteerNotice(volunteer)


def volunteers_here(suite_id: uuid.UUID | ColumnElement[uuid.UUID]) -> Select[int]:
    """How many volunteers are in a suite's station now, as a select to stand inside another."""
    here = select(func.count(Volunteer.id)).where(Volunteer.suite_id == suite_id)
    return here.where(Volunteer.began_at.is_not(None), Volunteer.outcome.is_(None))


def volunteer_lines(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """When somebody attended voluntarily, for their timeline."""
    found = select(Volunteer).where(Volunteer.person_id == person_id, Volunteer.began_at.is_not(None))
    for volunteer, at in db.session.execute(stretch.of(found.options(*_listed()), Volunteer.began_at, Volunteer.id)):
        about = f" about {volunteer.summary}" if volunteer.summary else ""
        yield Line(
            id=volunteer.id,
            at=at,
            title=f"Attended {volunteer.where} voluntarily{about}",
            row=volunteer,
            entered_at=volunteer.created_at,
            by=volunteer.officer.name,
            tag=volunteer.reference or "",
        )


def _of_view(view: VolunteerView, now: datetime) -> Select[Volunteer]:
    found = select(Volunteer)
    if view is VolunteerView.UNDECIDED:
        return found.where(Volunteer.outcome == Outcome.LEFT)
    midnight = datetime.combine(day_of(now), time(), tzinfo=LONDON)
    tomorrow = datetime.combine(day_of(now) + timedelta(days=1), time(), tzinfo=LONDON)
    if view is VolunteerView.PLANNED:
        return found.where(Volunteer.began_at.is_(None), Volunteer.outcome.is_(None))
    of_today = and_(Event.occurred_from >= midnight, Event.occurred_from < tomorrow)
    here = and_(Volunteer.began_at.is_not(None), Volunteer.outcome.is_(None))
    return found.where(or_(of_today, here))


def _listed() -> Sequence[Any]:
    return (joinedload(Volunteer.person), joinedload(Volunteer.suite), joinedload(Volunteer.officer))


def _whole() -> tuple[Any, ...]:
    return (
        *_listed(),
        joinedload(Volunteer.decided_by),
        selectinload(Volunteer.held_about).joinedload(VolunteerOffence.offence),
        selectinload(Volunteer.interviews).options(
            joinedload(VolunteerInterview.by), selectinload(VolunteerInterview.breaks)
        ),
        selectinload(Volunteer.leave).joinedload(VolunteerLeave.by),
    )
