"""An officer takes up the role of custody officer for a shift, as the Act lets them, and hands it back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import Select, select

from mips.access.model import RoleHeld
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.accounts.holders import holders_of
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.custody.model.duty import OnDuty
from mips.custody.model.suite import Suite
from mips.custody.rules.duty import Duty
from mips.custody.rules.sources import S36_4
from mips.custody.rules.standing_in import check_standing_in, power_to_stand_in
from mips.record.lookup import fetch
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase


@usecase(Permission.CUSTODY_STAND_IN_CREATE, verb=Verb.COLLECTED)
def stand_in(actor: Actor, *, suite_id: uuid.UUID, why: str) -> RoleHeld:
    """Act as custody officer from now, for `custody_stand_in_hours`: the Act gives it, so nobody approves it first.

    The suite's duty inspectors, or the superintendents where none is on duty, are told at once; the second person of
    RL-4 is whoever of them looks at it afterwards. PACE 1984 s.36(4), s.36(7).
    """
    suite, now = fetch(Suite, suite_id), clock.now()
    power = power_to_stand_in(designated=suite.designated)
    check_standing_in(power, rank=actor.rank_at(now), roles=actor.roles)
    until = now + timedelta(hours=settings().custody_stand_in_hours)
    said = f"{power.section} at {suite.name}: {why}"
    held = RoleHeld(
        user_id=actor.id, role=Role.CUSTODY_OFFICER, asked_by_id=actor.id, approved_at=now, ended_at=until, why=said
    )
    db.session.add(held)
    _go_on_duty(actor, suite, why)
    for user_id in _inspectors(suite):
        db.session.add(
            Task(
                title=f"{actor.name} acts as custody officer",
                detail=said,
                urgency=TaskUrgency.URGENT,
                assignee_id=user_id,
                raised_by_id=actor.id,
            )
        )
    return held


@usecase(Permission.CUSTODY_STAND_IN_CREATE, verb=Verb.ALTERED)
def hand_back(actor: Actor) -> RoleHeld:
    """Cease to act as custody officer before the shift is over."""
    held = standing_in_of(actor.id)
    if held is None:
        raise RuleBroken("You do not act as custody officer in somebody's place", rule=S36_4.section)
    held.ended_at = clock.now()
    mine = select(OnDuty).where(
        OnDuty.user_id == actor.id, OnDuty.duty == Duty.CUSTODY_OFFICER, OnDuty.until_at.is_(None)
    )
    for shift in db.session.scalars(mine):
        shift.until_at = held.ended_at
    return held


def standing_in_of(user_id: uuid.UUID) -> RoleHeld | None:
    """The role of custody officer that somebody took up themselves and still has."""
    own = select(RoleHeld).where(
        RoleHeld.user_id == user_id,
        RoleHeld.role == Role.CUSTODY_OFFICER,
        RoleHeld.asked_by_id == user_id,
        RoleHeld.approved_by_id.is_(None),
        RoleHeld.approved_at.is_not(None),
        RoleHeld.ended_at > clock.now(),
    )
    return db.session.scalars(own).first()


def _go_on_duty(actor: Actor, suite: Suite, why: str) -> None:
    """The custody officer of the suite, unless somebody is on duty as that: they then stand beside them."""
    if db.session.scalars(_on_duty(suite, Duty.CUSTODY_OFFICER)).first() is None:
        now = clock.now()
        db.session.add(
            OnDuty(
                suite_id=suite.id,
                user_id=actor.id,
                duty=Duty.CUSTODY_OFFICER,
                from_at=now,
                rank=int(actor.rank_at(now)),
                why_below=why,
            )
        )


def _inspectors(suite: Suite) -> Iterable[uuid.UUID]:
    """Who is told: the inspectors on duty there, or else every superintendent."""
    there = db.session.scalars(_on_duty(suite, Duty.INSPECTOR)).all()
    return there or [user.id for user in holders_of(Role.SUPERINTENDENT)]


def _on_duty(suite: Suite, duty: Duty) -> Select[uuid.UUID]:
    return select(OnDuty.user_id).where(OnDuty.suite_id == suite.id, OnDuty.duty == duty, OnDuty.until_at.is_(None))
