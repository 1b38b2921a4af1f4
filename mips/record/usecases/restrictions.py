"""Who may see a record beyond the general rule: restricting it, naming those who still may (INT-13)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from mips.access.model import RestrictionGrant, User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited, Restriction
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.record.logbook import write_entry
from mips.record.lookup import change, fetch
from mips.record.model.entity import Entity
from mips.record.model.hold import RecordHold
from mips.record.usecases.holds import holds_on
from mips.usecase import usecase

LOGGED_AS: Final = "restriction"
_NAMED: Final = (Restriction.NAMED, Restriction.SILENT)


@dataclass(frozen=True)
class Restricted:
    """A record, who has been named to see it, and whether the one who asks may name others."""

    entity: Entity
    named: Sequence[tuple[RestrictionGrant, User]]
    may_grant: bool
    holds: Sequence[RecordHold] = ()
    """What keeps it from being destroyed now."""

    @property
    def grants(self) -> list[RestrictionGrant]:
        return [grant for grant, _ in self.named]

    def shown(self) -> Iterable[Base]:
        return [self.entity]


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_restriction(actor: Actor, *, entity_id: uuid.UUID) -> Restricted:
    """How a record is restricted, for those who may see it at all."""
    entity = fetch(Entity, entity_id)
    statement = (
        sa.select(RestrictionGrant, User)
        .join(User, User.id == RestrictionGrant.user_id)
        .where(RestrictionGrant.entity_id == entity.id, RestrictionGrant.withdrawn_at.is_(None))
        .order_by(User.name)
    )
    named = [(grant, user) for grant, user in db.session.execute(statement)]
    return Restricted(entity, named, _may_grant(actor, entity), holds_on(entity.id))


@usecase(Permission.RECORD_RESTRICTION_CREATE, verb=Verb.ALTERED, also=(Verb.COLLECTED,))
def set_restriction(
    actor: Actor, *, entity_id: uuid.UUID, restriction: Restriction, why: str, version: int | None = None
) -> Entity:
    """Open a record, or restrict it to its team, to those named, or silently. The reason is kept in its log."""
    entity = fetch(Entity, entity_id)
    _check_may_loosen(actor, entity, restriction)
    # before the change: afterwards whoever made it may not see the record any more
    write_entry(actor, entity_id=entity.id, kind=LOGGED_AS, text=f"Restriction set to {restriction}: {why}")
    return change(entity, {"restriction": restriction}, version=version)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.COLLECTED, limited=Limited.REFUSED)
def grant_sight(actor: Actor, *, entity_id: uuid.UUID, user_id: uuid.UUID, why: str) -> RestrictionGrant:
    """Name somebody who may see a restricted record: by its owner or an inspector, never oneself (ROL-4)."""
    entity = _granting(actor, entity_id)
    if user_id == actor.id:
        raise RuleBroken("You cannot name yourself. Ask the owner of the record", rule="rol-4", field="user_id")
    if db.session.scalar(sa.select(User.id).where(User.id == user_id)) is None:
        raise RuleBroken("There is no such user", rule="rol-4", field="user_id")
    if _live_grant(entity.id, user_id) is not None:
        raise RuleBroken("They may already see it", rule="rol-4", field="user_id")
    grant = RestrictionGrant(entity_id=entity.id, user_id=user_id, granted_by_id=actor.id, why=why)
    db.session.add(grant)
    return grant


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.ALTERED, limited=Limited.REFUSED)
def withdraw_sight(actor: Actor, *, entity_id: uuid.UUID, user_id: uuid.UUID) -> RestrictionGrant:
    """Let somebody no longer see a restricted record."""
    grant = _live_grant(_granting(actor, entity_id).id, user_id)
    if grant is None:
        raise NotFound
    grant.withdrawn_at = clock.now()
    return grant


def _check_may_loosen(actor: Actor, entity: Entity, restriction: Restriction) -> None:
    """While a hold keeps a record, only who may lift that shows it to more people (CUS-22)."""
    wider = entity.restriction in _NAMED and restriction not in _NAMED
    if wider and not actor.may(Permission.RECORD_RESTRICTION_APPROVE) and holds_on(entity.id):
        raise RuleBroken(
            "This record is kept for an inquiry. An inspector or above may show it to more people: ask one",
            rule="int-13",
            field="restriction",
        )


def _granting(actor: Actor, entity_id: uuid.UUID) -> Entity:
    entity = fetch(Entity, entity_id)
    if not _may_grant(actor, entity):
        raise Forbidden("Only its owner, or an inspector or above, may name who sees this record")
    return entity


def _may_grant(actor: Actor, entity: Entity) -> bool:
    return entity.owner_id == actor.id or actor.may(Permission.RECORD_RESTRICTION_APPROVE)


def _live_grant(entity_id: uuid.UUID, user_id: uuid.UUID) -> RestrictionGrant | None:
    grant = RestrictionGrant
    statement = sa.select(grant).where(
        grant.entity_id == entity_id, grant.user_id == user_id, grant.withdrawn_at.is_(None)
    )
    return db.session.scalars(statement).one_or_none()
