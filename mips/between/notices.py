"""Tell: facts a domain announces in the past tense, for whichever domains care. It never learns who listened.

A listener shares the announcer's transaction: if it fails, nothing happened. It sees what the announcer may see, unless
it says UNSEEN_TOO. What must not hold up the announcer is queued as a job by the listener.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Base of every notice."""


@dataclass(frozen=True, kw_only=True)
class Arrested(Notice):
    """Somebody was arrested for these offences. `detention_id` None: bailed where it was, and in no custody."""

    detention_id: uuid.UUID | None
    person_id: uuid.UUID
    offence_ids: tuple[uuid.UUID, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Charged(Notice):
    """Somebody was charged with these offences."""

    detention_id: uuid.UUID
    person_id: uuid.UUID
    offence_ids: tuple[uuid.UUID, ...]
    at: datetime
    officer_in_case_id: uuid.UUID | None
    bailed_to: datetime | None
    """First appearance when bailed; None when kept for court."""
    court: str


@dataclass(frozen=True, kw_only=True)
class Released(Notice):
    """Somebody left custody, for good or on bail."""

    detention_id: uuid.UUID
    person_id: uuid.UUID
    at: datetime
    disposal: str = ""
    """How it ended, as custody names it: no-further-action, bailed, simple-caution..."""


@dataclass(frozen=True, kw_only=True)
class OfficerChanged(Notice):
    """A crime has another officer in the case, or none."""

    crime_id: uuid.UUID
    officer_id: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class SearchLedToArrest(Notice):
    """A stop and search record is part of this custody record from now on (PACE 1984 s.3(2)(a))."""

    detention_id: uuid.UUID
    search_id: uuid.UUID
    reference: str


@dataclass(frozen=True, kw_only=True)
class CopyGiven(Notice):
    """A document of a record was made to be handed to somebody."""

    entity_id: uuid.UUID
    title: str
    recipient: str
    purpose: str
    at: datetime
    by_id: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class PersonsMerged(Notice):
    kept_id: uuid.UUID
    absorbed_id: uuid.UUID


N = TypeVar("N", bound=Notice)
_listeners: dict[type[Notice], list[Callable[[Any], object]]] = defaultdict(list)


def listen(kind: type[N]) -> Callable[[Callable[[N], object]], Callable[[N], object]]:
    """Register a listener for a kind of notice."""

    def register(listener: Callable[[N], object]) -> Callable[[N], object]:
        _listeners[kind].append(listener)
        return listener

    return register


def announce(notice: Notice) -> None:
    """Tell everybody who listens for this kind, in the transaction under way."""
    for listener in _listeners[type(notice)]:
        listener(notice)
