"""Puts a record into somebody's hands, and out of them: the one way in which Entity.interested changes."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.record.model.entity import Entity
from mips.record.model.interest import Interest, InterestKind


def hand_to(entity: Entity, kind: InterestKind, user_ids: Collection[uuid.UUID]) -> None:
    """These users, and no others, have an interest of this kind in the record from now on.

    Whoever does it need not see the interests there are. Called inside a use case that alters the record.
    """
    if entity.id is None:
        db.session.flush()
    rows = _live(entity)
    held = {row.user_id for row in rows if row.kind is kind}
    for row in rows:
        if row.kind is kind and row.user_id not in user_ids:
            row.ended_at = clock.now()
    new = [Interest(entity_id=entity.id, user_id=each, kind=kind) for each in sorted(set(user_ids) - held)]
    db.session.add_all(new)
    interested = sorted({row.user_id for row in (*rows, *new) if row.ended_at is None})
    if interested != entity.interested:
        entity.interested = interested


def _live(entity: Entity) -> Sequence[Interest]:
    if sa.inspect(entity).pending:
        return []
    live = sa.select(Interest).where(Interest.entity_id == entity.id, Interest.ended_at.is_(None))
    return db.session.scalars(live, execution_options={**UNSEEN_TOO, "autoflush": False}).all()
