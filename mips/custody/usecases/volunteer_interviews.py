"""Interviews of somebody who attends voluntarily, and their arrest where that becomes necessary."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.volunteer import Volunteer, VolunteerBreak, VolunteerInterview, VolunteerLeave
from mips.custody.rules.interviews import BreakReason, Caution
from mips.custody.rules.people import InterviewWithout, check_leave
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_arrival import S29
from mips.custody.rules.volunteers import (
    BeforeInterview,
    Outcome,
    adult_needed,
    check_arrest_of,
    check_break,
    check_interview,
    check_leave_for_volunteer,
    check_order,
)
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.offences import Particulars
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.volunteering import finish_attendance, note, volunteer_with
from mips.custody.usecases.writing import moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def begin_volunteer_interview(
    actor: Actor,
    *,
    volunteer_id: uuid.UUID,
    caution: Caution = Caution.CURRENT,
    present: str = "",
    adult_present: bool = False,
    advice_had: bool = False,
    interpreter_present: bool = False,
    recording: str = "",
    not_recorded_why: str = "",
    significant: str = "",
    started_at: datetime | None = None,
) -> VolunteerInterview:
    """An interview begins, with everybody there who must be. Code C 3.21, 6.6, 11.15, 13.2."""
    volunteer, at = volunteer_with(volunteer_id), moment_of(started_at)
    check_interview(
        BeforeInterview(
            here=volunteer.here,
            informed=volunteer.informed_at is not None,
            running=running_of(volunteer) is not None,
            adult_needed=adult_needed(child=is_child(volunteer.person, at), vulnerable=volunteer.vulnerable),
            adult_decided=bool(volunteer.adult.strip()),
            adult_present=adult_present,
            advice_wanted=bool(volunteer.advice_wanted),
            advice_had=advice_had,
            interpreter_needed=bool(volunteer.interpreter_needed),
            interpreter_present=interpreter_present,
            recording=recording,
            not_recorded_why=not_recorded_why,
            allowed=frozenset(each.without for each in volunteer.leave if each.authorised_at <= at),
        )
    )
    check_order(at, after=volunteer.informed_at, what="That is before they were told their rights", field="started_at")
    interview = VolunteerInterview(
        volunteer_id=volunteer.id,
        number=len(volunteer.interviews) + 1,
        started_at=at,
        caution=caution,
        present=present,
        adult_present=adult_present,
        advice_had=advice_had,
        interpreter_present=interpreter_present,
        recording=recording,
        not_recorded_why=not_recorded_why,
        significant=significant,
        by_id=actor.id,
    )
    db.session.add(interview)
    how = f"recorded: {recording}" if recording else f"not recorded: {not_recorded_why}"
    there = f". Present: {present}" if present else ""
    note(actor, volunteer, at, f"Interview {interview.number} begins, {how}{there}", kind="interview")
    db.session.flush()
    db.session.refresh(volunteer, ["interviews"])
    return interview


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_volunteer_interview(
    actor: Actor, *, volunteer_id: uuid.UUID, ended_why: str = "", ended_at: datetime | None = None
) -> VolunteerInterview:
    """The interview ends: it is over, or they choose to leave. PACE 1984 s.29."""
    volunteer, at = volunteer_with(volunteer_id), moment_of(ended_at)
    interview = running_of(volunteer)
    if interview is None:
        raise refused("No interview is under way", S29)
    check_order(at, after=last_of(interview), what="That is before it began, or its last break", field="ended_at")
    if interview.paused:
        interview.paused.resumed_at = at
    interview.ended_at, interview.ended_why = at, ended_why
    why = f": {ended_why}" if ended_why else ""
    note(actor, volunteer, at, f"Interview {interview.number} ends{why}", kind="interview")
    return interview


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def begin_volunteer_break(
    actor: Actor, *, volunteer_id: uuid.UUID, reason: BreakReason, note_text: str = "", at: datetime | None = None
) -> VolunteerBreak:
    """The interview breaks off for a while: about every two hours. Code C 12.8."""
    volunteer, when = volunteer_with(volunteer_id), moment_of(at)
    interview = running_of(volunteer)
    check_break(running=interview is not None, paused=bool(interview and interview.paused), resumes=False)
    assert interview is not None  # noqa: S101 - check_break refuses without
    check_order(when, after=last_of(interview), what="That is before it began or was resumed", field="at")
    row = VolunteerBreak(
        volunteer_id=volunteer.id, interview_id=interview.id, began_at=when, reason=reason, note=note_text
    )
    db.session.add(row)
    more = f": {note_text}" if note_text else ""
    note(actor, volunteer, when, f"Interview {interview.number}, break: {reason.label.lower()}{more}", kind="interview")
    _refresh(interview)
    return row


@usecase(Permission.CUSTODY_VOLUNTARY_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def resume_volunteer_interview(
    actor: Actor, *, volunteer_id: uuid.UUID, at: datetime | None = None
) -> VolunteerInterview:
    """The break is over; they are reminded of the caution, and that they may leave. Code C 10.8, 12.8."""
    volunteer, when = volunteer_with(volunteer_id), moment_of(at)
    interview = running_of(volunteer)
    row = interview.paused if interview else None
    check_break(running=interview is not None, paused=row is not None, resumes=True)
    assert interview is not None  # noqa: S101 - check_break refuses without
    assert row is not None  # noqa: S101 - likewise
    check_order(when, after=row.began_at, what="That is before the break began", field="at")
    row.resumed_at = when
    said = "resumed: reminded of the caution, and that they may leave"
    note(actor, volunteer, when, f"Interview {interview.number} {said}", kind="interview")
    return interview


@usecase(Permission.CUSTODY_REVIEW_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def allow_volunteer_interview(
    actor: Actor,
    *,
    volunteer_id: uuid.UUID,
    without: InterviewWithout,
    reason: str,
    authorised_at: datetime | None = None,
) -> VolunteerLeave:
    """Allow an interview without somebody who should be there, as an officer of the rank. Code C 6.6, 11.18, 13.2."""
    volunteer, at = volunteer_with(volunteer_id), moment_of(authorised_at)
    told = volunteer.informed_at is not None
    check_leave_for_volunteer(began=volunteer.began_at is not None, over=not volunteer.here, informed=told)
    rank = actor.rank_at(at)
    check_leave(without, rank=rank, involved=actor.id == volunteer.officer_id)
    check_order(at, after=volunteer.began_at, what="That is before they came", field="authorised_at")
    leave = VolunteerLeave(
        volunteer_id=volunteer.id, without=without, authorised_at=at, by_id=actor.id, rank=int(rank), reason=reason
    )
    db.session.add(leave)
    note(actor, volunteer, at, f"Interview allowed. {without.label}: {reason}", kind="authority")
    db.session.flush()
    db.session.refresh(volunteer, ["leave"])
    return leave


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def arrest_volunteer(
    actor: Actor,
    *,
    volunteer_id: uuid.UUID,
    suite_id: uuid.UUID,
    arrested_at: datetime,
    arrest_place: str,
    arrest_reason: str,
    necessity: Sequence[str],
    arrived_at: datetime | None = None,
    arrested_by_id: uuid.UUID | None = None,
    arrest_power: str = "PACE 1984 s.24",
    offence_ids: Collection[uuid.UUID] = (),
    other_offences: Sequence[Particulars] = (),
    manner: Mapping[str, Any] | None = None,
) -> Detention:
    """Arrested: a custody record is opened with all that is known. PACE 1984 s.29, s.41(2)(c).

    Arrested at a police station the clock runs from the arrest; elsewhere from arriving at the first one. `arrived_at`
    is when they came to the suite, where they were arrested somewhere else.
    """
    volunteer = volunteer_with(volunteer_id)
    check_arrest_of(
        came=volunteer.began_at is not None, over=not volunteer.here, running=running_of(volunteer) is not None
    )
    check_order(arrested_at, after=volunteer.began_at, what="That is before they came", field="arrested_at")
    assert volunteer.began_at is not None  # noqa: S101 - check_arrest_of refuses without
    same = volunteer.suite_id == suite_id
    detention = record_arrival(
        actor,
        suite_id=suite_id,
        arrived_at=volunteer.began_at if same else moment_of(arrived_at),
        person_id=volunteer.person_id,
        attended_voluntarily=same,
    )
    detention.arrested_at_station = volunteer.at_station
    record_arrest(
        actor,
        detention_id=detention.id,
        arrested_at=arrested_at,
        arrest_place=arrest_place,
        arrest_reason=arrest_reason,
        necessity=necessity,
        arrested_by_id=arrested_by_id or volunteer.officer_id,
        arrest_power=arrest_power,
        offence_ids=offence_ids,
        other_offences=other_offences,
        manner=manner,
    )
    finish_attendance(volunteer, Outcome.ARRESTED, arrested_at, by=actor.id, reason=arrest_reason)
    volunteer.detention_id = detention.id
    arrested = f"Arrested: {arrest_reason}. Custody record {detention.reference}"
    note(actor, volunteer, arrested_at, arrested, kind="arrest")
    return detention


def last_of(interview: VolunteerInterview) -> datetime:
    """The last moment of an interview that is written down: its start, or the latest of its breaks."""
    times = [at for each in interview.breaks for at in (each.began_at, each.resumed_at) if at]
    return max([interview.started_at, *times])


def _refresh(interview: VolunteerInterview) -> None:
    db.session.flush()
    db.session.refresh(interview, ["breaks"])


def running_of(volunteer: Volunteer) -> VolunteerInterview | None:
    """The interview under way."""
    return next((each for each in volunteer.interviews if each.ended_at is None), None)
