"""How every custody use case writes: a dated fact for the clock, a line in the log, both in the same breath."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Final

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock, db
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.incidents import check_may_add
from mips.custody.rules.story import Fact
from mips.custody.usecases.clocks import story_of
from mips.record.logbook import write_entry
from mips.record.lookup import fetch
from mips.record.model.work import LogEntry

FROM_PAPER: Final = "re-entered from paper"
"""What the log says of the kind of an entry that was written on paper first."""
_typist: ContextVar[str] = ContextVar("typist", default="")


@contextmanager
def off_paper(typed_by: str) -> Iterator[None]:
    """What is logged meanwhile was written on paper when it happened, and is typed in now by somebody else."""
    token = _typist.set(typed_by)
    try:
        yield
    finally:
        _typist.reset(token)


def happened(actor: Actor, detention: Detention, kind: type[Fact], at: datetime, **details: object) -> DetentionFact:
    """Put a fact on the record. Raises CaseInvalid when it cannot follow the facts already there."""
    told = detention.facts  # loaded while this one is not among them
    fact = DetentionFact(detention=detention, kind=kind.name, at=at, details=details, by_id=actor.id)
    db.session.add(fact)
    db.session.flush()
    told.sort(key=lambda each: (each.at, each.created_at))  # as the database gives them
    story_of(detention)
    return fact


def log(actor: Actor, detention: Detention, at: datetime, text: str, *, kind: str = "entry") -> LogEntry:
    """A line of the record's log, at the time of the thing spoken of; on a locked record, marked as added after."""
    locked = detention.locked_at is not None
    check_may_add(locked=locked, designated=actor.may(Permission.CUSTODY_LOG_UPDATE))
    added = f"Added after the record was locked: {text}" if locked else text
    if typed_by := _typist.get():
        added, kind = f"{added} (from paper, typed in by {typed_by})", FROM_PAPER
    return write_entry(actor, entity_id=detention.id, text=added, at=at, kind=kind)


def moment_of(at: datetime | None) -> datetime:
    """When nothing was said of the time, it is now."""
    return at or clock.now()


def said(at: datetime) -> str:
    """'2 Mar 14:20', inside a sentence."""
    return f"{at.astimezone(LONDON):%-d %b %H:%M}"


def name_after(detention: Detention) -> None:
    """Keep up to date how lists name the record."""
    detention.label = f"Detention of {detention.detainee}"
    detention.summary = "; ".join(dict.fromkeys(offence.title for offence in detention.offences))


def detention_with(detention_id: uuid.UUID) -> Detention:
    """The custody record, or NotFound whether it is missing or hidden. Who and what for are loaded when asked."""
    return fetch(Detention, detention_id)
