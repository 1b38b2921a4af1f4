"""Who is in a crime after it was recorded: one more suspect, victim or witness, and where a suspect stands."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.rules import suspects as rules
from mips.investigation.usecases.parties import party_told
from mips.investigation.usecases.writing import give_status, involve, log, move_on, offences_of, suspect
from mips.record.lookup import fetch, picked
from mips.record.model.case import Stage
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def add_suspect(
    actor: Actor, *, crime_id: uuid.UUID, person_id: uuid.UUID, grounds: str, status: str = rules.SUSPECT
) -> Involvement:
    """Name somebody as a suspect, or as a person of interest, who is not accused of anything (INV-8)."""
    crime, person = fetch(Crime, crime_id), picked(Person, person_id, field="person_id")
    if status not in {rules.SUSPECT, rules.PERSON_OF_INTEREST}:
        raise RuleBroken("Somebody is first a suspect or a person of interest", rule="INV-8", field="status")
    if _now(crime, person) not in {"", *rules.NOT_SUSPECTED}:
        raise RuleBroken("This person is a suspect already", rule="INV-8", field="person_id")
    now = clock.now()
    if status == rules.SUSPECT:
        involved = suspect(actor, crime, person, status, now, why=grounds)
    else:
        involved = involve(crime, person, Part.SUSPECT)
        give_status(actor.id, involved, status, now, why=grounds)
    log(actor.id, crime, now, f"{title_of(rules.LIST, status)}: {person.label}. {grounds}", kind="suspect")
    return involved


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def change_suspect(
    actor: Actor, *, crime_id: uuid.UUID, person_id: uuid.UUID, status: str, why: str | None = None
) -> Involvement:
    """Say where a suspect now stands. What they were before is kept (INV-8)."""
    crime = fetch(Crime, crime_id)
    involved = suspect_of(crime.id, person_id)
    item = require_item(rules.LIST, status, field="status")
    rules.check_change(involved.status, status, why=why or "")
    now = clock.now()
    if status == rules.SUSPECT:
        suspect(actor, crime, fetch(Person, person_id), status, now, why=why or "")
    else:
        give_status(actor.id, involved, status, now, why=why or "")
    if status in rules.NOT_SUSPECTED:
        move_on(offences_of(crime.id), person_id, Stage.SUSPECTED, Stage.ENDED)
    log(actor.id, crime, now, f"{involved.party.label}: {item.title}. {why or ''}".strip(), kind="suspect")
    return involved


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def add_party(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    part: Part,
    person_id: uuid.UUID | None = None,
    organisation: str | None = None,
) -> Involvement:
    """Add a victim or a witness: a person on the record, or an organisation by name."""
    crime = fetch(Crime, crime_id)
    party = party_told({"person_id": person_id, "organisation": organisation})
    db.session.flush()
    involved = involve(crime, party, part)
    log(actor.id, crime, clock.now(), f"{part.value.capitalize()}: {party.label}", kind=part.value)
    return involved


def _now(crime: Crime, person: Person) -> str:
    try:
        return suspect_of(crime.id, person.id).status
    except NotFound:
        return ""


def suspect_of(crime_id: uuid.UUID, person_id: uuid.UUID) -> Involvement:
    """Their part in the crime as its suspect. Raises NotFound."""
    found = sa.select(Involvement).where(
        Involvement.event_id == crime_id,
        Involvement.party_id == person_id,
        Involvement.part == Part.SUSPECT,
        Involvement.ended_at.is_(None),
    )
    row = db.session.scalars(found.options(joinedload(Involvement.party))).one_or_none()
    if row is None:
        raise NotFound("No such suspect")
    return row
