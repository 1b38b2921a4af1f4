"""What an officer has half typed of a stop and search: kept on the server, shown to them alone, on any device."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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
from mips.core.errors import RuleBroken
from mips.investigation.model.stop_search import SearchDraft
from mips.usecase import usecase

Texts = Mapping[str, Sequence[str]]
"""Name of each control -> the texts in it."""

MOST: Final = 20
"""So many one officer may have begun at once."""


@dataclass(frozen=True)
class SearchDraftShown:
    """A draft, where there is one. That nothing was kept is nothing to journal."""

    draft: SearchDraft | None

    def shown(self) -> Iterable[Base] | None:
        return [self.draft] if self.draft else None


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.CONSULTED)
def read_search_draft(actor: Actor, *, slot: uuid.UUID) -> SearchDraftShown:
    """One's own record half typed, in this slot."""
    found = select(SearchDraft).where(*_mine(actor.id, slot)).options(joinedload(SearchDraft.by))
    return SearchDraftShown(db.session.scalars(found.execution_options(populate_existing=True)).one_or_none())


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.COLLECTED)
def keep_search_draft(
    actor: Actor, *, slot: uuid.UUID, typed: Texts, sending: uuid.UUID | None = None
) -> SearchDraft | None:
    """Keep what is typed in place of what was. None when the form `sending` has been carried out meanwhile."""
    if sending and db.session.scalar(select(Submission.id).where(Submission.id == sending)):
        return None
    begun = {draft.slot for draft in _drafts(actor)}
    if slot not in begun and len(begun) >= MOST:
        raise RuleBroken(f"You have begun {MOST} records. Finish or discard one of them first", rule="INV-12")
    _put(actor, slot, typed)
    draft = read_search_draft(actor, slot=slot).draft
    if slot not in begun:
        note(Verb.COLLECTED, draft, {"slot": str(slot)})
    return draft


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.ERASED)
def discard_search_draft(actor: Actor, *, slot: uuid.UUID) -> None:
    """Throw away what was half typed: nothing of it is on the record."""
    draft = read_search_draft(actor, slot=slot).draft
    if draft is not None:
        note(Verb.ERASED, draft, {"slot": str(slot)})
        forget_draft(actor.id, slot)


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.CONSULTED, recorded=False)
def list_search_drafts(actor: Actor) -> Sequence[SearchDraft]:
    """One's own records begun and not finished, the latest first."""
    return _drafts(actor)


def forget_draft(by_id: uuid.UUID, slot: uuid.UUID) -> None:
    """Once it is on the record, in the use case that put it there."""
    db.session.execute(delete(SearchDraft).where(*_mine(by_id, slot)), execution_options=_PLAIN)


_PLAIN = {"synchronize_session": False, "autoflush": False}
"""Drafts are written by statement, never by the session: nothing that waits in it concerns them."""


def _drafts(actor: Actor) -> Sequence[SearchDraft]:
    mine = select(SearchDraft).where(SearchDraft.by_id == actor.id).order_by(SearchDraft.kept_at.desc())
    return db.session.scalars(mine.execution_options(populate_existing=True)).all()


def _put(actor: Actor, slot: uuid.UUID, typed: Texts) -> None:
    """By one statement: two screens that begin a draft at once make one."""
    now = clock.now()
    content = {"typed": {name: list(texts) for name, texts in typed.items()}, "kept_at": now}
    place = {"by_id": actor.id, "slot": slot}
    row = insert(SearchDraft).values(id=new_id(), version=1, created_at=now, **place, **content)
    again = content | {"version": SearchDraft.version + 1}
    db.session.execute(row.on_conflict_do_update(index_elements=list(place), set_=again))


def _mine(by_id: uuid.UUID, slot: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return SearchDraft.by_id == by_id, SearchDraft.slot == slot
