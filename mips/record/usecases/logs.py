"""The log of a person, organisation, place or thing. Logs of events and cases are their domains' own."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core.errors import NotFound
from mips.record import logbook
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.work import LogEntry
from mips.usecase import usecase
from mips.web.keyset import Page

KINDS: Final = frozenset({"person", "organisation", "place", "thing"})


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def add_log_entry(actor: Actor, *, entity_id: uuid.UUID, text: str, at: datetime | None = None) -> LogEntry:
    """Add to the log of a person, organisation, place or thing."""
    return logbook.write_entry(actor, entity_id=_logged_here(entity_id), text=text, at=at)


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def correct_log_entry(actor: Actor, *, entry_id: uuid.UUID, text: str) -> LogEntry:
    """Put an entry right by a later one."""
    _logged_here(fetch(LogEntry, entry_id).entity_id)
    return logbook.correct_entry(actor, entry_id=entry_id, text=text)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_log_entry(actor: Actor, *, entry_id: uuid.UUID) -> LogEntry:
    """One entry of such a log."""
    entry = fetch(LogEntry, entry_id)
    _logged_here(entry.entity_id)
    return entry


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def list_log(actor: Actor, *, entity_id: uuid.UUID, after: str | None = None) -> Page[LogEntry]:
    """The log of a person, organisation, place or thing, latest happening first."""
    return logbook.entries_of(_logged_here(entity_id), after=after)


def _logged_here(entity_id: uuid.UUID) -> uuid.UUID:
    entity = fetch(Entity, entity_id)
    if entity.kind not in KINDS:
        raise NotFound
    return entity.id
