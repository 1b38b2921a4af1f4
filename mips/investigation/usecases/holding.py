"""The one way in which a crime comes into somebody's hands, and out of them (INV-5)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import TeamMember
from mips.access.visibility import UNSEEN_TOO
from mips.between.notices import OfficerChanged, announce
from mips.core import clock, db
from mips.core.settings import settings
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules.supervision import Schedule, next_review
from mips.record.model.work import Task

TOOK_IT: Final = "Took the report"
"""Why whoever records a crime has it."""


def give_to(
    crime: Crime,
    officer_id: uuid.UUID | None,
    *,
    by_id: uuid.UUID,
    why: str = "",
    despite: str = "",
    team_id: uuid.UUID | None = None,
) -> CrimeAllocation:
    """Make somebody the officer in the case, or nobody yet of a team; whoever follows the case elsewhere hears of it.

    Whoever had it is kept with when; they are told no longer of what they had not looked at.
    """
    _end(crime.id)
    row = begin_holding(crime, officer_id, by_id=by_id, why=why, despite=despite, team_id=team_id)
    db.session.add(row)
    db.session.flush()
    announce(OfficerChanged(crime_id=crime.id, officer_id=officer_id))
    return row


def begin_holding(
    crime: Crime,
    officer_id: uuid.UUID | None,
    *,
    by_id: uuid.UUID,
    why: str = "",
    despite: str = "",
    team_id: uuid.UUID | None = None,
) -> CrimeAllocation:
    """Put a crime that nobody holds into somebody's hands: what is to be added once the crime itself is written.

    Of one that is only being recorded nobody elsewhere has heard.
    """
    now = clock.now()
    team_id = _team_of(officer_id, crime.team_id) if officer_id else team_id
    row = CrimeAllocation(crime_id=crime.id, officer_id=officer_id, team_id=team_id, since=now, by_id=by_id, why=why)
    row.despite, row.review_due_at = despite, next_review(now, [], schedule()) if officer_id else None
    crime.officer_in_case_id, crime.team_id = officer_id, team_id or crime.team_id
    if crime.status in {CrimeStatus.REPORTED, CrimeStatus.RECORDED, CrimeStatus.ALLOCATED}:
        crime.status = CrimeStatus.ALLOCATED if officer_id else CrimeStatus.RECORDED
    return row


def schedule() -> Schedule:
    """When this force reviews its investigations."""
    return Schedule(settings().review_hours, settings().review_days)


def held_now(crime_id: uuid.UUID) -> CrimeAllocation | None:
    """In whose hands it is, whether or not they may be seen; None: nobody was ever chosen."""
    last = sa.select(CrimeAllocation).where(CrimeAllocation.crime_id == crime_id, CrimeAllocation.until.is_(None))
    return db.session.scalars(last.execution_options(**UNSEEN_TOO)).one_or_none()


def holders_of(crime_id: uuid.UUID) -> Sequence[CrimeAllocation]:
    """Everybody who had it, the last first."""
    people = (joinedload(CrimeAllocation.officer), joinedload(CrimeAllocation.team), joinedload(CrimeAllocation.by))
    every = sa.select(CrimeAllocation).where(CrimeAllocation.crime_id == crime_id).options(*people)
    return db.session.scalars(every.order_by(CrimeAllocation.since.desc(), CrimeAllocation.id.desc())).all()


def _end(crime_id: uuid.UUID) -> None:
    before = held_now(crime_id)
    if before is None:
        return
    before.until = clock.now()
    told = sa.select(Task).where(Task.id == before.told_id, Task.done_at.is_(None))
    for task in db.session.scalars(told.execution_options(**UNSEEN_TOO)):
        task.done_at, task.result = clock.now(), "It was given to somebody else"
    db.session.flush()  # before the next begins: a crime is in one pair of hands


def _team_of(officer_id: uuid.UUID, now: uuid.UUID | None) -> uuid.UUID | None:
    """The officer's team: the one the crime is with, where they are in it."""
    theirs = sa.select(TeamMember.team_id).where(TeamMember.user_id == officer_id).order_by(TeamMember.id)
    found = db.session.scalars(theirs).all()
    return now if now in found else next(iter(found), None)
