"""What several use cases of an investigation write: a line of the log, a suspect's status, a party's part."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.investigation.model.crime import Crime, CrimeStatus, SuspectStatus
from mips.investigation.rules.suspects import NOT_SUSPECTED, check_party
from mips.investigation.usecases.promising import owe_new_victim
from mips.record.model.case import Offence, Stage
from mips.record.model.entity import Entity
from mips.record.model.event import Event, Involvement, Part
from mips.record.model.person import Person
from mips.record.model.work import LogEntry


def log(actor_id: uuid.UUID, event: Event, at: datetime, text: str, *, kind: str = "entry") -> LogEntry:
    """One line of the log of a crime or incident, about something that happened `at`."""
    entry = LogEntry(entity_id=event.id, at=at, text=text, kind=kind, author_id=actor_id)
    db.session.add(entry)
    return entry


def taken_up(crime: Crime) -> None:
    """Its officer has begun on it: what was allocated is under investigation (INV-5)."""
    if crime.status is CrimeStatus.ALLOCATED:
        crime.status = CrimeStatus.UNDER_INVESTIGATION


def involve(event: Event, party: Entity, part: Part, *, status: str = "") -> Involvement:
    """The party's part in the crime or incident, made when there was none; one that had ended begins again."""
    already = sa.select(Involvement).where(Involvement.event_id == event.id, Involvement.party_id == party.id)
    parts = {each.part: each for each in db.session.scalars(already)}
    if isinstance(event, Crime) and part in (Part.SUSPECT, Part.VICTIM):
        other = parts.get(Part.VICTIM if part == Part.SUSPECT else Part.SUSPECT)
        check_party(both=other is not None and other.ended_at is None and other.status not in NOT_SUSPECTED)
    found = parts.get(part)
    if found is None:
        return involve_first(event, party, part, status=status)
    found.ended_at = None
    return found


def involve_first(event: Event, party: Entity, part: Part, *, status: str = "") -> Involvement:
    """The part of a party that had none like it before."""
    made = Involvement(party=party, event=event, part=part, status=status)
    db.session.add(made)
    if part == Part.VICTIM and isinstance(event, Crime):
        if party.id is None or event.id is None:
            db.session.flush()  # what is owed to them names them by their id
        owe_new_victim(event, party.id)
    return made


def suspect(actor: Actor, crime: Crime, person: Person, status: str, at: datetime, *, why: str = "") -> Involvement:
    """Make somebody a suspect: their part, its first status, and an offence row for each offence of the crime."""
    involved = involve(crime, person, Part.SUSPECT)
    give_status(actor.id, involved, status, at, why=why)
    accuse(crime, person)
    return involved


def give_status(actor_id: uuid.UUID, involved: Involvement, status: str, at: datetime, *, why: str = "") -> None:
    """A suspect's next status; those before stay as its history (INV-8)."""
    involved.status = status
    db.session.add(
        SuspectStatus(
            crime_id=involved.event_id or involved.event.id,
            person_id=involved.party_id or involved.party.id,
            status=status,
            since=at,
            why=why,
            set_by_id=actor_id,
        )
    )


def accuse(crime: Crime, person: Person, rows: list[Offence] | None = None) -> None:
    """One offence row for each offence of the crime and this person: the row that goes on to arrest and charge.

    A row that names nobody yet becomes theirs; where all name others, one more is made; one that had ended goes on.
    `rows`: all there are, where they are at hand; those made are put with them.
    """
    rows = offences_of(crime.id) if rows is None else rows
    move_on(rows, person.id, Stage.ENDED, Stage.SUSPECTED)
    theirs = {row.code for row in rows if row.person_id == person.id}
    for row in sorted(rows, key=lambda each: each.person_id is not None):
        if row.code in theirs:
            continue
        theirs.add(row.code)
        if row.person_id is None:
            row.person_id = person.id
        else:
            rows.append(_alike(row, person))
            db.session.add(rows[-1])


def move_on(rows: Iterable[Offence], person_id: uuid.UUID, now: Stage, then: Stage) -> None:
    """Move somebody's offence rows that are at one stage to another."""
    for row in rows:
        if row.person_id == person_id and row.stage == now:
            row.stage = then


def offences_of(crime_id: uuid.UUID) -> list[Offence]:
    """Every offence row of a crime, those of a suspect who is hidden from this actor included."""
    of_it = sa.select(Offence).where(Offence.crime_id == crime_id).order_by(Offence.sequence, Offence.id)
    return list(db.session.scalars(of_it.execution_options(**UNSEEN_TOO)))


def _alike(row: Offence, person: Person) -> Offence:
    return Offence(
        code=row.code,
        title=row.title,
        stage=Stage.SUSPECTED,
        person_id=person.id,
        crime_id=row.crime_id,
        sequence=row.sequence,
        committed_from=row.committed_from,
        committed_until=row.committed_until,
        location=row.location,
    )
