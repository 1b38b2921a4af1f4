"""Ties between records: typed, dated, graded, each with the record it is known from (INT-7)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.event import Link
from mips.usecase import usecase

SHOWN = 200


@dataclass(frozen=True)
class Links:
    """The links of one record, and the records at their other ends by id."""

    entity: Entity
    links: Sequence[Link]

    def shown(self) -> Iterable[Base]:
        return [self.entity, *(self.other(link) for link in self.links)]

    def other(self, link: Link) -> Entity:
        return link.to if link.from_id == self.entity.id else link.from_


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def add_link(
    actor: Actor,
    *,
    from_id: uuid.UUID,
    to_id: uuid.UUID,
    type: str,
    strength: str | None = None,
    grade: str | None = None,
    from_at: datetime | None = None,
    until_at: datetime | None = None,
    known_from_id: uuid.UUID | None = None,
) -> Link:
    """Tie two records. `known_from_id` is the record it is known from: the first of the two unless said otherwise."""
    if from_id == to_id:
        raise RuleBroken("A record cannot be linked to itself", rule="link-itself", field="to_id")
    for entity_id in (from_id, to_id, *([known_from_id] if known_from_id else [])):
        fetch(Entity, entity_id)
    link = Link(
        from_id=from_id,
        to_id=to_id,
        type=type,
        strength=strength or "possible",
        grade=grade or "",
        from_at=from_at,
        until_at=until_at,
        known_from_id=known_from_id or from_id,
    )
    db.session.add(link)
    return link


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def list_links(actor: Actor, *, entity_id: uuid.UUID) -> Links:
    """The links of a record of which both ends, and what they are known from, may be seen."""
    entity = fetch(Entity, entity_id)
    statement = (
        sa.select(Link)
        .where(sa.or_(Link.from_id == entity_id, Link.to_id == entity_id))
        .options(joinedload(Link.from_), joinedload(Link.to))
        .order_by(Link.id.desc())
        .limit(SHOWN)
    )
    return Links(entity, db.session.scalars(statement).all())
