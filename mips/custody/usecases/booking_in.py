"""How far booking somebody in has come: what is done, by whom, what is half typed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.db import Base
from mips.custody.model.booking import BlockDone
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.blocks import blocks_done
from mips.custody.usecases.drafts import drafts_of
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.usecase import usecase


@dataclass(frozen=True)
class BookingIn:
    """`drafts`: of each block half typed, when that was kept and by whom."""

    record: CustodyRecord
    done: Mapping[Block, BlockDone]
    drafts: Mapping[Block, tuple[datetime, str]]

    def told_of(self, block: Block) -> dict[str, Any]:
        """One block as BlockOut shows it."""
        done, draft = self.done.get(block), self.drafts.get(block, (None, None))
        return {
            "block": block,
            "done_at": done.done_at if done else None,
            "done_by": done.by.name if done else None,
            "draft_kept_at": draft[0],
            "draft_kept_by": draft[1],
        }

    def shown(self) -> Iterable[Base]:
        return self.record.shown()


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.CONSULTED)
def read_booking_in(actor: Actor, *, detention_id: uuid.UUID) -> BookingIn:
    """The blocks of booking-in, for whoever books in."""
    record = read_custody_record(actor, detention_id=detention_id)
    return BookingIn(record, blocks_done(detention_id), drafts_of(detention_id))
