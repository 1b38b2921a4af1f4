"""Showing custody records: one in full, what a person's page says of custody, and what other domains ask."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.custody.model.care import CellStay, Review, Right, RightAction
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.other_hold import OtherHold
from mips.custody.model.suite import Suite
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.mentions import Mention
from mips.custody.rules.progress import Step, Waiting, next_step, steps
from mips.custody.rules.standing import Standing
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.clocks import progress_of, standing_of
from mips.custody.usecases.other_holds import hold_of
from mips.record.logbook import entries_of
from mips.record.lookup import fetch
from mips.record.model.case import Offence
from mips.record.model.person import Person, Precision, WarningMarker
from mips.record.model.work import LogEntry
from mips.record.usecases.markers import without_health
from mips.record.usecases.person_page import markers_in_force
from mips.usecase import usecase
from mips.web.keyset import Page

_ADULT: Final = 18


@dataclass(frozen=True)
class CustodyRecord:
    """A custody record as somebody may see it. `limited`: identity and clock only, nothing that was written down."""

    detention: Detention
    standing: Standing
    steps: Sequence[Waiting]
    entries: Page[LogEntry]
    limited: bool
    hold: OtherHold | None = None
    """The warrant, recall or other power they came in on; None for an arrest."""
    said: Sequence[Mention] = ()
    """What the whiteboard says of them."""

    @property
    def next(self) -> Step | None:
        """The one thing to do now."""
        return next_step(progress_of(self.detention, self.standing))

    @property
    def child(self) -> bool:
        return is_child(self.detention.person, self.detention.arrived_at)

    @property
    def markers(self) -> list[WarningMarker]:
        return markers_shown(self.detention.person, limited=self.limited)

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_custody_record(actor: Actor, *, detention_id: uuid.UUID, after: str | None = None) -> CustodyRecord:
    """The whole record; for roles with the limited form, without log, rights and reviews (ROL-3).

    The log comes a page at a time, the latest first; `after` is where to go on.
    """
    return _record(actor, detention_id, lambda: entries_of(detention_id, after=after))


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_custody_record(actor: Actor, *, detention_id: uuid.UUID) -> CustodyRecord:
    """The record as it is printed and handed out, with all of its log."""
    return _record(actor, detention_id, lambda: Page(_whole_log(detention_id)))


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def list_detentions_of(actor: Actor, *, person_id: uuid.UUID) -> list[Detention]:
    """Every time somebody was in custody, the latest first."""
    of_person = select(Detention).where(Detention.person_id == person_id).order_by(Detention.arrived_at.desc())
    whole = (joinedload(Detention.suite), joinedload(Detention.person), selectinload(Detention.offences))
    return list(db.session.scalars(of_person.options(*whole, selectinload(Detention.facts))).unique())


def is_child(person: Person | None, at: datetime) -> bool:
    """Under 18 then, or perhaps so where the date of birth is not exact. PACE 1984 s.37(15)."""
    return person is not None and is_under_18(person.born_on, person.born_precision, at)


def is_under_18(born_on: date | None, precision: Precision, at: datetime) -> bool:
    """By the latest day the date of birth can mean; False where there is none. PACE 1984 s.37(15)."""
    if born_on is None:
        return False
    latest = born_on if precision is Precision.DAY else born_on.replace(month=12, day=31)
    on = at.astimezone(LONDON).date()
    return on.year - latest.year - ((on.month, on.day) < (latest.month, latest.day)) < _ADULT


def markers_shown(person: Person | None, *, limited: bool) -> list[WarningMarker]:
    """The warnings in force; those about health only to whoever sees the whole record."""
    found = [] if person is None else markers_in_force(person)
    return without_health(found) if limited else found


def _record(actor: Actor, detention_id: uuid.UUID, log: Callable[[], Page[LogEntry]]) -> CustodyRecord:
    at_most_limited = not actor.sees_some_whole(Permission.CUSTODY_LOG_READ)
    detention = fetch(Detention, detention_id, *_identity(), *(() if at_most_limited else _written()))
    limited = not actor.sees_all_of(Permission.CUSTODY_LOG_READ, detention)
    stands = standing_of(detention)
    entries: Page[LogEntry] = Page([]) if limited else log()
    hold = hold_of(detention_id) if not limited and _came_otherwise(detention) else None
    said = said_of([detention_id]).get(detention_id, ()) if detention.held and not limited else ()
    return CustodyRecord(detention, stands, steps(progress_of(detention, stands)), entries, limited, hold, said)


def _came_otherwise(detention: Detention) -> bool:
    """Held otherwise than for an offence, or arrested for one only afterwards."""
    return not detention.arrival.pace or detention.held_until is not None


def _identity() -> tuple[ORMOption, ...]:
    return (
        joinedload(Detention.person).selectinload(Person.markers),
        joinedload(Detention.suite).selectinload(Suite.cells),
        joinedload(Detention.cell),
        joinedload(Detention.arrested_by),
        joinedload(Detention.authorised_by),
        joinedload(Detention.charged_by),
        joinedload(Detention.released_by),
        selectinload(Detention.facts).joinedload(DetentionFact.by),
        selectinload(Detention.offences).joinedload(Offence.crime),
    )


def _written() -> tuple[ORMOption, ...]:
    return (
        selectinload(Detention.rights).options(
            joinedload(Right.offered_by), selectinload(Right.actions).joinedload(RightAction.by)
        ),
        selectinload(Detention.reviews).joinedload(Review.by),
        selectinload(Detention.stays).joinedload(CellStay.cell),
    )


def _whole_log(detention_id: uuid.UUID) -> Sequence[LogEntry]:
    of_it = select(LogEntry).where(LogEntry.entity_id == detention_id).options(joinedload(LogEntry.author))
    return db.session.scalars(of_it.order_by(LogEntry.at.desc(), LogEntry.id.desc())).all()
