"""Showing custody records: one in full, what a person's page says of custody, and what other domains ask."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.custody.model.care import CellStay, Review, Right, RightAction
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.suite import Suite
from mips.custody.rules.progress import Waiting, steps
from mips.custody.rules.standing import Standing
from mips.custody.usecases.clocks import progress_of, standing_of
from mips.record.lookup import fetch
from mips.record.model.case import Offence
from mips.record.model.person import Person
from mips.record.model.work import LogEntry
from mips.usecase import usecase

LOG_SHOWN = 500


@dataclass(frozen=True)
class CustodyRecord:
    """A custody record as somebody may see it. `limited`: identity and clock only, nothing that was written down."""

    detention: Detention
    standing: Standing
    steps: Sequence[Waiting]
    entries: Sequence[LogEntry]
    limited: bool

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED)
def read_custody_record(actor: Actor, *, detention_id: uuid.UUID) -> CustodyRecord:
    """The whole record; for roles with the limited form, without log, rights and reviews (ROL-3)."""
    limited = not actor.sees_all_of(Permission.CUSTODY_LOG_READ)
    return record_of(fetch(Detention, detention_id, *_identity(), *(() if limited else _written())), limited=limited)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED)
def print_custody_record(actor: Actor, *, detention_id: uuid.UUID) -> CustodyRecord:
    """The record as it is printed and handed out."""
    limited = not actor.sees_all_of(Permission.CUSTODY_LOG_READ)
    return record_of(fetch(Detention, detention_id, *_identity(), *_written()), limited=limited)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED)
def list_detentions_of(actor: Actor, *, person_id: uuid.UUID) -> list[Detention]:
    """Every time somebody was in custody, the latest first."""
    of_person = select(Detention).where(Detention.person_id == person_id).order_by(Detention.arrived_at.desc())
    whole = (joinedload(Detention.suite), joinedload(Detention.person), selectinload(Detention.offences))
    return list(db.session.scalars(of_person.options(*whole, selectinload(Detention.facts))).unique())


def record_of(detention: Detention, *, limited: bool) -> CustodyRecord:
    """A loaded detention with where it stands and, unless limited, its log, the latest first."""
    stands = standing_of(detention)
    entries = [] if limited else _log_of(detention)
    return CustodyRecord(detention, stands, steps(progress_of(detention, stands)), entries, limited)


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


def _log_of(detention: Detention) -> Sequence[LogEntry]:
    of_it = select(LogEntry).where(LogEntry.entity_id == detention.id).options(joinedload(LogEntry.author))
    return db.session.scalars(of_it.order_by(LogEntry.at.desc(), LogEntry.id.desc()).limit(LOG_SHOWN)).all()
