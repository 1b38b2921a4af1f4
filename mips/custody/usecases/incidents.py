"""Force, incidents and complaints in custody; a death or serious injury locks the record and starts a referral."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor, Limited
from mips.accounts.holders import holders_of
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.duty import OnDuty
from mips.custody.model.incident import Complaint, ForceForm, Incident, IncidentStep
from mips.custody.rules.duty import Duty
from mips.custody.rules.incidents import FollowUp, IncidentKind, check_follow_up, check_inspector, referral_due
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.sources_of_care import PRA_SCH3
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.healthcare import COMPLAINT
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.restraints import Restraint, approved_restraint, restraint_said, say_restraint
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.record.model.work import Task, TaskUrgency
from mips.record.reference.lookup import require_item, title_of
from mips.record.usecases.holds import keep_from_destruction, restrict_to
from mips.usecase import usecase


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.COLLECTED)
def record_force(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    officer_id: uuid.UUID,
    location: str,
    tactics: Sequence[str],
    reasons: Sequence[str],
    account: str,
    effective: bool,
    body_worn: bool,
    officer_injury: str = "",
    subject_injury: str = "",
    at: datetime | None = None,
) -> ForceForm:
    """One officer's use of force: what, where, why, who was hurt. Each officer has a form. PACE 1984 s.117."""
    detention, when = detention_with(detention_id), moment_of(at)
    officer = _officer(officer_id, "officer_id")
    form = ForceForm(
        detention_id=detention.id,
        officer_id=officer.id,
        at=when,
        location=location,
        tactics=[require_item("force-tactic", each, field="tactics").code for each in tactics],
        reasons=[require_item("force-reason", each, field="reasons").code for each in reasons],
        account=account,
        officer_injury=officer_injury,
        subject_injury=subject_injury,
        effective=effective,
        body_worn=body_worn,
        entered_by_id=actor.id,
    )
    db.session.add(form)
    used = ", ".join(title_of("force-tactic", each).lower() for each in form.tactics)
    log(actor, detention, when, f"Force used by {officer.name} at {location}: {used}", kind="force")
    return form


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_incident(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    kind: IncidentKind,
    location: str,
    account: str,
    injury: str = "",
    done: str = "",
    at: datetime | None = None,
    noticed_at: datetime | None = None,
    restraint: Restraint | None = None,
) -> Incident:
    """Write down an adverse incident. A death or serious injury locks the record and is to be referred (CUS-22).

    A `restraint` in a cell is refused without a custody officer's approval and the reason (Code C 8.2).
    """
    detention, when = detention_with(detention_id), moment_of(at)
    noticed = noticed_at or moment_of(None)
    if noticed < when:
        raise RuleBroken("It cannot come to notice before it happened", rule=PRA_SCH3.section, field="noticed_at")
    incident = Incident(
        detention_id=detention.id,
        kind=kind,
        at=when,
        noticed_at=noticed,
        location=location,
        account=account,
        injury=injury,
        done=done,
        by_id=actor.id,
        referral_due_at=referral_due(noticed) if kind.locks else None,
        **approved_restraint(actor, detention, when, kind, restraint or Restraint()),
    )
    db.session.add(incident)
    log(actor, detention, when, f"{kind.label} at {location}: {account}{restraint_said(incident)}", kind="incident")
    if kind.locks:
        _lock(actor, detention, incident)
    _say_incidents(detention.id)
    say_restraint(detention)
    if kind.restricts:
        _restrict(actor, detention)
    return incident


