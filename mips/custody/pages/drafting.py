"""Drafts of the blocks of booking-in, for any block's form: `Form(schema, draft=draft_of(detention_id, Block.RISK))`.

The use case that carries the form out forgets it: `block_done` does so for the block, `forget_draft` for a `part`.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from flask import request, url_for

from mips.custody.model.booking import BookingDraft
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.drafts import keep_draft, read_draft
from mips.web.stored_draft import StoredDraft

THEN: Final = "then"
TASKS: Final = "booking-in"
"""In the address of a page that was come to from the task list, and goes back there: ?then=booking-in."""


def draft_of(detention_id: uuid.UUID, block: Block, part: str = "") -> StoredDraft[BookingDraft]:
    """Where a page of a block keeps its draft; `part` tells the pages of one block apart."""
    of: dict[str, Any] = {"detention_id": detention_id, "block": block, "part": part}
    return StoredDraft(
        url_for("custody.booking_in", detention_id=detention_id),
        read=lambda actor: read_draft(actor, **of).draft,
        keep=lambda actor, texts, seen, sending: keep_draft(actor, **of, typed=texts, seen=seen, sending=sending),
        by=lambda row: row.by.name,
    )


def gone_back(detention_id: uuid.UUID, tab: str = "") -> str:
    """The address of the page that the one now open was come to from: the task list, or the record at a `tab`."""
    if request.args.get(THEN) == TASKS:
        return url_for("custody.booking_in", detention_id=detention_id)
    return url_for("custody.record", detention_id=detention_id, tab=tab or None)
