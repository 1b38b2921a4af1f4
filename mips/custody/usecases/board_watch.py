"""Keeping the whiteboard's lines as the record is: whatever is written, by whichever domain, before it is committed.

Nobody who writes has to think of the board. What a flush changed is noted; the lines are worked out once, at the end.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.custody.model.apart import KeepApart
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.other_hold import OtherHold
from mips.custody.usecases.board_facts import Kept, keep
from mips.record.model.case import Offence
from mips.record.model.person import Person, WarningMarker

_NOTED: Final = "whiteboard"
Change = tuple[str, uuid.UUID | None, Kept | None]
"""Of a detention or of a person, which one, and the part of the line that follows from it; None: what is joined."""


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
            yield "detention", row.detention_id, Kept.CLOCK
        case Offence():
            for detention_id in _held_before_and_after(row):
                yield "detention", detention_id, Kept.OFFENCES
        case KeepApart():
            yield "detention", row.detention_id, Kept.APART
            yield "detention", row.other_id, Kept.APART
        case WarningMarker():
            yield "person", row.person_id, Kept.MARKERS
        case Person():
            yield "person", row.id, None
        case Detention() if inspect(row).attrs.person_id.history.has_changes():
            yield "detention", row.id, Kept.MARKERS
            yield "detention", row.id, Kept.OFFENCES


def _held_before_and_after(offence: Offence) -> set[uuid.UUID]:
    history = inspect(offence).attrs.detention_id.history
    return {each for each in (*history.sum(), offence.detention_id) if each}


def _keep_up(session: Session) -> None:
    session.flush()
    noted: set[Change] = session.info.pop(_NOTED, set())
    parts: dict[uuid.UUID, set[Kept]] = defaultdict(set)
    for detention_id, part in (*_of_detentions(noted), *_of_people(noted)):
        parts[detention_id].update([part] if part else [])
    alike: dict[frozenset[Kept], list[uuid.UUID]] = defaultdict(list)
    for detention_id, wanted in parts.items():
        alike[frozenset(wanted)].append(detention_id)
    for named, ids in alike.items():
        keep(ids, sorted(named))


def _of_detentions(noted: set[Change]) -> Iterator[tuple[uuid.UUID, Kept | None]]:
    """An offence's detention may be one whose row goes with this transaction: only those that are there have a line."""
    ids = {each: part for of, each, part in noted if of == "detention" and each}
    if ids:
        kept = select(Detention.id).where(Detention.id.in_(ids)).execution_options(**UNSEEN_TOO)
        there = set(db.session.scalars(kept))
        yield from ((each, part) for of, each, part in noted if of == "detention" and each in there)


def _of_people(noted: set[Change]) -> Iterator[tuple[uuid.UUID, Kept | None]]:
    """Those of them who are in custody."""
    people = {each for of, each, _ in noted if of == "person"}
    if not people:
        return
    held = select(Detention.person_id, Detention.id).where(
        Detention.person_id.in_(people), Detention.released_at.is_(None)
    )
    for person_id, detention_id in db.session.execute(held.execution_options(**UNSEEN_TOO)):
        yield from ((detention_id, part) for of, each, part in noted if of == "person" and each == person_id)


def _forget(session: Session) -> None:
    session.info.pop(_NOTED, None)
