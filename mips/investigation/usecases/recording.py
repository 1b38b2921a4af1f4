"""Recording a crime: the report, the decision by rule, the place, the people and the offences (INV-1, INV-13)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.settings import settings
from mips.investigation.model.crime import Crime, CrimeStatus, RecordingDecision
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules import recording as rules
from mips.investigation.rules.incidents import check_recordable
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.rules.suspects import SUSPECT
from mips.investigation.usecases.deciding import decided_as_crime
from mips.investigation.usecases.incidents import is_rape, opened
from mips.investigation.usecases.parties import party_told
from mips.investigation.usecases.places import place_told
from mips.investigation.usecases.writing import give_to, involve, log, suspect
from mips.record.lookup import fetch, picked
from mips.record.model.case import Offence
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person
from mips.record.numbers import next_number
from mips.record.reference.lookup import require_offence_code
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase

Fields = Mapping[str, Any]

INVESTIGATORS = frozenset({Role.OFFICER, Role.OFFICER_IN_CASE})


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED)
def record_crime(
    actor: Actor,
    *,
    offences: Sequence[Fields],
    basis: Basis,
    amounts_to_crime: bool,
    reported_at: datetime,
    channel: Channel,
    occurred_from: datetime,
    where: Fields,
    summary: str,
    occurred_until: datetime | None = None,
    evidence: str | None = None,
    modus_operandi: str | None = None,
    victims: Sequence[Fields] = (),
    witnesses: Sequence[Fields] = (),
    suspects: Sequence[Fields] = (),
    incident_id: uuid.UUID | None = None,
) -> Crime:
    """Record a crime from a report: its number, the rule it was recorded by, and one offence row for each suspect.

    `incident_id`: the report it is recorded from; where there is none yet, one is made of what is told here (NC-1).

    `offences`: each `code`. `victims`, `witnesses`: each `person_id`, or `organisation` by name. `suspects`: each
    `person_id` and why they are suspected as `grounds`. `where`: as usecases.places.place_told takes it.
    """
    rules.check_times(occurred_from, occurred_until, reported_at)
    rules.check_decision(basis, amounts_to_crime=amounts_to_crime, evidence=evidence or "")
    rules.check_victims(basis, len(victims))
    listed = [require_offence_code(each["code"], field=f"offences-{n}-code") for n, each in enumerate(offences)]
    principal, now = listed[0], clock.now()
    place = place_told(where)
    db.session.flush()  # a new place has no id before
    incident = _reported_in(incident_id) or opened(
        reported_at=reported_at,
        channel=channel,
        label=f"{principal.title}, {place.label}",
        summary=summary,
        place_id=place.id,
        occurred_from=occurred_from,
        occurred_until=occurred_until,
        offence_code=principal.code,
        offence_title=principal.title,
        rape=is_rape(principal),
    )
    crime = Crime(
        reference=rules.crime_number(settings().force, next_number(f"crime {settings().force}", now.year), now.year),
        label=f"{principal.title}, {place.label}",
        force=settings().force,
        place_id=place.id,
        status=CrimeStatus.RECORDED,
        basis=basis,
        channel=channel,
        reported_at=reported_at,
        recorded_at=now,
        occurred_from=occurred_from,
        occurred_until=occurred_until,
        summary=summary,
        modus_operandi=modus_operandi or "",
        offence_code=principal.code,
        offence_title=principal.title,
        ho_class=principal.ho_class,
        notifiable=principal.notifiable,
        incident_id=incident.id,
    )
    db.session.add(crime)
    db.session.flush()  # what follows names it by its id
    if actor.roles & INVESTIGATORS:
        give_to(crime, actor.id)
    _decide(actor, crime, basis, evidence or "", now)
    decided_as_crime(actor, incident, crime, rules.rule_for(basis))
    _add_reporter(crime, incident)
    _add_offences(crime, listed, place.label)
    _add_people(crime, victims, Part.VICTIM, "victims")
    _add_people(crime, witnesses, Part.WITNESS, "witnesses")
    for n, each in enumerate(suspects):
        person = picked(Person, each["person_id"], field=f"suspects-{n}-person_id")
        suspect(actor, crime, person, SUSPECT, now, why=each.get("grounds") or "")
        log(actor.id, crime, now, f"Suspect: {person.label}. {each.get('grounds') or ''}".strip(), kind="suspect")
    return crime


def _reported_in(incident_id: uuid.UUID | None) -> ReportedIncident | None:
    """The report, which is still ours to record."""
    if incident_id is None:
        return None
    incident = fetch(ReportedIncident, incident_id)
    check_recordable(incident.standing)
    return incident


def _add_reporter(crime: Crime, incident: ReportedIncident) -> None:
    """Whoever reported the incident reported the crime."""
    if not incident.capacity:
        return
    reported = sa.select(Involvement).where(Involvement.event_id == incident.id, Involvement.part == Part.REPORTED_BY)
    for each in db.session.scalars(reported.options(joinedload(Involvement.party))):
        involve(crime, each.party, Part.REPORTED_BY)


def _decide(actor: Actor, crime: Crime, basis: Basis, evidence: str, now: datetime) -> None:
    rule = rules.rule_for(basis)
    db.session.add(
        RecordingDecision(
            crime_id=crime.id,
            rule=rule.code,
            rule_edition=rule.edition,
            rule_text=rule.text,
            evidence=evidence,
            decided_by_id=actor.id,
            decided_at=now,
        )
    )
    log(actor.id, crime, now, f"Recorded as {crime.offence_title} ({rule.code}, {rule.edition})", kind="decision")


def _add_offences(crime: Crime, listed: Sequence[ListedOffence], location: str) -> None:
    for n, each in enumerate({offence.code: offence for offence in listed}.values(), start=1):
        db.session.add(
            Offence(
                code=each.code,
                title=each.title,
                crime_id=crime.id,
                sequence=n,
                committed_from=crime.occurred_from,
                committed_until=crime.occurred_until,
                location=location,
            )
        )
    db.session.flush()


def _add_people(crime: Crime, people: Sequence[Fields], part: Part, field: str) -> None:
    for n, each in enumerate(people):
        involve(crime, party_told(each, field=f"{field}-{n}-"), part)
        db.session.flush()
