"""Asking people to come to a detainee, each attempt to reach them, and when they came, spoke in private and left."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.values import dialled
from mips.custody.model.care import Right, RightKind
from mips.custody.model.detention import Detention
from mips.custody.model.people import (
    AdultDecision,
    Attendance,
    Consultation,
    ContactAttempt,
    InterviewAuthority,
)
from mips.custody.rules.people import Helper, Means, check_in_order, check_may_be_adult
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.around import adult_decision, attendances_of, say_people
from mips.custody.usecases.care import say_rights
from mips.custody.usecases.interviewing import allowed_of, interview_bar
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.telling import heard_by_adult
from mips.custody.usecases.writing import detention_with, log, moment_of, said
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class PeopleShown:
    """Everything about the people around one detainee."""

    detention: Detention
    attended: Sequence[Attendance]
    adult: AdultDecision | None
    allowed: Sequence[InterviewAuthority]
    rights_again: bool
    bar: str
    """Why nobody may interview now; empty when they may."""

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_people(actor: Actor, *, detention_id: uuid.UUID) -> PeopleShown:
    """Who was asked for and came, what was decided about an appropriate adult, and whether anybody may interview."""
    detention = detention_with(detention_id)
    attended = attendances_of(detention.id)
    return PeopleShown(
        detention=detention,
        attended=attended,
        adult=adult_decision(detention.id),
        allowed=allowed_of(detention.id),
        rights_again=heard_by_adult(detention),
        bar=interview_bar(detention) if detention.held else "",
    )


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def ask_for(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    helper: Helper,
    name: str = "",
    organisation: str = "",
    phone: str = "",
    reference: str = "",
    duty: bool | None = None,
    relation: str = "",
    language: str = "",
    who_asked: str = "",
    adult_checked: bool = False,
    expected_at: datetime | None = None,
    requested_at: datetime | None = None,
) -> Attendance:
    """Ask somebody to come. From now on they are waited for, on the board too (Code C 3.15, 6.5, 7, 13)."""
    detention, at = _here(detention_id), moment_of(requested_at)
    check_in_order(at, after=detention.arrived_at, what="That is before the detainee arrived", field="requested_at")
    if helper is Helper.ADULT and adult_checked:
        _check_adult(detention, name, checked=True)
    attendance = Attendance(
        detention_id=detention.id,
        helper=helper,
        requested_at=at,
        requested_by_id=actor.id,
        who_asked=who_asked,
        name=name,
        organisation=organisation,
        phone=phone,
        reference=reference,
        duty=duty,
        relation=relation,
        language=language,
        adult_checked=adult_checked,
        expected_at=expected_at,
    )
    db.session.add(attendance)
    log(actor, detention, at, f"Asked for {_sentence(attendance)}", kind="people")
    return _said(detention, attendance)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def try_to_reach(
    actor: Actor,
    *,
    attendance_id: uuid.UUID,
    reached: bool,
    text: str = "",
    expected_at: datetime | None = None,
    at: datetime | None = None,
) -> ContactAttempt:
    """Write down one attempt to reach somebody, and when they say they will be there."""
    attendance, detention, when = *_open(attendance_id), moment_of(at)
    attempt = ContactAttempt(
        detention_id=detention.id, attendance_id=attendance.id, at=when, by_id=actor.id, reached=reached, text=text
    )
    db.session.add(attempt)
    attendance.expected_at = expected_at or attendance.expected_at
    due = f", expected {said(expected_at)}" if expected_at else ""
    what = f"{attendance.called}: {'reached' if reached else 'not reached'}{due}"
    log(actor, detention, when, ". ".join(part for part in (what, text) if part), kind="people")
    _said(detention, attendance)
    return attempt


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def arrives(
    actor: Actor,
    *,
    attendance_id: uuid.UUID,
    name: str = "",
    organisation: str = "",
    adult_checked: bool = False,
    at: datetime | None = None,
) -> Attendance:
    """Somebody who was asked for is here. An appropriate adult is let in only once somebody made sure they may be."""
    attendance, detention, when = *_open(attendance_id), moment_of(at)
    if attendance.arrived_at is not None:
        raise refused(f"They came at {said(attendance.arrived_at)}", S39_1)
    check_in_order(when, after=attendance.requested_at, what="That is before they were asked for", field="at")
    attendance.name, attendance.organisation = name or attendance.name, organisation or attendance.organisation
    if attendance.helper is Helper.ADULT:
        attendance.adult_checked = attendance.adult_checked or adult_checked
        _check_adult(detention, attendance.name, checked=attendance.adult_checked)
    attendance.arrived_at = when
    log(actor, detention, when, f"{attendance.called} arrived", kind="people")
    return _said(detention, attendance)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def leaves(actor: Actor, *, attendance_id: uuid.UUID, at: datetime | None = None) -> Attendance:
    """Somebody who came has gone. What they were in private with the detainee ends then too."""
    attendance, detention, when = *_open(attendance_id), moment_of(at)
    if attendance.arrived_at is None:
        raise refused("They have not come yet", S39_1, instead="Say that they are no longer waited for")
    check_in_order(when, after=attendance.arrived_at, what="That is before they came", field="at")
    if talk := attendance.consulting:
        check_in_order(when, after=talk.from_at, what="That is before their private talk began", field="at")
        talk.until_at = when
    attendance.left_at = when
    log(actor, detention, when, f"{attendance.called} left", kind="people")
    return _said(detention, attendance)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def stand_down(actor: Actor, *, attendance_id: uuid.UUID, why: str, at: datetime | None = None) -> Attendance:
    """Somebody is no longer waited for: they cannot come, or are not wanted any more."""
    attendance, detention, when = *_open(attendance_id), moment_of(at)
    if attendance.arrived_at is not None:
        raise refused("They are here", S39_1, instead="Say that they left")
    attendance.stood_down_at, attendance.stood_down_why = when, why
    log(actor, detention, when, f"{attendance.called} no longer waited for: {why}", kind="people")
    return _said(detention, attendance)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def begin_consultation(
    actor: Actor, *, attendance_id: uuid.UUID, means: Means = Means.IN_PERSON, at: datetime | None = None
) -> Consultation:
    """The detainee speaks with somebody in private. With a solicitor, legal advice has been had. PACE 1984 s.58(1)."""
    attendance, detention, when = *_open(attendance_id), moment_of(at)
    if attendance.consulting:
        raise refused("They are in private already", S39_1, instead="End that first")
    if means is Means.IN_PERSON and attendance.arrived_at is None:
        raise refused("They are not here", S39_1, instead="Say that they arrived, or by phone", field="means")
    began = attendance.requested_at if attendance.arrived_at is None else attendance.arrived_at
    check_in_order(when, after=began, what="That is before they could speak", field="at")
    talk = Consultation(
        detention_id=detention.id, attendance_id=attendance.id, means=means, from_at=when, by_id=actor.id
    )
    db.session.add(talk)
    how = "" if means is Means.IN_PERSON else f" by {means.value}"
    log(actor, detention, when, f"In private{how} with {attendance.called}", kind="people")
    if attendance.helper is Helper.SOLICITOR:
        _advice_had(detention, when, attendance)
    _said(detention, attendance)
    return talk


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_consultation(actor: Actor, *, attendance_id: uuid.UUID, at: datetime | None = None) -> Consultation:
    """The private talk is over."""
    attendance, detention, when = *_open(attendance_id), moment_of(at)
    talk = attendance.consulting
    if talk is None:
        raise refused("They are not in private", S39_1)
    check_in_order(when, after=talk.from_at, what="That is before it began", field="at")
    talk.until_at = when
    log(actor, detention, when, f"Private talk with {attendance.called} ended", kind="people")
    _said(detention, attendance)
    return talk


def _here(detention_id: uuid.UUID) -> Detention:
    detention = detention_with(detention_id)
    if not detention.held:
        raise refused("This person is no longer in custody", S39_1)
    return detention


def _open(attendance_id: uuid.UUID) -> tuple[Attendance, Detention]:
    """Somebody who is waited for or here, and the custody record."""
    attendance = fetch(Attendance, attendance_id)
    detention = _here(attendance.detention_id)
    if attendance.left_at or attendance.stood_down_at:
        gone = "They have left" if attendance.left_at else "They are no longer waited for"
        raise refused(gone, S39_1, instead="Ask for them again")
    return attendance, detention


def _said(detention: Detention, attendance: Attendance) -> Attendance:
    db.session.flush()
    db.session.refresh(attendance, ["consultations", "attempts"])
    say_people(detention)
    say_rights(detention)
    return attendance


def _sentence(attendance: Attendance) -> str:
    """'solicitor: R Patel, ref 123. Wished by: their mother'"""
    about = [attendance.called, dialled(attendance.phone), attendance.reference and f"ref {attendance.reference}"]
    wish = [f"Asked by {attendance.who_asked}"] if attendance.who_asked else []
    return ". ".join([", ".join(part for part in about if part), *wish])


def _check_adult(detention: Detention, name: str, *, checked: bool) -> None:
    officers = select(User.name).where(User.id.in_(investigators(detention)))
    solicitors = [each.name for each in attendances_of(detention.id) if each.helper is Helper.SOLICITOR]
    check_may_be_adult(name, checked=checked, police=db.session.scalars(officers), solicitors=solicitors)


def _advice_had(detention: Detention, at: datetime, attendance: Attendance) -> None:
    wanted = select(Right).where(
        Right.detention_id == detention.id,
        Right.kind == RightKind.LEGAL_ADVICE,
        Right.wanted.is_(True),
        Right.met_at.is_(None),
    )
    for right in db.session.scalars(wanted):
        right.met_at, right.outcome = at, f"Spoke with {attendance.called}"
