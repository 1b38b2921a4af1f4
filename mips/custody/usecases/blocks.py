"""Keeping account of booking-in: each use case that completes a block says so."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.policy import Actor
from mips.core import clock, db
from mips.custody.model.booking import BlockDone
from mips.custody.model.detention import Detention
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.drafts import forget_draft
from mips.record.lookup import fetch


def block_done(actor: Actor, detention_id: uuid.UUID, block: Block, *, part: str = "") -> None:
    """Say that a block of booking-in is done; said again, the first time stands. Its draft (of `part`) is forgotten."""
    forget_draft(detention_id, block, part)
    already = set(db.session.scalars(select(BlockDone.block).where(BlockDone.detention_id == detention_id)))
    if block in already:
        return
    db.session.add(BlockDone(detention_id=detention_id, block=block, done_at=clock.now(), by_id=actor.id))
    if already | {block} == set(Block):
        fetch(Detention, detention_id).booked_in_at = clock.now()


def blocks_done(detention_id: uuid.UUID) -> Mapping[Block, BlockDone]:
    """The blocks that are done, each with who did it first."""
    found = select(BlockDone).where(BlockDone.detention_id == detention_id).options(joinedload(BlockDone.by))
    return {each.block: each for each in db.session.scalars(found)}
