"""Erases values from the journal where retention rules say so, and leaves an entry that says it was done.

The entry itself stays, with the digest of what it said, so that the seals still prove. Only the retention role of the
database may do this, and only whoever disposes of records under the rules has its address.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from mips.access.policy import Actor
from mips.audit import journal
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.core.errors import RuleBroken

ERASED_KIND: Final = JournalDetail.__name__
"""What the entry of an erasure names as the kind of row that went."""
AT_ONCE: Final = 10_000


def erase_values(engine: sa.Engine, actor: Actor, entry_ids: Sequence[uuid.UUID]) -> int:
    """Erase the values of these entries, with one entry that names them, in one transaction. Returns how many went.

    `engine` connects as the retention role. The actor says why: its reason goes into the entry. Raises RuleBroken for
    the values of an erasure itself, or without a reason.
    """
    if not actor.reason.strip():
        raise RuleBroken("Erasing values from the journal needs a reason", rule="s.62 DPA 2018")
    if len(entry_ids) > AT_ONCE:
        raise RuleBroken(f"At most {AT_ONCE:,} entries at a time", rule="erasure-size")
    with engine.begin() as connection, Session(connection) as session:
        there = _to_erase(session, entry_ids)
        if there:
            _note(session, actor, there)
            gone = sa.delete(JournalDetail).where(JournalDetail.entry_id.in_(there))
            connection.execute(gone)
    return len(there)


def _to_erase(session: Session, entry_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    erasures = sa.select(JournalEntry.id).where(
        JournalEntry.id.in_(entry_ids), JournalEntry.row_kind == ERASED_KIND, JournalEntry.verb == Verb.ERASED
    )
    if session.scalars(erasures.limit(1)).first() is not None:
        raise RuleBroken("What an erasure says of itself stays", rule="s.62 DPA 2018")
    return list(session.scalars(sa.select(JournalDetail.entry_id).where(JournalDetail.entry_id.in_(entry_ids))))


def _note(session: Session, actor: Actor, entry_ids: list[uuid.UUID]) -> None:
    activity = journal.Activity(f"{__name__.removeprefix('mips.')}.{erase_values.__name__}", actor)
    token = journal.current.set(activity)
    try:
        journal.note(Verb.ERASED, None, {"values of entries": len(entry_ids)}, subjects=entry_ids)
        activity.pending[-1]["row_kind"] = ERASED_KIND
        journal.write_pending(session)
    finally:
        journal.current.reset(token)
