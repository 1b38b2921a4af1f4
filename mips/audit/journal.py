"""Watches the session and writes an entry for every audited row that appears, changes or goes, and for all shown."""

from __future__ import annotations

import enum
import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, Protocol, runtime_checkable

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction

from mips.access.policy import Actor
from mips.audit.model import Journal, JournalDetail, JournalEntry, Verb
from mips.core.db import Base, new_id

HOUSEKEEPING: Final = frozenset({"id", "version", "created_at", "changed_at"})


@dataclass
class Activity:
    """What is being done, by whom and why: set by a use case, stamped on every entry."""

    usecase: str
    actor: Actor | None
    verbs: frozenset[Verb] = frozenset(Verb)
    bulk: bool = False
    pending: list[dict[str, Any]] = field(default_factory=list)
    details: list[dict[str, Any]] = field(default_factory=list)


@runtime_checkable
class Shown(Protocol):
    """What a reading use case may return when it is neither a row nor a list of rows: it says what it shows.

    Rows, or the ids of entities where no row was loaded.
    None when a screen that refreshes itself is shown nothing it did not hold already: that leaves no entry.
    """

    def shown(self) -> Iterable[Base | uuid.UUID] | None: ...


current: ContextVar[Activity | None] = ContextVar("activity", default=None)


def note(verb: Verb, row: Base | None, values: Mapping[str, Any], *, subjects: list[uuid.UUID] | None = None) -> None:
    """Put one entry with the activity under way; it is written with the transaction."""
    activity = current.get()
    if activity is None:
        raise RuntimeError(f"{verb} {row!r} outside a use case")
    kind, subject = subject_of(row) if row is not None else ("", None)
    salt, plain = secrets.token_bytes(16), plain_values(values)
    entry_id, actor = new_id(), activity.actor
    activity.pending.append(
        {
            "id": entry_id,
            "verb": verb.value,
            "usecase": activity.usecase,
            "actor_id": actor.id if actor else None,
            "actor_name": f"{actor.collar} {actor.name}".strip() if actor else "",
            "actor_role": " ".join(sorted(actor.roles)) if actor else "",
            "origin": actor.origin if actor else "",
            "request": actor.request if actor else "",
            "reason": actor.reason if actor else "",
            "subject_kind": kind,
            "subject_id": subject,
            "row_kind": type(row).__name__ if row is not None else "",
            "row_id": row.id if row is not None else None,
            "subjects": subjects,
            "digest": digest_of(salt, plain),
        }
    )
    activity.details.append({"entry_id": entry_id, "salt": salt, "values": plain})


def subject_of(row: Base) -> tuple[str, uuid.UUID | None]:
    """The entity a row is about: itself, or the first it belongs to."""
    for name in row.belongs_to:
        if (value := getattr(row, name)) is not None:
            return "entity", value
    return ("entity" if hasattr(row, "restriction") else type(row).__name__), row.id


def digest_of(salt: bytes, plain: Mapping[str, Any]) -> bytes:
    """SHA-256 over salt and canonical JSON (sorted keys, no blanks, UTF-8)."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(salt + text.encode()).digest()


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    """A value as JSON can keep it exactly: no floats (their digits are not stable), no types of ours."""
    match value:
        case enum.Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case Mapping():
            return {str(k): _plain(v) for k, v in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(v) for v in value]
        case Decimal() | float() | uuid.UUID():
            return str(value)
        case _:
            return str(value)


def note_shown(verb: Verb, result: object, query: Mapping[str, Any]) -> None:
    """A reading use case shows what it returns: one entry for a record, one for a whole list."""
    if isinstance(result, Base):
        note(verb, result, {})
        return
    rows = result.shown() if isinstance(result, Shown) else result if isinstance(result, Iterable) else ()
    if rows is None:
        return
    asked = {k: v for k, v in query.items() if v is not None}
    note(verb, None, {"query": asked}, subjects=subjects_of(rows))


def subjects_of(rows: Iterable[object]) -> list[uuid.UUID]:
    """The entities that rows are about, each once; an id stands for its entity, what is neither for nothing."""
    found = (_subject(row) for row in rows)
    return list(dict.fromkeys(each for each in found if each))


def _subject(row: object) -> uuid.UUID | None:
    if isinstance(row, uuid.UUID):
        return row
    return subject_of(row)[1] if isinstance(row, Base) else None


def write_pending(session: Session) -> None:
    """Write what has been noted, each entry with its detail, in one exchange with the server however many they are."""
    activity = current.get()
    if activity is None or not activity.pending:
        return
    rows = [_named("entry", e) | _named("detail", d) for e, d in zip(activity.pending, activity.details, strict=True)]
    session.connection().execute(_entry_with_detail(), rows)
    activity.pending, activity.details = [], []


@cache
def _entry_with_detail() -> sa.Insert:
    """One statement for both: every page that shows something of the record waits for it."""
    entry = _from_names(JournalEntry, "entry").cte("entry")
    return _from_names(JournalDetail, "detail").add_cte(entry)


def _from_names(model: type[Journal], prefix: str) -> sa.Insert:
    """Into every column but the instant, which the server says."""
    columns = [column for column in sa.inspect(model).columns if column.key != "at"]
    return sa.insert(model).inline().values({c: sa.bindparam(f"{prefix}_{c.key}", type_=c.type) for c in columns})


def _named(prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{prefix}_{column}": value for column, value in row.items()}


def changes_in(row: Base, *, added: bool) -> dict[str, list[Any]]:
    """Column -> [before, after] for whatever the flush wrote; for a new row only what it holds."""
    found = {}
    state = inspect(row)
    for column in state.mapper.column_attrs:
        if column.key in HOUSEKEEPING:
            continue
        history = state.attrs[column.key].history
        if history.has_changes():
            before, after = history.deleted or [None], history.added or [None]
            if not (added and after[0] is None):
                both = [before[0], after[0]]
                found[column.key] = [_veiled(value) for value in both] if column.key in row.unspoken else both
    return found


def _veiled(value: Any) -> str | None:
    return None if value is None else "not shown"


def _write_history(session: Session, context: UOWTransaction) -> None:
    for row in session.new:
        if isinstance(row, Base) and row.audited:
            note(Verb.COLLECTED, row, changes_in(row, added=True))
    for row in session.dirty:
        if isinstance(row, Base) and row.audited and (changes := changes_in(row, added=False)):
            note(Verb.ALTERED, row, changes)
    for row in session.deleted:
        if isinstance(row, Base) and row.audited:
            note(Verb.ERASED, row, {})


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    mapper, activity = state.bind_mapper, current.get()
    if not (state.is_insert or state.is_update or state.is_delete) or (activity is not None and activity.bulk):
        return
    if mapper is not None and getattr(mapper.class_, "audited", False):
        raise RuntimeError(f"bulk write to {mapper.class_.__name__} would escape the journal; load the rows instead")


def _remember_old_values(mapper: Mapper[Any], class_: type[Any]) -> None:
    """Load an attribute before it is overwritten, or the journal would show it coming from nothing."""
    for column in mapper.column_attrs:
        getattr(class_, column.key).impl.active_history = True


def start_watching() -> None:
    event.listen(Base, "mapper_configured", _remember_old_values, propagate=True)
    event.listen(Session, "after_flush", _write_history)
    event.listen(Session, "do_orm_execute", _refuse_bulk_writes)
