"""Keeping account of booking-in: each use case that completes a block says so."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

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
    rows = db.session.scalars(select(BlockDone).where(BlockDone.detention_id == detention_id)).all()
    already = {each.block for each in rows if each.again_since is None}
    if block in already:
        return
    row = next((each for each in rows if each.block is block), None)
    if row is None:
        row = BlockDone(detention_id=detention_id, block=block)
        db.session.add(row)
    row.done_at, row.by_id, row.again_since = clock.now(), actor.id, None
    if already | {block} == set(Block):
        fetch(Detention, detention_id).booked_in_at = clock.now()


def blocks_done(detention_id: uuid.UUID) -> Mapping[Block, BlockDone]:
    """The blocks that are done, each with who did it first."""
    done = select(BlockDone).where(BlockDone.detention_id == detention_id, BlockDone.again_since.is_(None))
    found = done.options(joinedload(BlockDone.by))
    return {each.block: each for each in db.session.scalars(found)}


def ask_again(detention_id: uuid.UUID, blocks: Collection[Block]) -> None:
    """These blocks are to be done again: somebody is back from bail."""
    done = select(BlockDone).where(BlockDone.detention_id == detention_id, BlockDone.block.in_(blocks))
    for each in db.session.scalars(done):
        each.again_since = clock.now()
