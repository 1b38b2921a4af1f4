"""Whom the whiteboard says to expect: those who left another suite for this one and are not here yet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.release import Move
from mips.custody.model.suite import Suite


@dataclass(frozen=True)
class Expected:
    """Somebody on the way: from where, since when, with whom."""

    detention_id: uuid.UUID
    name: str
    come_from: str
    left_at: datetime
    escort: str


def awaited(suite_id: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """Whether anybody at all is on the way to a suite, to stand inside another select."""
    return exists(select(Move.id).where(Move.to_suite_id == suite_id, Move.arrived_at.is_(None)))


def expected_in(suite_id: uuid.UUID) -> Sequence[Expected]:
    """Those on the way to a suite whom the reader may see, the longest on the way first."""
    found = (
        select(Detention, Suite.name, Move.left_at, Move.escort)
        .join(Move, Move.detention_id == Detention.id)
        .join(Suite, Suite.id == Move.from_suite_id)
        .where(Move.to_suite_id == suite_id, Move.arrived_at.is_(None))
        .options(joinedload(Detention.person))
    )
    rows = db.session.execute(found.order_by(Move.left_at)).unique()
    return [Expected(held.id, held.detainee, come_from, left, escort) for held, come_from, left, escort in rows]
