"""The appropriate-adult coordinator: which requests in their hands wait, since when and where (ROL-4)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import InputInvalid
from mips.custody.model.detention import Detention
from mips.custody.model.people import AdultDecision, Attendance
from mips.custody.rules.people import Helper
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log
from mips.record.interests import hand_to
from mips.record.model.interest import InterestKind
from mips.usecase import usecase


@dataclass(frozen=True)
class AdultWanted:
    """One request that is open: for whom, and what was decided about why."""

    detention: Detention
    attendance: Attendance
    decision: AdultDecision | None

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def name_coordinator(actor: Actor, *, detention_id: uuid.UUID, user_id: uuid.UUID) -> Detention:
    """Put somebody who needs an appropriate adult into a coordinator's hands: they read what is needed, no more."""
    detention, user = detention_with(detention_id), officer_named(user_id, "user_id")
    if Role.APPROPRIATE_ADULT_COORDINATOR not in user.roles_at(clock.now()):
        raise InputInvalid({"user_id": ["This is no coordinator of appropriate adults. Select one"]})
    hand_to(detention, InterestKind.APPROPRIATE_ADULT, [user.id])
    log(actor, detention, clock.now(), f"Appropriate adult: {user.name} coordinates", kind="person")
    return detention


@usecase(Permission.RECORD_NEEDS_READ, verb=Verb.CONSULTED)
def list_adults_wanted(actor: Actor) -> Sequence[AdultWanted]:
    """Requests for an appropriate adult in the hands of whoever asks, the longest wait first. Code C 3.15."""
    open_ones = (
        select(Attendance, Detention)
        .join(Detention, Detention.id == Attendance.detention_id)
        .where(
            Attendance.helper == Helper.ADULT,
            Attendance.left_at.is_(None),
            Attendance.stood_down_at.is_(None),
            Detention.released_at.is_(None),
        )
        .options(joinedload(Detention.suite))
        .order_by(Attendance.arrived_at.is_not(None), Attendance.requested_at, Attendance.id)
    )
    rows = db.session.execute(open_ones).all()
    decided = _decisions([detention.id for _, detention in rows])
    return [AdultWanted(detention, attendance, decided.get(detention.id)) for attendance, detention in rows]


def hand_back(detention_id: uuid.UUID) -> None:
    """They have left: no coordinator has them in hand any more."""
    detention = db.session.get(Detention, detention_id)
    if detention is not None and detention.interested:
        hand_to(detention, InterestKind.APPROPRIATE_ADULT, [])


def _decisions(detention_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, AdultDecision]:
    found = select(AdultDecision).where(AdultDecision.detention_id.in_(detention_ids))
    latest = db.session.scalars(found.order_by(AdultDecision.decided_at, AdultDecision.id))
    return {each.detention_id: each for each in latest}
