"""Giving crimes to officers: what nobody has, what each officer of one's teams has, and the giving (INV-5, F29)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from mips.access.model import RestrictionGrant, Team, User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Restriction
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import CLOSED, Crime
from mips.investigation.rules import allocation as rules
from mips.investigation.rules.allocation import Kind
from mips.investigation.usecases.accredited import level_of, needs_of
from mips.investigation.usecases.holding import give_to
from mips.investigation.usecases.making import INVESTIGATORS
from mips.investigation.usecases.moving import together
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch, picked
from mips.record.model.work import Task
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def allocate_crimes(
    actor: Actor,
    *,
    crime_ids: Sequence[uuid.UUID],
    officer_id: uuid.UUID | None = None,
    team_id: uuid.UUID | None = None,
    why: str | None = None,
    despite: str | None = None,
) -> list[CrimeAllocation]:
    """Give crimes to one officer, or to a team whose supervisor chooses; all of them or, where one may not be, none.

    `despite`: why an inspector gives one to somebody without the accreditation that it needs.
    """
    if (officer_id is None) == (team_id is None):
        raise InputInvalid({"officer_id": ["Choose an officer, or a team"]})
    crimes = [fetch(Crime, each) for each in dict.fromkeys(crime_ids)]
    officer = picked(User, officer_id, field="officer_id") if officer_id else None
    team = picked(Team, team_id, field="team_id") if team_id else None
    asked = Asked(actor, officer, why or "", despite or "", several=len(crimes) > 1)
    if refused := [each for crime in crimes for each in asked.refusals(crime)]:
        raise together(refused)
    return [_give(asked, crime, team) for crime in crimes]


@dataclass(frozen=True)
class Asked:
    """What somebody wants done with each of the crimes."""

    actor: Actor
    officer: User | None
    why: str
    despite: str
    several: bool = False
    needs: Mapping[uuid.UUID, Kind | None] | None = None
    """Which accreditation each crime asks for, where that is known of all of them already."""

    def refusals(self, crime: Crime) -> Iterator[RuleBroken]:
        for check in (self._check_crime, self._check_officer):
            try:
                check(crime, (crime.reference or crime.label) if self.several else "")
            except RuleBroken as refused:
                yield refused

    def _check_crime(self, crime: Crime, about: str) -> None:
        had = crime.officer_in_case_id
        same = self.officer is not None and had == self.officer.id
        rules.check_given(closed=crime.status in CLOSED, had=had is not None, same=same, why=self.why, about=about)

    def _check_officer(self, crime: Crime, about: str) -> None:
        if self.officer is None:
            return
        rules.check_holder(
            investigates=self.officer.is_active and bool(self.officer.roles_at(clock.now()) & INVESTIGATORS),
            in_my_teams=bool({member.team_id for member in self.officer.teams} & set(self.actor.teams)),
            rank=self.actor.rank,
            sees_it=_sees(self.officer, crime),
        )
        kind, held = (self.needs or needs_of([crime]))[crime.id], level_of(self.officer)
        rules.check_accredited(kind, held=held, rank=self.actor.rank, despite=self.despite, about=about)


def _sees(officer: User, crime: Crime) -> bool:
    """Whether a restriction leaves the officer in (INT-13)."""
    if crime.restriction is Restriction.OPEN or crime.owner_id == officer.id:
        return True
    if crime.restriction is Restriction.TEAM and crime.team_id in {member.team_id for member in officer.teams}:
        return True
    granted = sa.select(RestrictionGrant.id).where(
        RestrictionGrant.entity_id == crime.id,
        RestrictionGrant.user_id == officer.id,
        RestrictionGrant.withdrawn_at.is_(None),
    )
    return db.session.scalars(granted).first() is not None


def _give(asked: Asked, crime: Crime, team: Team | None) -> CrimeAllocation:
    actor, officer = asked.actor, asked.officer
    lacking = bool(officer and (kind := needs_of([crime])[crime.id]) and level_of(officer) < kind.level)
    row = give_to(
        crime,
        officer.id if officer else None,
        by_id=actor.id,
        why=asked.why,
        despite=asked.despite if lacking else "",
        team_id=team.id if team else None,
    )
    if officer is not None and officer.id != actor.id:
        row.told = tell_given(actor, crime, officer, asked.why)
    to = officer.name if officer else f"the team {team.name if team else ''}"
    said = " ".join(part for part in (f"Allocated to {to}.", asked.why, _said_despite(row)) if part)
    log(actor.id, crime, row.since, said, kind="allocation")
    return row


def _said_despite(row: CrimeAllocation) -> str:
    return f"Without the accreditation it needs: {row.despite}" if row.despite else ""


def tell_given(actor: Actor, crime: Crime, officer: User, why: str) -> Task:
    """The task by which an officer hears that a crime is theirs."""
    task = Task(
        entity_id=crime.id,
        title="A crime was given to you: look at it, and say so here",
        detail=why,
        assignee_id=officer.id,
        raised_by_id=actor.id,
    )
    db.session.add(task)
    return task
