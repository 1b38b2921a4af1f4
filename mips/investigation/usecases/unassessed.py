"""Domestic abuse that nobody has assessed, by age: none goes unseen (INV-7). And what was assessed of one crime."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.settings import settings
from mips.investigation.model.assessment import Assessment, AssessmentKind
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus
from mips.investigation.rules.assessment import DOMESTIC_ABUSE, assess_by
from mips.record.lookup import fetch
from mips.usecase import usecase
from mips.web.keyset import Page, paged
from mips.web.spoken import in_london


@dataclass(frozen=True)
class Unassessed:
    """Crimes of domestic abuse without an assessment, the oldest first, and how many there are."""

    page: Page[Crime]
    total: int
    late: int
    at: datetime
    hours: int

    def due(self, crime: Crime) -> datetime:
        return assess_by(crime.reported_at or crime.created_at, self.hours)

    def shown(self) -> Iterable[Base]:
        return self.page.rows


@dataclass(frozen=True)
class Assessed:
    """What was assessed of a crime, the latest first."""

    crime: Crime
    assessments: Sequence[Assessment]

    def shown(self) -> Iterable[Base]:
        return [self.crime]


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_unassessed(actor: Actor, *, after: str | None = None) -> Unassessed:
    """Crimes flagged as domestic abuse of which no DASH or DARA was made, oldest report first."""
    hours, now = settings().domestic_abuse_hours, clock.now()
    since = sa.func.coalesce(Crime.reported_at, Crime.created_at)
    waiting = (Crime.id.in_(_flagged()), Crime.id.not_in(_assessed()), Crime.status != CrimeStatus.CANCELLED)
    found = sa.select(Crime).where(*waiting).options(joinedload(Crime.officer_in_case))
    count = sa.select(sa.func.count(Crime.id)).where(*waiting)
    late = count.where(since <= now - timedelta(hours=hours))
    page = paged(db.session, found, by=(since.asc(), Crime.id.asc()), after=after)
    return Unassessed(page, db.session.scalar(count) or 0, db.session.scalar(late) or 0, now, hours)


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_assessments(actor: Actor, *, crime_id: uuid.UUID) -> Assessed:
    """All that was assessed of a crime."""
    crime = fetch(Crime, crime_id)
    of_it = sa.select(Assessment).where(Assessment.crime_id == crime.id).order_by(Assessment.id.desc())
    people = (joinedload(Assessment.by), joinedload(Assessment.looked_by))
    return Assessed(crime, db.session.scalars(of_it.options(*people)).all())


def _flagged() -> sa.Select[uuid.UUID]:
    today = in_london(clock.now()).date()
    running = sa.or_(CrimeFlag.until_on.is_(None), CrimeFlag.until_on >= today)
    return sa.select(CrimeFlag.crime_id).where(CrimeFlag.flag == DOMESTIC_ABUSE, running)


def _assessed() -> sa.Select[uuid.UUID]:
    kinds = (AssessmentKind.DASH, AssessmentKind.DARA)
    return sa.select(Assessment.crime_id).where(Assessment.kind.in_(kinds))
