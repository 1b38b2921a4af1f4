"""Voluntary attendance: planned, begun, told their rights, and what came of it. PACE 1984 s.29, Code C 3.21."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.england import LONDON
from mips.custody.model.suite import Suite
from mips.custody.model.volunteer import Volunteer, VolunteerOffence
from mips.custody.rules.volunteers import (
    BEFORE_COMING,
    ENDS_OFFENCES,
    Informed,
    Outcome,
    Told,
    check_attendance,
    check_here,
    check_informed,
    check_order,
    check_outcome,
)
from mips.custody.usecases.arrival import picked_suite
from mips.custody.usecases.offences import Particulars, offences_about, open_offences
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import moment_of, said
from mips.record.logbook import write_entry
from mips.record.lookup import fetch, picked
from mips.record.model.case import Offence, Stage
from mips.record.model.person import Person
from mips.record.model.work import LogEntry
from mips.record.numbers import next_number
from mips.usecase import usecase


@usecase(Permission.CUSTODY_VOLUNTARY_CREATE, verb=Verb.CONSULTED)
def draft_attendance(
    actor: Actor, *, person_id: uuid.UUID | None = None, crime_id: uuid.UUID | None = None
) -> list[Offence]:
    """What somebody may be asked about: offences of this person or crime that are on the record already."""
    return open_offences(person_id=person_id, crime_id=crime_id)


@usecase(Permission.CUSTODY_VOLUNTARY_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def plan_attendance(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    not_arrested_why: str,
    suite_id: uuid.UUID | None = None,
    place: str = "",
    at_station: bool = False,
    officer_id: uuid.UUID | None = None,
    planned_at: datetime | None = None,
    began_at: datetime | None = None,
    offence_ids: Collection[uuid.UUID] = (),
    other_offences: Sequence[Particulars] = (),
) -> Volunteer:
    """Plan a voluntary attendance, or begin one: with `began_at` they are here now. No custody record is opened.

    Either a suite's station or another `place`, which `at_station` says is a police station. PACE 1984 s.29.
    """
    check_attendance(
        suite=suite_id is not None,
        place=place,
        planned=planned_at is not None,
        began=began_at is not None,
        not_arrested_why=not_arrested_why,
    )
    person, suite = picked(Person, person_id, field="person_id"), picked_suite(suite_id) if suite_id else None
    at = began_at or planned_at or moment_of(None)
    volunteer = Volunteer(
        person=person,
        suite=suite,
        force=suite.force if suite else "",
        place="" if suite else place,
        at_station=suite is not None or at_station,
        officer_id=officer_named(officer_id, "officer_id").id if officer_id else actor.id,
        planned_at=planned_at,
        began_at=began_at,
        occurred_from=at,
        not_arrested_why=not_arrested_why,
        reference=_number(suite, at),
    )
    db.session.add(volunteer)
    db.session.flush()
    _ask_about(volunteer, offence_ids, other_offences)
    volunteer.label = f"Voluntary attendance of {person.full_name}"
    how = f"Came to {volunteer.where} voluntarily" if began_at else f"To attend {volunteer.where} at {said(at)}"
    about = f" about {volunteer.summary}" if volunteer.summary else ""
    note(actor, volunteer, began_at or moment_of(None), f"{how}{about}", kind="attendance")
    note(actor, volunteer, began_at or moment_of(None), f"Arrest not necessary: {not_arrested_why}", kind="necessity")
    return volunteer


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def begin_attendance(actor: Actor, *, volunteer_id: uuid.UUID, began_at: datetime | None = None) -> Volunteer:
    """They came. No clock runs. PACE 1984 s.29."""
    volunteer, at = volunteer_with(volunteer_id), moment_of(began_at)
    if volunteer.began_at is not None or volunteer.outcome is not None:
        check_here(began=True, over=True)
    volunteer.began_at = volunteer.occurred_from = at
    note(actor, volunteer, at, f"Came to {volunteer.where} voluntarily", kind="attendance")
    return volunteer


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def inform_volunteer(
    actor: Actor,
    *,
    volunteer_id: uuid.UUID,
    told: Sequence[Told],
    advice_wanted: bool,
    vulnerable: bool,
    interpreter_needed: bool,
    advice_reason: str = "",
    solicitor: str = "",
    vulnerable_why: str = "",
    adult: str = "",
    language: str = "",
    interpreter: str = "",
    informed_at: datetime | None = None,
) -> Volunteer:
    """Tell a volunteer where they stand, and ask what help they need; again whenever that changes. Code C 3.21."""
    volunteer, at = volunteer_with(volunteer_id), moment_of(informed_at)
    check_here(began=volunteer.began_at is not None, over=not volunteer.here)
    check_order(at, after=volunteer.began_at, what="That is before they came", field="informed_at")
    child = is_child(volunteer.person, at)
    check_informed(
        Informed(
            told=told,
            advice_wanted=advice_wanted,
            child=child,
            vulnerable=vulnerable,
            adult=adult,
            interpreter_needed=interpreter_needed,
            language=language,
        )
    )
    volunteer.informed_at, volunteer.told = at, [each.value for each in told]
    volunteer.advice_wanted, volunteer.advice_reason, volunteer.solicitor = advice_wanted, advice_reason, solicitor
    volunteer.vulnerable, volunteer.vulnerable_why, volunteer.adult = vulnerable, vulnerable_why, adult
    volunteer.interpreter_needed, volunteer.language, volunteer.interpreter = interpreter_needed, language, interpreter
    note(actor, volunteer, at, _told(volunteer), kind="rights")
    return volunteer


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_attendance(
    actor: Actor,
    *,
    volunteer_id: uuid.UUID,
    outcome: Outcome,
    reason: str,
    notice_given: bool = False,
    at: datetime | None = None,
) -> Volunteer:
    """What came of it: at the end of the attendance, or later of somebody who left meanwhile. PACE 1984 s.60B."""
    volunteer, when = volunteer_with(volunteer_id), moment_of(at)
    check_outcome(
        outcome,
        before=volunteer.outcome,
        came=volunteer.began_at is not None,
        interviewed=bool(volunteer.interviews),
        running=any(each.ended_at is None for each in volunteer.interviews),
        notice_given=notice_given,
        reason=reason,
    )
    check_order(when, after=_last(volunteer), what="That is before the last of what happened", field="at")
    finish_attendance(volunteer, outcome, when, by=actor.id, reason=reason)
    volunteer.notice_given = notice_given and outcome is Outcome.NO_ACTION
    if outcome in ENDS_OFFENCES:
        for offence in volunteer.offences:
            offence.stage = Stage.ENDED
    notice = ". Written notice given" if volunteer.notice_given else ""
    note(actor, volunteer, when, f"{outcome.label}. {reason}{notice}", kind="outcome")
    return volunteer


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def add_to_attendance(actor: Actor, *, volunteer_id: uuid.UUID, text: str, at: datetime | None = None) -> LogEntry:
    """Add a line to the log of a voluntary attendance."""
    return note(actor, volunteer_with(volunteer_id), moment_of(at), text)


def finish_attendance(volunteer: Volunteer, outcome: Outcome, at: datetime, *, by: uuid.UUID, reason: str) -> None:
    """It is over, in this way; whoever left before stays gone since then."""
    volunteer.outcome, volunteer.outcome_reason = outcome, reason
    volunteer.decided_at, volunteer.decided_by_id = at, by
    if outcome not in BEFORE_COMING:
        volunteer.left_at = volunteer.occurred_until = volunteer.left_at or at


def note(actor: Actor, volunteer: Volunteer, at: datetime, text: str, *, kind: str = "entry") -> LogEntry:
    """A line of its log, at the time of the thing spoken of."""
    return write_entry(actor, entity_id=volunteer.id, text=text, at=at, kind=kind)


def volunteer_with(volunteer_id: uuid.UUID) -> Volunteer:
    """The attendance, or NotFound whether it is missing or hidden."""
    return fetch(Volunteer, volunteer_id)


def _last(volunteer: Volunteer) -> datetime | None:
    times = [volunteer.began_at, volunteer.left_at, *(each.ended_at for each in volunteer.interviews)]
    return max((each for each in times if each), default=None)


def _ask_about(volunteer: Volunteer, ids: Collection[uuid.UUID], others: Sequence[Particulars]) -> None:
    """Put the offences on it; those not on the record yet are made."""
    offences = offences_about(volunteer.person_id, ids, others, nothing="Select or add what they are asked about")
    for place, offence in enumerate(offences, start=1):
        db.session.add(VolunteerOffence(volunteer_id=volunteer.id, offence_id=offence.id, sequence=place))
    volunteer.summary = "; ".join(dict.fromkeys(offence.title for offence in offences))
    db.session.flush()


def _number(suite: Suite | None, at: datetime) -> str:
    year = at.astimezone(LONDON).year
    where = f"VA/{suite.code}" if suite else "VA"
    return f"{where}/{next_number(f'voluntary {where}', year)}/{year % 100:02}"


def _told(volunteer: Volunteer) -> str:
    """The log's line about rights and help."""
    advice: dict[bool | None, Any] = {
        True: f"Wants legal advice{': ' + volunteer.solicitor if volunteer.solicitor else ''}",
        False: f"Wants no legal advice{': ' + volunteer.advice_reason if volunteer.advice_reason else ''}",
    }
    parts = [
        "Told that they are not under arrest and may leave, what they are asked about, the caution and their rights",
        advice[bool(volunteer.advice_wanted)],
        f"Vulnerable: {volunteer.vulnerable_why}" if volunteer.vulnerable else "",
        f"Appropriate adult: {volunteer.adult}" if volunteer.adult else "",
        f"Interpreter for {volunteer.language}: {volunteer.interpreter}" if volunteer.interpreter_needed else "",
    ]
    return ". ".join(part for part in parts if part)
