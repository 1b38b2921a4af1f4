"""Who is on duty in a suite: beginning and ending shifts, and who the custody officer is now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.duty import OnDuty
from mips.custody.model.suite import Suite
from mips.custody.rules.duty import Duty, check_duty, involved_warning
from mips.custody.usecases.board_handover import HandoverLine, handover_line
from mips.custody.usecases.handover import took_over
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.writing import moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True)
class Staff:
    """Who is on duty in a suite, the custody officer first."""

    suite: Suite
    on_duty: Sequence[OnDuty]
    handover: HandoverLine | None = None

    @property
    def custody_officer(self) -> OnDuty | None:
        return next((each for each in self.on_duty if each.duty is Duty.CUSTODY_OFFICER), None)

    def shown(self) -> Iterable[Base]:
        return [self.suite]


@usecase(Permission.CUSTODY_SUITE_READ, verb=Verb.CONSULTED)
def read_staff(actor: Actor, *, suite_id: uuid.UUID) -> Staff:
    """Who is on duty in a suite now."""
    suite = fetch(Suite, suite_id)
    still = select(OnDuty).where(OnDuty.suite_id == suite.id, OnDuty.until_at.is_(None))
    found = db.session.scalars(still.options(joinedload(OnDuty.user)).order_by(OnDuty.from_at)).all()
    return Staff(suite, sorted(found, key=lambda each: list(Duty).index(each.duty)), handover_line(suite.id))


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def begin_duty(
    actor: Actor,
    *,
    suite_id: uuid.UUID,
    user_id: uuid.UUID,
    duty: Duty,
    from_at: datetime | None = None,
    why_below: str = "",
) -> OnDuty:
    """Somebody goes on duty. There is one custody officer: whoever was it before is off duty from then."""
    suite, at = fetch(Suite, suite_id), moment_of(from_at)
    user = _user(user_id)
    rank = user.rank_at(at)
    check_duty(duty, roles=user.roles_at(at), rank=rank, why_below=why_below)
    for before in db.session.scalars(_in_the_way(suite, user, duty)):
        if before.user_id == user.id:
            raise RuleBroken(f"{user.name} is on duty here already", rule="CUS-8", field="user_id")
        if before.from_at > at:
            raise RuleBroken(f"{before.user.name} came on duty after that", rule="CUS-8", field="from_at")
        before.until_at = at
        if duty is Duty.CUSTODY_OFFICER:
            took_over(suite.id, before.user_id, user.id, at)
    db.session.flush()
    involved = _held_and_investigated(suite, user) if duty is Duty.CUSTODY_OFFICER else []
    about = {"rank": int(rank), "why_below": why_below, "involved": involved_warning(involved)}
    row = OnDuty(suite_id=suite.id, user=user, duty=duty, from_at=at, **about)
    db.session.add(row)
    return row


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def end_duty(actor: Actor, *, on_duty_id: uuid.UUID, until_at: datetime | None = None) -> OnDuty:
    """Somebody goes off duty."""
    row, at = fetch(OnDuty, on_duty_id), moment_of(until_at)
    if row.until_at is not None:
        raise RuleBroken("They are off duty already", rule="CUS-8")
    if at < row.from_at:
        raise RuleBroken("They came on duty after that", rule="CUS-8", field="until_at")
    row.until_at = at
    return row


def _user(user_id: uuid.UUID) -> User:
    try:
        return fetch(User, user_id, selectinload(User.roles), selectinload(User.acting))
    except NotFound:
        raise InputInvalid({"user_id": ["Select somebody"]}) from None


def _in_the_way(suite: Suite, user: User, duty: Duty) -> Select[OnDuty]:
    still = select(OnDuty).where(OnDuty.suite_id == suite.id, OnDuty.duty == duty, OnDuty.until_at.is_(None))
    alone = still if duty is Duty.CUSTODY_OFFICER else still.where(OnDuty.user_id == user.id)
    return alone.with_for_update(of=OnDuty)


def _held_and_investigated(suite: Suite, user: User) -> list[str]:
    """The names of those held there whom somebody investigates (RL-1)."""
    held = select(Detention).where(Detention.suite_id == suite.id, Detention.released_at.is_(None))
    whole = held.options(joinedload(Detention.person), selectinload(Detention.offences))
    return [each.detainee for each in db.session.scalars(whole).unique() if user.id in investigators(each)]
