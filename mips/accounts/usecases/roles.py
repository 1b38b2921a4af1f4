"""Roles and acting ranks: asked for by one person, approved by a second who is neither asker nor beneficiary (RL-4)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import ActingRank, RoleHeld, User
from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import Actor
from mips.accounts.model import Reset
from mips.accounts.rules import why_not_act, why_not_approve, why_not_together
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.record.lookup import fetch
from mips.usecase import usecase

Grant = TypeVar("Grant", RoleHeld, ActingRank)


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.COLLECTED)
def request_role(actor: Actor, *, user_id: uuid.UUID, role: Role, why: str) -> RoleHeld:
    """Ask for a role for somebody. It counts for nothing until a second person approves it."""
    user = fetch(User, user_id, selectinload(User.roles))
    if user.disabled_at is not None:
        raise RuleBroken("This account is disabled", rule="RL-8")
    return ask_for(actor, user, role, why=why)


def ask_for(actor: Actor, user: User, role: Role, *, why: str) -> RoleHeld:
    """Ask for a role inside another use case. Raises RuleBroken."""
    standing = [held for held in user.roles if held.pending or held.holds_at(clock.now())]
    if any(held.role == role for held in standing):
        raise RuleBroken("They have this role, or it waits for approval", rule="one-of-each", field="role")
    if problem := why_not_together(role, [held.role for held in standing]):
        raise RuleBroken(problem, rule="RL-4", field="role")
    if role is Role.TRAINEE and not settings().training:
        raise RuleBroken("Trainees are for the training database only", rule="ROL-4", field="role")
    held = RoleHeld(user=user, role=role, asked_by_id=actor.id, why=why)
    db.session.add(held)
    return held


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def approve_role(actor: Actor, *, role_id: uuid.UUID) -> RoleHeld:
    """Approve a role that another has asked for, for a third."""
    held = _to_decide(RoleHeld, role_id)
    _second_person(actor, held.asked_by_id, held.user_id)
    standing = [each.role for each in held.user.roles if each.holds_at(clock.now())]
    if problem := why_not_together(held.role, standing):
        raise RuleBroken(problem, rule="RL-4")
    held.approved_by_id, held.approved_at = actor.id, clock.now()
    return held


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def refuse_role(actor: Actor, *, role_id: uuid.UUID) -> RoleHeld:
    """Refuse a role that was asked for."""
    held = _to_decide(RoleHeld, role_id)
    held.refused_at = clock.now()
    return held


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def end_role(actor: Actor, *, role_id: uuid.UUID) -> RoleHeld:
    """End a role, or withdraw the request for it. Taking away needs no second person."""
    held = fetch(RoleHeld, role_id)
    end_roles([held])
    return held


def end_roles(roles: Iterable[RoleHeld]) -> None:
    for held in roles:
        held.ended_at = min(held.ended_at or clock.now(), clock.now())


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.COLLECTED)
def request_acting_rank(
    actor: Actor,
    *,
    user_id: uuid.UUID,
    rank: Rank,
    starts_at: datetime,
    ends_at: datetime,
    authorised_by: str,
    authority: str,
) -> ActingRank:
    """Document that somebody acts in a higher rank, on whose authority and where that is written (ROL-1).

    `authorised_by` is the senior officer's collar number.
    """
    user = fetch(User, user_id)
    senior = db.session.scalars(
        select(User).where(User.collar_number == authorised_by.upper()).options(selectinload(User.acting))
    ).one_or_none()
    if senior is None or senior.id == user_id:
        raise RuleBroken("Enter the collar number of another officer", rule="ROL-1", field="authorised_by")
    its_rank, length = Rank(senior.rank), ends_at - starts_at
    if problem := why_not_act(rank, substantive=Rank(user.rank), authorised_by=its_rank, length=length):
        raise RuleBroken(problem, rule="ROL-1", field="rank")
    acting = ActingRank(
        user_id=user_id,
        rank=int(rank),
        starts_at=starts_at,
        ends_at=ends_at,
        authorised_by_id=senior.id,
        authority=authority,
        asked_by_id=actor.id,
    )
    db.session.add(acting)
    return acting


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def approve_acting_rank(actor: Actor, *, acting_id: uuid.UUID) -> ActingRank:
    """Approve an acting rank that another has documented, for a third."""
    acting = _to_decide(ActingRank, acting_id)
    _second_person(actor, acting.asked_by_id, acting.user_id)
    acting.approved_by_id, acting.approved_at = actor.id, clock.now()
    return acting


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def refuse_acting_rank(actor: Actor, *, acting_id: uuid.UUID) -> ActingRank:
    """Refuse an acting rank that was documented."""
    acting = _to_decide(ActingRank, acting_id)
    acting.refused_at = clock.now()
    return acting


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def end_acting_rank(actor: Actor, *, acting_id: uuid.UUID) -> ActingRank:
    """End an acting rank now."""
    acting = fetch(ActingRank, acting_id)
    acting.ends_at = max(acting.starts_at, min(acting.ends_at, clock.now()))
    return acting


@dataclass(frozen=True)
class Waiting:
    """What waits for a second person."""

    roles: Sequence[RoleHeld]
    acting: Sequence[ActingRank]
    resets: Sequence[Reset]

    def shown(self) -> Iterable[Base]:
        return [*self.roles, *self.acting, *self.resets]


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def list_waiting(actor: Actor) -> Waiting:
    """What waits for a second person, oldest first."""
    roles = select(RoleHeld).where(
        RoleHeld.approved_at.is_(None), RoleHeld.refused_at.is_(None), RoleHeld.ended_at.is_(None)
    )
    acting = select(ActingRank).where(ActingRank.approved_at.is_(None), ActingRank.refused_at.is_(None))
    resets = select(Reset).where(
        Reset.approved_at.is_(None), Reset.refused_at.is_(None), Reset.expires_at > clock.now()
    )
    people = (joinedload(ActingRank.user), joinedload(ActingRank.asked_by), joinedload(ActingRank.authorised_by))
    roles = roles.options(joinedload(RoleHeld.user), joinedload(RoleHeld.asked_by))
    resets = resets.options(joinedload(Reset.user), joinedload(Reset.asked_by))
    return Waiting(
        db.session.scalars(roles.order_by(RoleHeld.created_at)).all(),
        db.session.scalars(acting.options(*people).order_by(ActingRank.created_at)).all(),
        db.session.scalars(resets.order_by(Reset.created_at)).all(),
    )


def _to_decide(kind: type[Grant], row_id: uuid.UUID) -> Grant:
    row = fetch(kind, row_id, joinedload(kind.user))
    if not row.pending:
        raise RuleBroken("This has been decided already", rule="RL-4")
    return row


def _second_person(actor: Actor, asker: uuid.UUID | None, beneficiary: uuid.UUID) -> None:
    if problem := why_not_approve(actor.id, asker=asker, beneficiary=beneficiary):
        raise RuleBroken(problem, rule="RL-4")
