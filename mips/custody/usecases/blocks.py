"""Keeping account of booking-in: each use case that completes a block says so."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import BindParameter, Select, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import joinedload

from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.custody.model.booking import BlockDone, BookingDraft
from mips.custody.model.detention import Detention
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.drafts import forget_draft


def block_done(actor: Actor, detention: Detention, block: Block, *, part: str = "") -> None:
    """Say that a block of booking-in is done; said again, the first time stands. Its draft (of `part`) is forgotten."""
    drafts, done, again = _as_it_stands(detention.id)
    if (block, part) in drafts:
        forget_draft(detention.id, block, part)
    if block in done:
        return
    row = _row(detention.id, block) if block in again else BlockDone(detention=detention, block=block)
    row.done_at, row.by_id, row.again_since = clock.now(), actor.id, None
    db.session.add(row)
    if done | {block} == set(Block):
        detention.booked_in_at = clock.now()


def _as_it_stands(detention_id: uuid.UUID) -> tuple[set[tuple[Block, str]], set[Block], set[Block]]:
    """The pages half typed, the blocks that are done, and those to be done again. One query, which leaves what waits
    in the session where it is: of that, blocks are counted here and the rest does not concern it.
    """
    drafts, rows = db.session.execute(_standing(), {"detention_id": detention_id}, execution_options=_AS_IT_IS).one()
    waiting = {each.block for each in db.session.new if isinstance(each, BlockDone)}
    done = {Block(block) for block, counts in rows if counts}
    again = {Block(block) for block, counts in rows if not counts}
    return {(Block(block), part) for block, part in drafts}, done | waiting, again - waiting


@cache
def _standing() -> Select[Any]:
    his: BindParameter[uuid.UUID] = bindparam("detention_id")
    half = func.jsonb_agg(func.jsonb_build_array(BookingDraft.block, BookingDraft.part))
    done = func.jsonb_agg(func.jsonb_build_array(BlockDone.block, BlockDone.again_since.is_(None)))
    return select(
        func.coalesce(select(half).where(BookingDraft.detention_id == his).scalar_subquery(), literal([], JSONB())),
        func.coalesce(select(done).where(BlockDone.detention_id == his).scalar_subquery(), literal([], JSONB())),
    )


_AS_IT_IS: Final = {**UNSEEN_TOO, "autoflush": False}
"""Whoever does a block has the custody record before them: what hangs on it need not be asked for again."""


def _row(detention_id: uuid.UUID, block: Block) -> BlockDone:
    here = (BlockDone.detention_id == detention_id, BlockDone.block == block)
    return db.session.scalars(select(BlockDone).where(*here)).one()


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
