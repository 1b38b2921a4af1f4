"""What somebody has half typed of a statement: kept on the server, shown to them alone, on any device."""

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
from mips.investigation.model.statement import StatementDraft
from mips.usecase import usecase

MOST: Final = 20
"""So many one person may have begun at once."""
_PLAIN = {"synchronize_session": False, "autoflush": False}
"""Drafts are written by statement, never by the session: nothing that waits in it concerns them."""


@dataclass(frozen=True)
class StatementDraftShown:
    """A draft, where there is one. That nothing was kept is nothing to journal."""

    draft: StatementDraft | None

    def shown(self) -> Iterable[Base] | None:
        return [self.draft] if self.draft else None


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.CONSULTED)
def read_statement_draft(actor: Actor, *, slot: uuid.UUID) -> StatementDraftShown:
    """One's own statement half typed, in this slot."""
    found = select(StatementDraft).where(*_mine(actor.id, slot)).options(joinedload(StatementDraft.by))
    return StatementDraftShown(db.session.scalars(found.execution_options(populate_existing=True)).one_or_none())


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def keep_statement_draft(
    actor: Actor, *, slot: uuid.UUID, typed: Mapping[str, Sequence[str]], sending: uuid.UUID | None = None
) -> StatementDraft | None:
    """Keep what is typed in place of what was. None when the form `sending` has been carried out meanwhile."""
    if sending and db.session.scalar(select(Submission.id).where(Submission.id == sending)):
        return None
    begun = set(db.session.scalars(select(StatementDraft.slot).where(StatementDraft.by_id == actor.id)))
    if slot not in begun and len(begun) >= MOST:
        raise RuleBroken(f"You have begun {MOST} statements. Save one of them first", rule="INV-8")
    _put(actor, slot, typed)
    draft = read_statement_draft(actor, slot=slot).draft
    if slot not in begun:
        note(Verb.COLLECTED, draft, {"slot": str(slot)})
    return draft


def forget_statement_draft(by_id: uuid.UUID, slot: uuid.UUID) -> None:
    """Once it is saved, in the use case that saved it."""
    db.session.execute(delete(StatementDraft).where(*_mine(by_id, slot)), execution_options=_PLAIN)


def _put(actor: Actor, slot: uuid.UUID, typed: Mapping[str, Sequence[str]]) -> None:
    """By one statement: two screens that begin a draft at once make one."""
    now = clock.now()
    content = {"typed": {name: list(texts) for name, texts in typed.items()}, "kept_at": now}
    place = {"by_id": actor.id, "slot": slot}
    row = insert(StatementDraft).values(id=new_id(), version=1, created_at=now, **place, **content)
    again = content | {"version": StatementDraft.version + 1}
    db.session.execute(row.on_conflict_do_update(index_elements=list(place), set_=again))


def _mine(by_id: uuid.UUID, slot: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return StatementDraft.by_id == by_id, StatementDraft.slot == slot
