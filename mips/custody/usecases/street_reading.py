"""Showing street bail: one with its log, who is due and overdue, those of a person, and its notices."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.timeline import Line, Stretch
from mips.core import clock, db
from mips.core.db import Base
from mips.custody.model.street_bail import StreetBail, StreetBailOffence
from mips.custody.model.suite import Suite
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_street_bail import S30B_1, S30C_1
from mips.custody.rules.street_bail import Purpose, StreetEnd
from mips.custody.usecases.reading import is_child
from mips.record.logbook import entries_of
from mips.record.lookup import fetch
from mips.record.model.event import Event
from mips.record.model.work import LogEntry
from mips.usecase import usecase
from mips.web.keyset import Page, paged


class StreetView(StrEnum):
    """Which street bails a list shows."""

    DUE = "due"
    WAITING = "waiting"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {"due": "Due and overdue", "waiting": "Notice still to give", "ended": "Ended"}[self.value]


@dataclass(frozen=True)
class StreetRecord:
    """One street bail as it is shown or printed."""

    bail: StreetBail
    at: datetime
    entries: Page[LogEntry]

    @property
    def child(self) -> bool:
        return is_child(self.bail.person, self.at)

    @property
    def overdue(self) -> bool:
        return self.bail.out and self.bail.due_at < self.at

    @property
    def purposes(self) -> list[str]:
        return [Purpose(each).label for each in self.bail.purposes]

    @property
    def reference(self) -> str:
        return self.bail.reference or ""

    def shown(self) -> Iterable[Base]:
        return [self.bail]


@dataclass(frozen=True)
class StreetList:
    """A page of street bails. `suite`: only those to attend there."""

    view: StreetView
    at: datetime
    page: Page[StreetBail]
    suite: Suite | None = None

    def shown(self) -> Iterable[Base]:
        return self.page.rows

    def child(self, bail: StreetBail) -> bool:
        return is_child(bail.person, self.at)


@usecase(Permission.CUSTODY_STREET_BAIL_READ, verb=Verb.CONSULTED)
def read_street_bail(actor: Actor, *, street_bail_id: uuid.UUID, after: str | None = None) -> StreetRecord:
    """One street bail with its log, a page at a time, the latest first."""
    bail = fetch(StreetBail, street_bail_id, *_whole())
    return StreetRecord(bail, clock.now(), entries_of(street_bail_id, after=after))


@usecase(Permission.CUSTODY_STREET_BAIL_READ, verb=Verb.CONSULTED)
def list_street_bails(
    actor: Actor,
    *,
    view: StreetView = StreetView.DUE,
    suite_id: uuid.UUID | None = None,
    mine: bool = False,
    after: str | None = None,
) -> StreetList:
    """Who is out on street bail, by when they are due; who has no notice yet; whose is over. `mine`: given by oneself.

    PACE 1984 s.30A, s.30B.
    """
    found = _of_view(view).options(*_listed())
    if suite_id:
        found = found.where(StreetBail.suite_id == suite_id)
    if mine:
        found = found.where(StreetBail.officer_id == actor.id)
    by: SQLColumnExpression[Any] = StreetBail.attend_at if view is StreetView.DUE else StreetBail.granted_at
    rows = paged(db.session, found, by=[by, Event.id], after=after)
    return StreetList(view, clock.now(), rows, fetch(Suite, suite_id) if suite_id else None)


@usecase(Permission.CUSTODY_STREET_BAIL_READ, verb=Verb.CONSULTED)
def list_street_bails_of(actor: Actor, *, person_id: uuid.UUID) -> list[StreetBail]:
    """Every street bail of somebody, the latest first."""
    of_person = select(StreetBail).where(StreetBail.person_id == person_id).order_by(StreetBail.granted_at.desc())
    return list(db.session.scalars(of_person.options(*_listed())))


@usecase(Permission.CUSTODY_STREET_BAIL_READ, verb=Verb.DISCLOSED)
def print_street_notice(actor: Actor, *, street_bail_id: uuid.UUID) -> StreetRecord:
    """The notice of a release in the street: offence, grounds, on bail or not; when, where, conditions. s.30B."""
    bail = fetch(StreetBail, street_bail_id, *_whole())
    if bail.ended_at is not None and bail.on_bail:
        raise refused("This bail is over: the notice is for before it", S30B_1)
    return StreetRecord(bail, clock.now(), Page([]))


@usecase(Permission.CUSTODY_STREET_BAIL_READ, verb=Verb.DISCLOSED)
def print_street_excused(actor: Actor, *, street_bail_id: uuid.UUID) -> StreetRecord:
    """The notice that somebody need not attend. PACE 1984 s.30C(1)."""
    bail = fetch(StreetBail, street_bail_id, *_whole())
    if bail.ended_by not in (None, StreetEnd.EXCUSED):
        raise refused("They attended, or never had to: no notice says that they need not", S30C_1)
    return StreetRecord(bail, clock.now(), Page([]))


def street_lines(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """When somebody was given street bail, for their timeline."""
    found = select(StreetBail).where(StreetBail.person_id == person_id).options(*_listed())
    for bail, at in db.session.execute(stretch.of(found, StreetBail.granted_at, StreetBail.id)):
        yield Line(
            id=bail.id,
            at=at,
            title=f"{bail.what} at {bail.arrest_place} for {bail.summary}",
            row=bail,
            entered_at=bail.created_at,
            by=bail.officer.name,
            tag=bail.reference or "",
        )


def _of_view(view: StreetView) -> Select[StreetBail]:
    found = select(StreetBail)
    if view is StreetView.ENDED:
        return found.where(StreetBail.ended_at.is_not(None))
    released = StreetBail.released_at.is_not(None) if view is StreetView.DUE else StreetBail.released_at.is_(None)
    return found.where(StreetBail.ended_at.is_(None), released)


def _listed() -> Sequence[Any]:
    return (joinedload(StreetBail.person), joinedload(StreetBail.suite), joinedload(StreetBail.officer))


def _whole() -> tuple[Any, ...]:
    return (
        *_listed(),
        joinedload(StreetBail.authorised_by),
        selectinload(StreetBail.arrested_for).joinedload(StreetBailOffence.offence),
    )
