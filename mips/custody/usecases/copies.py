"""The custody log says which papers of the record were given to whom. Code C 2.4."""

from __future__ import annotations

from mips.between.notices import CopyGiven
from mips.core import db
from mips.custody.model.detention import Detention
from mips.record.model.work import LogEntry


def note_copy_given(given: CopyGiven) -> None:
    """A line of the log, where what was given is of a custody record."""
    if db.session.get(Detention, given.entity_id) is None:
        return
    text = f"{given.title} given to {given.recipient}: {given.purpose}"
    db.session.add(LogEntry(entity_id=given.entity_id, at=given.at, kind="document", text=text, author_id=given.by_id))