@usecase(Permission.CUSTODY_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_referral(
    actor: Actor, *, incident_id: uuid.UUID, reference: str, referred_at: datetime | None = None
) -> Incident:
    """Write down that a death or serious injury was referred to the IOPC. Police Reform Act 2002 Sch.3."""
    incident, at = fetch(Incident, incident_id), moment_of(referred_at)
    if incident.referral_due_at is None:
        raise RuleBroken("Only a death or serious injury is referred here", rule=PRA_SCH3.section)
    if incident.referred_at is not None:
        raise RuleBroken("This has been referred already", rule=PRA_SCH3.section)
    if at < incident.noticed_at:
        raise RuleBroken("This is before it came to notice", rule=PRA_SCH3.section, field="referred_at")
    incident.referred_at, incident.referral_reference = at, reference
    detention = detention_with(incident.detention_id)
    late = " (late)" if at > incident.referral_due_at else ""
    log(actor, detention, at, f"Referred to the IOPC{late}: {reference}", kind="incident")
    _say_incidents(detention.id)
    return incident


@usecase(Permission.CUSTODY_LOG_UPDATE, verb=Verb.COLLECTED)
def record_follow_up(
    actor: Actor, *, incident_id: uuid.UUID, step: FollowUp, how: str, at: datetime | None = None
) -> IncidentStep:
    """Write down what was seen to after a death or serious injury: the scene, who was told (CUS-22)."""
    incident, when = fetch(Incident, incident_id), moment_of(at)
    done = any(each.step is step for each in incident.steps)
    check_follow_up(incident.kind, step, done=done, at=when, happened_at=incident.at)
    row = IncidentStep(
        detention_id=incident.detention_id, incident=incident, step=step, at=when, how=how, by_id=actor.id
    )
    db.session.add(row)
    db.session.flush()
    log(actor, detention_with(incident.detention_id), when, f"{step.label}: {how}", kind="incident")
    return row


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_complaint(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    account: str,
    inspector_id: uuid.UUID,
    assault: bool = False,
    at: datetime | None = None,
) -> Complaint:
    """Report a complaint about treatment to an inspector who is not involved: it becomes their task. Code C 9.2."""
    detention, when = detention_with(detention_id), moment_of(at)
    inspector = _officer(inspector_id, "inspector_id")
    check_inspector(inspector.rank_at(when), involved=inspector.id in investigators(detention))
    task = _task(actor, f"Complaint of ill-treatment in custody, {detention.reference}", inspector.id)
    task.entity_id, task.detail, task.endpoint = detention.id, account, "custody.record"
    db.session.add(task)
    db.session.flush()
    complaint = Complaint(
        detention_id=detention.id,
        at=when,
        account=account,
        assault=assault,
        inspector_id=inspector.id,
        by_id=actor.id,
        task_id=task.id,
    )
    db.session.add(complaint)
    hcp = ". An assault is alleged: call a healthcare professional" if assault else ""
    log(actor, detention, when, f"Complaint reported to {inspector.name}: {account}{hcp}", kind="complaint")
    if assault:
        say_on_board(detention.id, COMPLAINT, [_CALL_HCP])
    return complaint


@dataclass(frozen=True)
class Events:
    """Force, incidents and complaints of one detention, the latest first."""

    force: Sequence[ForceForm]
    incidents: Sequence[Incident]
    complaints: Sequence[Complaint]

    def shown(self) -> Iterable[Base]:
        return [*self.force, *self.incidents, *self.complaints]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_events(actor: Actor, *, detention_id: uuid.UUID) -> Events:
    """What went wrong, and force; nothing in the limited form of the record."""
    if not actor.sees_all_of(Permission.CUSTODY_LOG_READ, fetch(Detention, detention_id)):
        return Events((), (), ())
    force = select(ForceForm).where(ForceForm.detention_id == detention_id).options(joinedload(ForceForm.officer))
    whole = (
        joinedload(Incident.by),
        joinedload(Incident.approved_by),
        joinedload(Incident.restraint_ended_by),
        selectinload(Incident.steps).joinedload(IncidentStep.by),
    )
    incidents = select(Incident).where(Incident.detention_id == detention_id).options(*whole)
    complaints = select(Complaint).where(Complaint.detention_id == detention_id)
    return Events(
        db.session.scalars(force.order_by(ForceForm.at.desc())).all(),
        db.session.scalars(incidents.order_by(Incident.at.desc())).all(),
        db.session.scalars(complaints.options(joinedload(Complaint.inspector)).order_by(Complaint.at.desc())).all(),
    )


def _lock(actor: Actor, detention: Detention, incident: Incident) -> None:
    """From here nothing is corrected; who must act is told, each with the end of the time for referral."""
    detention.locked_at = detention.locked_at or moment_of(None)
    keep_from_destruction(actor, detention.id, f"{incident.kind.label} in custody (Police Reform Act 2002 Sch.3)")
    title = f"{incident.kind.label} in custody, {detention.reference}: refer to the IOPC"
    for user, sees in _to_be_told(detention):
        task = _task(actor, title, user.id)
        task.due_at, task.entity_id = incident.referral_due_at, detention.id if sees else None
        db.session.add(task)


def _restrict(actor: Actor, detention: Detention) -> None:
    """After a death only whoever found it, the suite's custody officer and those told see the record (CUS-22)."""
    on_duty = select(OnDuty.user_id).where(
        OnDuty.suite_id == detention.suite_id, OnDuty.duty == Duty.CUSTODY_OFFICER, OnDuty.until_at.is_(None)
    )
    told = {user.id for user, _ in _to_be_told(detention)}
    named = {actor.id, *db.session.scalars(on_duty), *told}
    db.session.flush()
    restrict_to(actor, detention, named, "Death in custody")


def _to_be_told(detention: Detention) -> Iterator[tuple[User, bool]]:
    """Professional standards, and superintendents; whether each may open the record their task hangs on."""
    for user in holders_of(Role.PROFESSIONAL_STANDARDS, Role.SUPERINTENDENT):
        yield user, Role.SUPERINTENDENT in user.roles_at(moment_of(None))


_CALL_HCP: Final = Mention(
    column=Column.NEEDS,
    words="Assault alleged: call HCP",
    tone=Tone.LATE,
    page="custody.call_healthcare",
    todo="Call a healthcare professional",
)


def _task(actor: Actor, title: str, assignee_id: uuid.UUID) -> Task:
    return Task(title=title, urgency=TaskUrgency.URGENT, assignee_id=assignee_id, raised_by_id=actor.id)


def _say_incidents(detention_id: uuid.UUID) -> None:
    db.session.flush()
    open_ones = select(Incident).where(
        Incident.detention_id == detention_id, Incident.referral_due_at.is_not(None), Incident.referred_at.is_(None)
    )
    mentions = [
        Mention(
            column=Column.FLAG,
            words=f"LOCKED, {each.kind.label.lower()}: refer to IOPC",
            tone=Tone.LATE,
            due_at=each.referral_due_at,
            page="custody.record",
            todo="Refer to IOPC",
        )
        for each in db.session.scalars(open_ones)
    ]
    say_on_board(detention_id, "incident", mentions)


def _officer(user_id: uuid.UUID, field: str) -> User:
    try:
        return fetch(User, user_id)
    except NotFound:
        raise InputInvalid({field: ["Select an officer"]}) from None
