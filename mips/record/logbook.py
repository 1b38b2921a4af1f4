"""A record's log: append-only, with the time of what happened beside the time of writing, mended by later entries only.

For use cases of every domain, which declare who may read and write the log of their kind of record.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.policy import Actor
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.work import LogEntry
from mips.web.keyset import Page, paged

CORRECTION: Final = "correction"


def write_entry(
    actor: Actor, *, entity_id: uuid.UUID, text: str, at: datetime | None = None, kind: str = "entry"
) -> LogEntry:
    """Add a line to the log of a record. `at` is when the thing spoken of happened: now, unless told otherwise."""
    if not _at_hand(entity_id):
        fetch(Entity, entity_id)
    entry = LogEntry(entity_id=entity_id, at=at or clock.now(), kind=kind, text=text, author_id=actor.id)
    db.session.add(entry)
    return entry


def _at_hand(entity_id: uuid.UUID) -> bool:
    """Whether the use case has the record before it: what the session holds has passed the row filter."""
    held = db.session.identity_map
    return any((kind, (entity_id,), None) in held for kind in _identity_classes())


@cache
def _identity_classes() -> frozenset[type[Any]]:
    """By which the session knows entities: SQLAlchemy's key names the class at which a hierarchy's kinds are told."""
    mappers = sa.inspect(Entity).self_and_descendants
    return frozenset(mapper.identity_key_from_primary_key((None,))[0] for mapper in mappers)


def correct_entry(actor: Actor, *, entry_id: uuid.UUID, text: str, at: datetime | None = None) -> LogEntry:
    """Put right what an entry says, by a later one; the first stays as it is. A correction can be corrected too."""
    wrong = fetch(LogEntry, entry_id)
    later = sa.select(LogEntry.id).where(LogEntry.corrects_id == wrong.id)
    if db.session.scalar(later) is not None:
        raise RuleBroken("This entry has already been corrected: correct the latest one", rule="log-correction")
    if text.strip() == wrong.text.strip():
        raise RuleBroken(
            "The entry says this already. Change the words, or go back", rule="log-correction", field="text"
        )
    entry = LogEntry(
        entity_id=wrong.entity_id,
        at=at or wrong.at,
        kind=CORRECTION,
        text=text,
        author_id=actor.id,
        corrects_id=wrong.id,
    )
    db.session.add(entry)
    return entry


def entries_of(entity_id: uuid.UUID, *, after: str | None = None, size: int = 50) -> Page[LogEntry]:
    """The log of a record, latest happening first, each with its author."""
    statement = sa.select(LogEntry).where(LogEntry.entity_id == entity_id).options(joinedload(LogEntry.author))
    return paged(db.session, statement, by=[LogEntry.at.desc(), LogEntry.id.desc()], after=after, size=size)
