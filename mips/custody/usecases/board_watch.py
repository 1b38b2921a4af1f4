"""Keeping the whiteboard's lines as the record is: whatever is written, by whichever domain, before it is committed.

Nobody who writes has to think of the board. What a flush changed is noted; the lines are worked out once, at the end.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.custody.model.apart import KeepApart
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.other_hold import OtherHold
from mips.custody.usecases.board_facts import keep
from mips.custody.usecases.board_line import take_spoken
from mips.record.model.case import Offence
from mips.record.model.person import Person, WarningMarker

_NOTED: Final = "whiteboard"
Change = tuple[str, uuid.UUID | None]
"""Of a detention or of a person, and which one."""


def start_following() -> None:
    """Follow every session from now on."""
    if not event.contains(Session, "after_flush", _note):
        event.listen(Session, "after_flush", _note)
        event.listen(Session, "before_commit", _keep_up)
        event.listen(Session, "after_rollback", _forget)


def _note(session: Session, context: UOWTransaction) -> None:
    changes = {change for row in (*session.new, *session.dirty, *session.deleted) for change in _changes(row)}
    if changes:
        session.info.setdefault(_NOTED, set()).update(changes)


def _changes(row: Any) -> Iterator[Change]:
    match row:
        case DetentionFact() | OtherHold():
            yield "detention", row.detention_id
        case Offence():
            yield from (("detention", each) for each in _held_before_and_after(row))
        case KeepApart():
            yield "detention", row.detention_id
            yield "detention", row.other_id
        case WarningMarker():
            yield "person", row.person_id
        case Person():
            yield "person", row.id
        case Detention() if inspect(row).attrs.person_id.history.has_changes():
            yield "detention", row.id


def _held_before_and_after(offence: Offence) -> set[uuid.UUID]:
    history = inspect(offence).attrs.detention_id.history
    return {each for each in (*history.sum(), offence.detention_id) if each}


def _keep_up(session: Session) -> None:
    session.flush()
    noted: set[Change] = session.info.pop(_NOTED, set())
    changed = {each for of, each in noted if of == "detention" and each}
    keep(take_spoken(session), changed | _held({each for of, each in noted if of == "person" and each}))


def _held(people: set[uuid.UUID]) -> set[uuid.UUID]:
    """The detentions of those of them who are in custody."""
    if not people:
        return set()
    held = select(Detention.id).where(Detention.person_id.in_(people), Detention.released_at.is_(None))
    return set(db.session.scalars(held.execution_options(**UNSEEN_TOO)))


def _forget(session: Session) -> None:
    session.info.pop(_NOTED, None)
    take_spoken(session)
