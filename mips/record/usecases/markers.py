"""Warning markers: what whoever meets a person must know first. Each has a source, and ends unless it is reviewed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.record.lookup import fetch
from mips.record.model.person import Person, WarningMarker
from mips.record.reference.lookup import listed, require_item
from mips.usecase import usecase
from mips.web.spoken import in_london

LASTS: Final = timedelta(days=365)
LONGEST: Final = timedelta(days=5 * 366)
REVIEWED_BEFORE: Final = timedelta(days=30)
"""How long before its end a marker is to be looked at."""
LIST: Final = "warning-marker"


def without_health(markers: Sequence[WarningMarker]) -> list[WarningMarker]:
    """The markers that the limited form of a person shows (ROL-4)."""
    about_health = {item.code for item in listed(LIST) if item.extra.get("health")} if markers else set()
    return [marker for marker in markers if marker.kind not in about_health]


@usecase(Permission.RECORD_MARKER_CREATE, verb=Verb.COLLECTED)
def add_marker(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    kind: str,
    said_by: str,
    detail: str | None = None,
    expires_on: date | None = None,
) -> WarningMarker:
    """A marker with its source. `kind` is a code of the list warning-marker; healthcare staff add health ones (ROL-4).

    It lasts a year unless told otherwise, and is to be reviewed a month before its end.
    """
    person = fetch(Person, person_id)
    item = require_item(LIST, kind, field="kind")
    if item.extra.get("automatic"):
        raise RuleBroken("This marker follows from the record: circulate them as wanted from the crime", rule="INV-8")
    if actor.roles == {Role.HEALTHCARE_PROFESSIONAL} and not item.extra.get("health"):
        raise Forbidden("Healthcare staff may add markers about health only")
    ends = _end(expires_on)
    row = WarningMarker(
        person_id=person.id,
        kind=item.code,
        detail=detail or "",
        said_by=said_by,
        expires_on=ends,
        review_on=max(ends - REVIEWED_BEFORE, _today()),
    )
    db.session.add(row)
    return row


@usecase(Permission.RECORD_MARKER_APPROVE, verb=Verb.ALTERED)
def review_marker(
    actor: Actor, *, person_id: uuid.UUID, marker_id: uuid.UUID, expires_on: date | None = None
) -> WarningMarker:
    """Say that a marker still holds, and until when."""
    row = _standing(person_id, marker_id)
    row.expires_on = _end(expires_on)
    row.review_on = max(row.expires_on - REVIEWED_BEFORE, _today())
    row.reviewed_at = clock.now()
    return row


@usecase(Permission.RECORD_MARKER_APPROVE, verb=Verb.ALTERED)
def remove_marker(actor: Actor, *, person_id: uuid.UUID, marker_id: uuid.UUID, why: str) -> WarningMarker:
    """Take a marker away, with the reason. It stays in the person's history."""
    row = _standing(person_id, marker_id)
    row.ended_at, row.ended_why = clock.now(), why
    return row


def _standing(person_id: uuid.UUID, marker_id: uuid.UUID) -> WarningMarker:
    row = fetch(WarningMarker, marker_id)
    if row.person_id != person_id:
        raise NotFound
    if row.ended_at is not None:
        raise RuleBroken("This marker has already been removed", rule="marker-removed")
    return row


def _end(asked: date | None) -> date:
    ends = asked or _today() + LASTS
    if not _today() < ends <= _today() + LONGEST:
        raise RuleBroken("A marker must end after today and within five years", rule="marker-end", field="expires_on")
    return ends


def _today() -> date:
    return in_london(clock.now()).date()
