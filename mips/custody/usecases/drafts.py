"""What is half typed of a block of booking-in: kept on the server, so that another device can go on with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload

from mips.access.model import Submission
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.journal import note
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base, new_id
from mips.core.errors import RuleBroken, Stale
from mips.custody.model.booking import BookingDraft
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.writing import detention_with, said
from mips.usecase import usecase

Texts = Mapping[str, Sequence[str]]
"""Name of each control -> the texts in it."""


@dataclass(frozen=True)
class DraftShown:
    """A draft, where there is one. That nothing was kept is nothing to journal."""

    draft: BookingDraft | None

    def shown(self) -> Iterable[Base] | None:
        return [self.draft] if self.draft else None


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.CONSULTED)
def read_draft(actor: Actor, *, detention_id: uuid.UUID, block: Block, part: str = "") -> DraftShown:
    """What was kept of a page, by whoever kept it."""
    found = select(BookingDraft).where(*_page(detention_id, block, part)).options(joinedload(BookingDraft.by))
    return DraftShown(db.session.scalars(found.execution_options(populate_existing=True)).one_or_none())


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.COLLECTED)
def keep_draft(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    block: Block,
    typed: Texts,
    part: str = "",
    seen: int = 0,
    sending: uuid.UUID | None = None,
) -> BookingDraft | None:
    """Keep what is typed in place of what was. None when the form `sending` has been carried out meanwhile.

    Raises Stale when somebody else has kept theirs since version `seen`: neither is lost.
    """
    if sending and db.session.scalar(select(Submission.id).where(Submission.id == sending)):
        return None
    if not detention_with(detention_id).held:
        raise RuleBroken("This person is no longer in custody", rule="CUS-1")
    there = read_draft(actor, detention_id=detention_id, block=block, part=part).draft
    if there and there.by_id != actor.id and there.version != seen:
        what = f"{there.by.name} has kept a draft of this at {said(there.kept_at)}. Open the page again to see it"
        raise Stale(what, theirs={"version": there.version})
    _put(actor, detention_id, block, part, typed)
    draft = read_draft(actor, detention_id=detention_id, block=block, part=part).draft
    if there is None:
        note(Verb.COLLECTED, draft, {"block": block.value, "part": part})
    return draft


def _put(actor: Actor, detention_id: uuid.UUID, block: Block, part: str, typed: Texts) -> None:
    """By one statement: two screens that begin a draft at once make one."""
    now = clock.now()
    content = {"typed": {name: list(texts) for name, texts in typed.items()}, "kept_at": now, "by_id": actor.id}
    page = {"detention_id": detention_id, "block": block, "part": part}
    row = insert(BookingDraft).values(id=new_id(), version=1, created_at=now, **page, **content)
    again = content | {"version": BookingDraft.version + 1}
    db.session.execute(row.on_conflict_do_update(index_elements=list(page), set_=again))


def drafts_of(detention_id: uuid.UUID) -> Mapping[Block, tuple[datetime, str]]:
    """Of each block that is half typed, when that was kept last and by whom: not what it says."""
    rows = select(BookingDraft).where(BookingDraft.detention_id == detention_id).options(joinedload(BookingDraft.by))
    found = db.session.scalars(rows.order_by(BookingDraft.kept_at).execution_options(populate_existing=True))
    return {draft.block: (draft.kept_at, draft.by.name) for draft in found}


def forget_draft(detention_id: uuid.UUID, block: Block, part: str = "") -> None:
    """Once it is on the record, in the use case that put it there."""
    db.session.execute(delete(BookingDraft).where(*_page(detention_id, block, part)), execution_options=_PLAIN)


def forget_drafts(detention_id: uuid.UUID) -> None:
    """All of somebody's drafts, once they leave."""
    of_it = delete(BookingDraft).where(BookingDraft.detention_id == detention_id)
    db.session.execute(of_it, execution_options=_PLAIN)


_PLAIN = {"synchronize_session": False, "autoflush": False}
"""Drafts are written by statement, never by the session: nothing that waits in it concerns them."""


def _page(detention_id: uuid.UUID, block: Block, part: str) -> tuple[ColumnElement[bool], ...]:
    return BookingDraft.detention_id == detention_id, BookingDraft.block == block, BookingDraft.part == part
