"""What waits to be allocated, and how much each officer of one's teams has already (INV-5, F29)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from mips.access.model import Accreditation, RoleHeld, TeamMember, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import Crime, still_open
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.usecases.accredited import held_today
from mips.investigation.usecases.making import INVESTIGATORS
from mips.record.model.work import Task
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class Load:
    """What one officer has: open crimes, since when the oldest is recorded, actions past their time."""

    officer: User
    crimes: int = 0
    oldest: datetime | None = None
    overdue: int = 0

    @property
    def accreditations(self) -> list[Accreditation]:
        return held_today(self.officer)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def list_unallocated(
    actor: Actor, *, team_id: uuid.UUID | None = None, everywhere: bool = False, after: str | None = None
) -> Page[Crime]:
    """Open crimes that no officer has, the oldest first: of one's teams, of one team, or of the whole force."""
    return paged(db.session, unallocated(actor, team_id, everywhere=everywhere), by=(Crime.id.asc(),), after=after)


def unallocated(actor: Actor, team_id: uuid.UUID | None = None, *, everywhere: bool = False) -> sa.Select[Crime]:
    """The statement of that list; the board counts by it."""
    waiting = sa.select(Crime).where(Crime.officer_in_case_id.is_(None), still_open())
    if everywhere:
        return waiting
    with_team = sa.select(CrimeAllocation.crime_id).where(
        CrimeAllocation.until.is_(None),
        CrimeAllocation.officer_id.is_(None),
        CrimeAllocation.team_id.in_([team_id] if team_id else actor.teams),
    )
    return waiting.where(Crime.id.in_(with_team))


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def read_workloads(actor: Actor) -> list[Load]:
    """The officers of one's teams who investigate, who has least first, with what they have and are accredited as."""
    officers = _officers(actor)
    ids = [officer.id for officer in officers]
    crimes, overdue = _crimes(ids), _overdue(ids)
    loads = [Load(each, *crimes.get(each.id, (0, None)), overdue.get(each.id, 0)) for each in officers]
    return sorted(loads, key=lambda load: (load.crimes, load.overdue, load.officer.name))


def _officers(actor: Actor) -> Sequence[User]:
    members = sa.select(TeamMember.user_id).where(TeamMember.team_id.in_(actor.teams))
    investigate = sa.select(RoleHeld.user_id).where(
        RoleHeld.role.in_(INVESTIGATORS), RoleHeld.approved_at.is_not(None), RoleHeld.ended_at.is_(None)
    )
    theirs = sa.select(User).where(User.id.in_(members), User.id.in_(investigate), User.disabled_at.is_(None))
    return db.session.scalars(theirs.options(selectinload(User.accreditations)).order_by(User.name)).all()


def _crimes(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[int, datetime | None]]:
    began = sa.func.min(sa.func.coalesce(Crime.recorded_at, Crime.created_at))
    had = (
        sa.select(Crime.officer_in_case_id, sa.func.count(Crime.id), began)
        .where(Crime.officer_in_case_id.in_(ids), still_open())
        .group_by(Crime.officer_in_case_id)
    )
    return {officer: (count, oldest) for officer, count, oldest in db.session.execute(had) if officer}


def _overdue(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    late = (
        sa.select(Task.assignee_id, sa.func.count(EnquiryAction.id))
        .join(EnquiryAction.task)
        .where(Task.assignee_id.in_(ids), Task.done_at.is_(None), Task.due_at < clock.now())
        .group_by(Task.assignee_id)
    )
    return {officer: count for officer, count in db.session.execute(late).all() if officer}
