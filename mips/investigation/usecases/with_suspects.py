"""Interviews of suspects and identification procedures: what custody has is shown, what came of it is added (INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.between.questions import InterviewTold, interviews_about
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.suspect import Identification, SuspectInterview
from mips.investigation.rules.identification import Picked, Procedure, Told, check_identification
from mips.investigation.rules.interviewing import check_adult, check_interview
from mips.investigation.rules.suspects import age_on
from mips.investigation.usecases.people import suspect_of
from mips.investigation.usecases.promising import owe_all
from mips.investigation.usecases.writing import log, offences_of
from mips.record.lookup import fetch, picked
from mips.record.model.person import Person
from mips.record.model.work import LogEntry
from mips.usecase import usecase


@dataclass(frozen=True)
class WithSuspects:
    """Of a crime: interviews added, those custody has that nobody has summed up, and identification procedures."""

    crime: Crime
    interviews: Sequence[SuspectInterview]
    waiting: Sequence[InterviewTold]
    procedures: Sequence[Identification]
    people: Mapping[uuid.UUID, Person]

    def shown(self) -> Iterable[Base]:
        yield self.crime
        yield from self.people.values()


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_with_suspects(actor: Actor, *, crime_id: uuid.UUID) -> WithSuspects:
    """What was done with the suspects of a crime; of those who may be seen."""
    crime = fetch(Crime, crime_id)
    people = (joinedload(SuspectInterview.person), joinedload(SuspectInterview.by))
    had = sa.select(SuspectInterview).where(SuspectInterview.crime_id == crime.id).options(*people)
    interviews = db.session.scalars(had.order_by(SuspectInterview.began_at)).all()
    done = {each.interview_id for each in interviews}
    told = [each for each in _told_of(crime) if each.interview_id not in done]
    seen = sa.select(Person).where(Person.id.in_([each.person_id for each in told]))
    found = {each.id: each for each in db.session.scalars(seen)}
    return WithSuspects(
        crime, interviews, [each for each in told if each.person_id in found], _procedures(crime.id), found
    )


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def add_interview(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    person_id: uuid.UUID,
    interview_id: uuid.UUID | None = None,
    began_at: datetime | None = None,
    where: str | None = None,
    particulars: Mapping[str, Any] | None = None,
) -> SuspectInterview:
    """Sum up an interview: one that custody has by its `interview_id`, or one held elsewhere with when and where.

    `particulars`: ended_at, voluntary, legal_adviser, adult, interpreter, recording, special_warning,
    prepared_statement, summary. The victims are owed word of it.
    """
    crime, involved = fetch(Crime, crime_id), suspect_of(crime_id, person_id)
    known = _known(crime, person_id, interview_id) if interview_id else None
    told = _of_known(known) | {key: value for key, value in (particulars or {}).items() if value not in (None, "")}
    at = known.began_at if known else began_at
    check_interview(
        known=known is not None,
        began=at is not None,
        where=where or "",
        recording=told.get("recording", ""),
        summary=told.get("summary", ""),
        prepared=told.get("prepared_statement", ""),
    )
    assert at is not None  # noqa: S101 - check_interview refuses without
    check_adult(age=_age(involved.party, at), adult=told.get("adult", ""))
    told.setdefault("where", where or "")
    told.setdefault("voluntary", False)
    interview = SuspectInterview(
        crime_id=crime.id, person_id=person_id, interview_id=interview_id, began_at=at, by_id=actor.id, **told
    )
    db.session.add(interview)
    owe_all(crime, "interviewed", at)
    log(actor.id, crime, at, f"{involved.party.label} interviewed. {told.get('summary', '')}".strip(), kind="interview")
    return interview


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def record_identification(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    person_id: uuid.UUID,
    procedure: Procedure,
    witness_id: uuid.UUID | None = None,
    officer_id: uuid.UUID | None = None,
    description: str | None = None,
    described_at: datetime | None = None,
    consent: bool | None = None,
    notice_at: datetime | None = None,
    why: str | None = None,
    held_at: datetime | None = None,
    where: str | None = None,
    others: int | None = None,
    picked_whom: Picked | None = None,
    said: str | None = None,
    recording: str | None = None,
) -> Identification:
    """Write down an identification procedure with one witness, or why none was held (PACE Code D 3)."""
    crime, involved = fetch(Crime, crime_id), suspect_of(crime_id, person_id)
    held = procedure is not Procedure.NOT_HELD
    if held and witness_id is None:
        raise RuleBroken("Select the witness", rule="Code D 3.1", field="witness_id")
    if witness_id:
        picked(Person, witness_id, field="witness_id")
    officer = _officer(officer_id) if officer_id else None
    facts: dict[str, Any] = {
        "description": description or "",
        "described_at": described_at,
        "held_at": held_at,
        "consent": consent,
        "notice_at": notice_at,
        "why": why or "",
        "others": others,
    }
    check_identification(
        Told(
            procedure=procedure,
            picked=picked_whom,
            rank=int(officer.rank_at(held_at or clock.now())) if officer else None,
            involved=officer is not None and _investigates(crime, officer.id),
            **facts,
        )
    )
    row = Identification(
        crime_id=crime.id,
        person_id=person_id,
        procedure=procedure,
        witness_id=witness_id,
        officer_id=officer_id,
        where=where or "",
        picked=picked_whom,
        said=said or "",
        recording=recording or "",
        by_id=actor.id,
        **facts,
    )
    db.session.add(row)
    result = f": {picked_whom.label.lower()}" if picked_whom else f": {why}" if why else ""
    log(actor.id, crime, held_at or clock.now(), f"{procedure.label}, {involved.party.label}{result}", kind="suspect")
    return row


def _told_of(crime: Crime) -> Sequence[InterviewTold]:
    return interviews_about([row.id for row in offences_of(crime.id)])


def _known(crime: Crime, person_id: uuid.UUID, interview_id: uuid.UUID) -> InterviewTold:
    for each in _told_of(crime):
        if each.interview_id == interview_id and each.person_id == person_id:
            return each
    raise InputInvalid({"interview_id": ["Select an interview of this suspect about this crime"]})


def _of_known(known: InterviewTold | None) -> dict[str, Any]:
    """What custody has told already: it is not typed twice."""
    if known is None:
        return {}
    told = {
        "ended_at": known.ended_at,
        "where": known.where,
        "voluntary": known.voluntary,
        "recording": known.recording,
        "special_warning": known.special_warning,
    }
    return {key: value for key, value in told.items() if value not in (None, "")}


def _procedures(crime_id: uuid.UUID) -> Sequence[Identification]:
    people = (
        joinedload(Identification.person),
        joinedload(Identification.witness),
        joinedload(Identification.officer),
        joinedload(Identification.by),
    )
    of_it = sa.select(Identification).where(Identification.crime_id == crime_id).options(*people)
    return db.session.scalars(of_it.order_by(Identification.id)).all()


def _officer(officer_id: uuid.UUID) -> User:
    found = sa.select(User).where(User.id == officer_id).options(selectinload(User.acting))
    officer = db.session.scalars(found).one_or_none()
    if officer is None:
        raise InputInvalid({"officer_id": ["Select an officer"]})
    return officer


def _investigates(crime: Crime, officer_id: uuid.UUID) -> bool:
    """The officer in the case, or somebody who has written in its log."""
    wrote = sa.select(LogEntry.id).where(LogEntry.entity_id == crime.id, LogEntry.author_id == officer_id).limit(1)
    return (
        crime.officer_in_case_id == officer_id or db.session.scalar(wrote.execution_options(**UNSEEN_TOO)) is not None
    )


def _age(party: object, at: datetime) -> int | None:
    return age_on(party.born_on, day_of(at)) if isinstance(party, Person) and party.born_on else None
