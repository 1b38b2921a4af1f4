"""Suspects circulated as wanted: shown as a warning wherever they are met, ended by arrest or cancelled (INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO, onlooker
from mips.audit.model import Verb
from mips.between.notices import Arrested
from mips.core import clock, db
from mips.core.england import day_of
from mips.investigation.model.crime import Crime
from mips.investigation.model.wanted import Wanted
from mips.investigation.rules import wanted as rules
from mips.investigation.rules.wanted import WantedEnd
from mips.investigation.usecases.people import suspect_of
from mips.investigation.usecases.writing import log, offences_of
from mips.record.lookup import fetch
from mips.record.model.case import Offence
from mips.record.model.person import Person, WarningMarker
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase

STANDS: Final = timedelta(days=5 * 365)
"""How long the warning stands by itself; it ends with the circulation."""
AT_ONCE: Final = timedelta(hours=1)
"""By when an officer looks at it that whoever they want is in custody for something else."""


@usecase(Permission.INVESTIGATION_WARRANT_CREATE, verb=Verb.COLLECTED)
def circulate(actor: Actor, *, crime_id: uuid.UUID, person_id: uuid.UUID, grounds: str, risk: str) -> Wanted:
    """Circulate a suspect as wanted. A warning says so on their page, on the whiteboard and in the street."""
    crime, involved = fetch(Crime, crime_id), suspect_of(crime_id, person_id)
    person = fetch(Person, person_id)
    rules.check_circulated(status=involved.status, already=_standing(crime.id, person.id) is not None)
    offences = [row.title for row in offences_of(crime.id) if row.person_id == person.id]
    now = clock.now()
    marker = _warn(actor, person, offences, risk)
    wanted = Wanted(
        crime_id=crime.id,
        person_id=person.id,
        offences=offences,
        grounds=grounds,
        risk=risk,
        since=now,
        by_id=actor.id,
        marker_id=marker.id,
    )
    db.session.add(wanted)
    log(actor.id, crime, now, f"{person.label} circulated as wanted: {grounds}. Risk: {risk}", kind="suspect")
    return wanted


@usecase(Permission.INVESTIGATION_WARRANT_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def cancel_wanted(actor: Actor, *, wanted_id: uuid.UUID, why: str) -> Wanted:
    """Take a circulation back, with the reason; the warning goes with it."""
    wanted = fetch(Wanted, wanted_id, joinedload(Wanted.person))
    rules.check_cancelled(ended=wanted.ended_at is not None, why=why)
    _end(wanted, WantedEnd.CANCELLED, why, actor.id)
    crime = fetch(Crime, wanted.crime_id)
    log(actor.id, crime, clock.now(), f"{wanted.person.label} is not wanted any more: {why}", kind="suspect")
    return wanted


@usecase(Permission.INVESTIGATION_WARRANT_READ, verb=Verb.CONSULTED)
def read_wanted(actor: Actor, *, wanted_id: uuid.UUID) -> Wanted:
    """One circulation: who, for what, why, and what to beware of."""
    return fetch(Wanted, wanted_id, joinedload(Wanted.person), joinedload(Wanted.by))


def on_arrest_of_wanted(notice: Arrested) -> None:
    """Who is arrested for it is wanted for it no more; the officers in other crimes they are wanted for are told."""
    actor = onlooker.get()
    standing = sa.select(Wanted).where(Wanted.person_id == notice.person_id, Wanted.ended_at.is_(None))
    found = db.session.scalars(standing.execution_options(**UNSEEN_TOO)).all()
    if not found or actor is None:
        return
    crimes = set(
        db.session.scalars(
            sa.select(Offence.crime_id).where(Offence.id.in_(notice.offence_ids)).execution_options(**UNSEEN_TOO)
        )
    )
    for each in found:
        if each.crime_id in crimes:
            _end(each, WantedEnd.ARREST, "Arrested", actor.id)
        else:
            _tell(actor, each)


def wanted_in(crime_id: uuid.UUID) -> Sequence[Wanted]:
    """Who is wanted for a crime now."""
    now = sa.select(Wanted).where(Wanted.crime_id == crime_id, Wanted.ended_at.is_(None))
    return db.session.scalars(now.order_by(Wanted.id)).all()


def wanted_now(person_ids: Collection[uuid.UUID]) -> Sequence[Wanted]:
    """Which of these people are wanted, for whatever crime."""
    now = sa.select(Wanted).where(Wanted.person_id.in_(person_ids), Wanted.ended_at.is_(None))
    return db.session.scalars(now.order_by(Wanted.id)).all() if person_ids else []


def _warn(actor: Actor, person: Person, offences: Sequence[str], risk: str) -> WarningMarker:
    """The warning, as every page that shows a person shows it."""
    ends = day_of(clock.now()) + STANDS
    marker = WarningMarker(
        person_id=person.id,
        kind=rules.MARKER,
        detail=f"{', '.join(offences)}. {risk}",
        said_by=actor.name,
        expires_on=ends,
        review_on=day_of(clock.now()) + timedelta(days=28),
    )
    db.session.add(marker)
    db.session.flush()
    return marker


def _end(wanted: Wanted, how: WantedEnd, why: str, by_id: uuid.UUID) -> None:
    now = clock.now()
    wanted.ended_at, wanted.ended_how, wanted.ended_why, wanted.ended_by_id = now, how, why, by_id
    of_it = sa.select(WarningMarker).where(WarningMarker.id == wanted.marker_id)
    marker = db.session.scalars(of_it.execution_options(**UNSEEN_TOO)).one()
    marker.ended_at, marker.ended_why = now, f"Not wanted any more: {why}"


def _tell(actor: Actor, wanted: Wanted) -> None:
    """A task for the officer in a crime that they are wanted for besides."""
    about = sa.select(Crime.id, Crime.officer_in_case_id, Crime.reference).where(Crime.id == wanted.crime_id)
    crime_id, officer_id, reference = db.session.execute(about, execution_options=UNSEEN_TOO).one()
    if officer_id:
        title = f"In custody now for something else: wanted for {reference or 'your crime'}"
        told: dict[str, Any] = {"entity_id": crime_id, "assignee_id": officer_id, "raised_by_id": actor.id}
        told["due_at"] = clock.now() + AT_ONCE
        db.session.add(Task(title=title, detail=wanted.grounds, urgency=TaskUrgency.URGENT, endpoint="", **told))


def _standing(crime_id: uuid.UUID, person_id: uuid.UUID) -> Wanted | None:
    now = sa.select(Wanted).where(Wanted.crime_id == crime_id, Wanted.person_id == person_id, Wanted.ended_at.is_(None))
    return db.session.scalars(now).one_or_none()
