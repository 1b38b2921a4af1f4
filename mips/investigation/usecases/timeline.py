"""What investigation tells of somebody's life: crimes they have a part in, and how those ended."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from mips.access.model import User
from mips.access.policy import Actor
from mips.between.timeline import Line, Stretch, midday
from mips.core import db
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.record.model.event import Involvement, Part
from mips.web.field.choice import words
from mips.web.filters import moment

SHORT: Final = 300
"""Letters of what happened that a line shows."""


def lines_of(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """Each crime once, whatever parts somebody has in it, and each outcome that concerns them."""
    yield from _crimes(person_id, stretch)
    yield from _outcomes(person_id, stretch)


def _crimes(person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    placed = sa.func.coalesce(Crime.occurred_from, Crime.reported_at, Crime.created_at)
    crimes = sa.select(Crime, User.name).outerjoin(User, User.id == Crime.owner_id).where(_of(person_id))
    rows = db.session.execute(stretch.of(crimes, placed, Crime.id)).all()
    parts = _parts(person_id, [crime.id for crime, _, _ in rows])
    for crime, owner, at in rows:
        yield Line(
            id=crime.id,
            at=at,
            title=f"{', '.join(parts[crime.id])}: {crime.label}",
            row=crime,
            precision=crime.occurred_known_to if crime.occurred_from else "minute",
            entered_at=crime.created_at,
            by=owner or "",
            text=_story(crime),
            tag=" ".join(part for part in ("Crime", crime.reference) if part),
        )


def _of(person_id: uuid.UUID) -> sa.ColumnElement[bool]:
    return Crime.id.in_(sa.select(Involvement.event_id).where(Involvement.party_id == person_id))


def _parts(person_id: uuid.UUID, crimes: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    parts = sa.select(Involvement).where(Involvement.party_id == person_id, Involvement.event_id.in_(list(crimes)))
    for each in db.session.scalars(parts.order_by(Involvement.id)):
        found[each.event_id].append(f"{words(each.part)}{' (no longer)' if each.ended_at else ''}")
    return found


def _story(crime: Crime) -> str:
    reported = f"Reported {moment(crime.reported_at)}." if crime.reported_at else ""
    short = crime.summary if len(crime.summary) <= SHORT else f"{crime.summary[:SHORT].rstrip()}\u2026"
    return " ".join(part for part in (reported, short) if part)


def _outcomes(person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """Outcomes in force, but for those of another suspect of a crime that this person is suspected of."""
    suspected = sa.select(Involvement.event_id).where(
        Involvement.party_id == person_id, Involvement.part == Part.SUSPECT
    )
    mine: Any = sa.or_(
        CrimeOutcome.suspect_id.is_(None), CrimeOutcome.suspect_id == person_id, Crime.id.not_in(suspected)
    )
    in_force: Any = sa.or_(CrimeOutcome.decided_by_id.is_(None), CrimeOutcome.in_force_at.is_not(None))
    at = sa.func.coalesce(CrimeOutcome.in_force_at, midday(CrimeOutcome.decided_on), CrimeOutcome.created_at)
    outcomes = (
        sa.select(CrimeOutcome)
        .join(CrimeOutcome.crime)
        .where(_of(person_id), mine, in_force)
        .options(contains_eager(CrimeOutcome.crime), joinedload(CrimeOutcome.decided_by))
    )
    for outcome, when in db.session.execute(stretch.of(outcomes, at, CrimeOutcome.id)):
        yield Line(
            id=outcome.id,
            at=when,
            title=f"Outcome {outcome.code}: {outcome.title}" if outcome.code else f"Outcome: {outcome.title}",
            row=outcome.crime,
            precision="minute" if outcome.in_force_at or not outcome.decided_on else outcome.decided_precision.value,
            entered_at=outcome.created_at,
            by=outcome.decided_by.name if outcome.decided_by else "",
            tag=" ".join(part for part in ("Crime", outcome.crime.reference) if part),
        )
