"""The investigation log: append-only, timed, corrected only by a later entry (INV-8)."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock
from mips.core.errors import NotFound
from mips.investigation.model.crime import Crime
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.usecases.writing import log, taken_up
from mips.record.lookup import fetch
from mips.record.model.event import Event
from mips.record.model.work import LogEntry
from mips.usecase import usecase


class LogKind(StrEnum):
    """What an entry of the log is (INV-8)."""

    ENTRY = "entry"
    DECISION = "decision"
    RATIONALE = "rationale"
    CONTACT = "contact"


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def add_log_entry(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    text: str,
    kind: LogKind = LogKind.ENTRY,
    at: datetime | None = None,
    corrects_id: uuid.UUID | None = None,
) -> LogEntry:
    """Add an entry about something that happened `at` (now). `corrects_id`: the earlier entry that it corrects."""
    return _added(actor, fetch(Crime, crime_id), text, kind, at, corrects_id)


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def add_incident_entry(
    actor: Actor,
    *,
    incident_id: uuid.UUID,
    text: str,
    kind: LogKind = LogKind.ENTRY,
    at: datetime | None = None,
    corrects_id: uuid.UUID | None = None,
) -> LogEntry:
    """The same, to the log of a report that need not be a crime."""
    return _added(actor, fetch(ReportedIncident, incident_id), text, kind, at, corrects_id)


def _added(
    actor: Actor, event: Event, text: str, kind: LogKind, at: datetime | None, corrects_id: uuid.UUID | None
) -> LogEntry:
    if corrects_id is not None and fetch(LogEntry, corrects_id).entity_id != event.id:
        raise NotFound("No such entry in this log")
    if isinstance(event, Crime) and event.officer_in_case_id == actor.id:
        taken_up(event)
    entry = log(actor.id, event, at or clock.now(), text, kind=kind.value)
    entry.corrects_id = corrects_id
    return entry
