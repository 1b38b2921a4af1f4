"""Drafts of the blocks of booking-in, for any block's form: `Form(schema, draft=draft_of(detention_id, Block.RISK))`.

The use case that carries the form out forgets it: `block_done` does so for the block, `forget_draft` for a `part`.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Final

from flask import request, url_for

from mips.core import clock
from mips.custody.model.booking import BookingDraft
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.drafts import keep_draft, read_draft
from mips.web.draft import Kept
from mips.web.endpoints import current_actor
from mips.web.formdata import Typed

THEN: Final = "then"
TASKS: Final = "booking-in"
"""In the address of a page that was come to from the task list, and goes back there: ?then=booking-in."""


def draft_of(detention_id: uuid.UUID, block: Block, part: str = "") -> BlockDraft:
    """Where a page of a block keeps its draft; `part` tells the pages of one block apart."""
    return BlockDraft(detention_id, block, part)


def gone_back(detention_id: uuid.UUID, tab: str = "") -> str:
    """The address of the page that the one now open was come to from: the task list, or the record at a `tab`."""
    if request.args.get(THEN) == TASKS:
        return url_for("custody.booking_in", detention_id=detention_id)
    return url_for("custody.record", detention_id=detention_id, tab=tab or None)


class BlockDraft:
    """A web.draft.Draft over the drafts of a custody record."""

    def __init__(self, detention_id: uuid.UUID, block: Block, part: str) -> None:
        self.detention_id, self.block, self.part = detention_id, block, part
        self.back = url_for("custody.booking_in", detention_id=detention_id)

    def kept(self) -> Kept | None:
        found = read_draft(current_actor(), detention_id=self.detention_id, block=self.block, part=self.part).draft
        return _as_kept(found) if found else None

    def keep(self, typed: Typed, *, seen: int) -> Kept:
        kept = keep_draft(
            replace(current_actor(), key=None),  # the key is for the form itself, once
            detention_id=self.detention_id,
            block=self.block,
            part=self.part,
            typed=dict(typed.lists()),
            seen=seen,
            sending=_sending(),
        )
        return _as_kept(kept) if kept else Kept(typed=typed, at=clock.now(), by="", version=seen)


def _as_kept(draft: BookingDraft) -> Kept:
    typed: Typed = Typed()
    for name, texts in draft.typed.items():
        typed.setlist(name, texts)
    return Kept(typed=typed, at=draft.kept_at, by=draft.by.name, version=draft.version)


def _sending() -> uuid.UUID | None:
    """The key of the form that is being filled in."""
    try:
        return uuid.UUID(request.form.get("_key", ""))
    except ValueError:
        return None
