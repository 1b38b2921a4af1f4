"""Keeping a record from destruction: a death in custody, a complaint, a case that may come to court (CUS-22, INT-9)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from mips.access.model import RestrictionGrant
from mips.access.permissions import Permission
from mips.access.policy import Actor, Restriction
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.record.logbook import write_entry
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.hold import RecordHold
from mips.usecase import usecase

RULE = "int-9"


def holds_on(entity_id: uuid.UUID) -> Sequence[RecordHold]:
    """What keeps a record now, the oldest first; whoever asks: nothing is destroyed because a hold is hidden."""
    live = sa.select(RecordHold).where(RecordHold.entity_id == entity_id, RecordHold.lifted_at.is_(None))
    return db.session.scalars(live.order_by(RecordHold.created_at), execution_options=dict(UNSEEN_TOO)).all()


def keep_from_destruction(actor: Actor, entity_id: uuid.UUID, why: str) -> RecordHold:
    """Put a hold on a record, inside a use case that says who may."""
    hold = RecordHold(entity_id=entity_id, why=why, set_by_id=actor.id)
    db.session.add(hold)
    return hold


def restrict_to(actor: Actor, entity: Entity, user_ids: Iterable[uuid.UUID], why: str) -> None:
    """Restrict a record to its owner and these users, inside a use case that says who may. The last thing it does."""
    named = set(user_ids) - _named(entity.id)
    db.session.add_all(
        RestrictionGrant(entity_id=entity.id, user_id=each, granted_by_id=actor.id, why=why) for each in sorted(named)
    )
    entity.restriction = Restriction.NAMED


@usecase(Permission.RECORD_RESTRICTION_CREATE, verb=Verb.ALTERED, also=(Verb.COLLECTED,))
def hold_record(actor: Actor, *, entity_id: uuid.UUID, why: str) -> RecordHold:
    """Keep a record from being destroyed, whatever its retention says."""
    entity = fetch(Entity, entity_id)
    write_entry(actor, entity_id=entity.id, kind="hold", text=f"Kept from destruction: {why}")
    return keep_from_destruction(actor, entity.id, why)


@usecase(Permission.RECORD_RESTRICTION_APPROVE, verb=Verb.ALTERED, also=(Verb.COLLECTED,))
def lift_hold(actor: Actor, *, hold_id: uuid.UUID, why: str) -> RecordHold:
    """Let a record follow its retention again: by an inspector or above, not by whoever put the hold on it."""
    hold = fetch(RecordHold, hold_id)
    if hold.lifted_at is not None:
        raise RuleBroken("This hold was lifted before", rule=RULE)
    if hold.set_by_id == actor.id:
        raise RuleBroken("Somebody else lifts a hold than the one who set it. Ask another inspector", rule=RULE)
    write_entry(actor, entity_id=hold.entity_id, kind="hold", text=f"No longer kept from destruction: {why}")
    hold.lifted_at, hold.lifted_by_id, hold.lifted_why = clock.now(), actor.id, why
    return hold


def _named(entity_id: uuid.UUID) -> set[uuid.UUID]:
    live = RestrictionGrant.entity_id == entity_id, RestrictionGrant.withdrawn_at.is_(None)
    return set(db.session.scalars(sa.select(RestrictionGrant.user_id).where(*live)))
