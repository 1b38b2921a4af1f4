"""A detainee in the charge of those who investigate: handed over, interviewed with breaks, brought back (CUS-11)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.interview import HandOver, Interview, InterviewBreak
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.interviews import (
    BreakReason,
    Caution,
    Interrupts,
    Purpose,
    check_after,
    check_break_over,
    check_clothed,
    check_fit,
    check_hand_over,
    check_reminded_of_advice,
    check_rest,
    check_return,
    check_start,
)
from mips.custody.rules.kinds.detention import QuestioningEnd, QuestioningStart
from mips.custody.rules.sources_of_investigation import C_12_1, C_12_8, S39_2, S39_3
from mips.custody.rules.sources_of_people import C_11_15
from mips.custody.rules.welfare import Rest
from mips.custody.usecases.caring import care_of
from mips.custody.usecases.interview_now import (
    break_due_in,
    hcp_says_of_interview,
    interview_that_runs,
    last_interview,
    last_moment,
    open_break,
    out_now,
    running_interview,
    say_interview,
)
from mips.custody.usecases.interviewing import advice_put_off, interview_bar
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.property import clothes_taken
from mips.custody.usecases.writing import detention_with, happened, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class Investigation:
    """Who has had a detainee, the interviews, and what rest is owed; the latest first. Nothing in the limited form."""

    detention: Detention
    out: HandOver | None = None
    interview: Interview | None = None
    hand_overs: Sequence[HandOver] = ()
    interviews: Sequence[Interview] = ()
    rest: Rest | None = None

    @property
    def paused(self) -> InterviewBreak | None:
        return open_break(self.interview) if self.interview else None

    @property
    def break_due(self) -> datetime | None:
        return break_due_in(self.interview) if self.interview else None

    def shown(self) -> Iterable[Base]:
        return [*self.hand_overs, *self.interviews]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_investigation(actor: Actor, *, detention_id: uuid.UUID) -> Investigation:
    """Hand-overs and interviews of a detainee."""
    detention = fetch(Detention, detention_id)
    if not actor.sees_all_of(Permission.CUSTODY_LOG_READ, detention):
        return Investigation(detention=detention)
    outs = select(HandOver).where(HandOver.detention_id == detention_id).order_by(HandOver.handed_at.desc())
    found = db.session.scalars(outs.options(joinedload(HandOver.officer), joinedload(HandOver.handed_by))).all()
    held = select(Interview).where(Interview.detention_id == detention_id).order_by(Interview.started_at.desc())
    whole = (selectinload(Interview.breaks), joinedload(Interview.hand_over).joinedload(HandOver.officer))
    interviews = db.session.scalars(held.options(*whole)).all()
    return Investigation(
        detention=detention,
        out=next((each for each in found if each.returned_at is None), None),
        interview=next((each for each in interviews if each.ended_at is None), None),
        hand_overs=found,
        interviews=interviews,
        rest=care_of(detention_id).rest,
    )


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def hand_over(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    officer_id: uuid.UUID,
    purpose: Purpose,
    where: str = "",
    fit: Fitness | None = None,
    fit_because: str = "",
    interrupts: Interrupts | None = None,
    interrupts_why: str = "",
    handed_at: datetime | None = None,
) -> HandOver:
    """Hand a detainee to an officer who investigates, who answers for them until the return. PACE 1984 s.39(2).

    For an interview the custody officer decides that they are fit for it, and that rest may wait. Code C 12.1 to 12.3.
    """
    detention, at = detention_with(detention_id), moment_of(handed_at)
    out = out_now(detention.id)
    check_hand_over(
        held=detention.held,
        authorised=detention.authorised_at is not None,
        out_to=out.officer.name if out else "",
        officer_is_custody=officer_id == actor.id,
    )
    check_after(
        at, last=detention.authorised_at or at, what="detention was authorised", field="handed_at", source=S39_2
    )
    officer = officer_named(officer_id, "officer_id")
    if purpose is Purpose.INTERVIEW:
        check_fit(fit, hcp_says=hcp_says_of_interview(detention.id), because=fit_because)
        check_rest(care_of(detention.id).rest, interrupts=interrupts, why=interrupts_why)
    row = HandOver(
        detention_id=detention.id,
        officer_id=officer.id,
        purpose=purpose,
        where=where,
        fit=fit,
        fit_because=fit_because,
        interrupts=interrupts,
        interrupts_why=interrupts_why,
        handed_at=at,
        handed_by_id=actor.id,
    )
    db.session.add(row)
    parts = [f"Handed over to {officer.name}: {purpose.label.lower()}"]
    parts += [f"judged {fit.label.lower()} for interview"] if fit else []
    parts += [f"rest put off: {interrupts.label.lower()}, {interrupts_why}"] if interrupts else []
    log(actor, detention, at, "; ".join(parts), kind="investigation")
    say_interview(detention.id)
    return row


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def take_back(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    kept_codes: bool,
    account: str = "",
    returned_at: datetime | None = None,
) -> HandOver:
    """Take a detainee back into custody's charge, with the report of whoever had them. PACE 1984 s.39(3)."""
    detention, at = detention_with(detention_id), moment_of(returned_at)
    out = out_now(detention.id)
    if out is None:
        raise RuleBroken("They are here: nobody has them", rule=S39_3.section)
    check_after(at, last=out.handed_at, what="they were handed over", field="returned_at", source=S39_3)
    last = last_interview(out.id)
    check_return(interviewing=last is not None and last.ended_at is None, kept_codes=kept_codes, account=account)
    if last is not None and last.ended_at:
        check_after(at, last=last.ended_at, what="the interview ended", field="returned_at", source=S39_3)
    out.returned_at, out.returned_to_id, out.kept_codes, out.account = at, actor.id, kept_codes, account
    report = "the Act and the Codes were kept" if kept_codes else f"not all was as it should be: {account}"
    log(actor, detention, at, f"Returned by {out.officer.name}, who reports that {report}", kind="investigation")
    say_interview(detention.id)
    return out


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def start_interview(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    where: str,
    caution: Caution,
    present: str = "",
    recording: str = "",
    not_recorded_why: str = "",
    reminded: bool = False,
    significant: str = "",
    special_warning: str = "",
    started_at: datetime | None = None,
) -> Interview:
    """An interview begins, by whoever they were handed to. The clock counts it as questioning. Code C 11, 12."""
    detention, at = detention_with(detention_id), moment_of(started_at)
    out = out_now(detention.id)
    check_start(
        for_interview=out is not None and out.purpose is Purpose.INTERVIEW,
        running=running_interview(detention.id) is not None,
        recording=recording,
        not_recorded_why=not_recorded_why,
    )
    if bar := interview_bar(detention, at):
        raise RuleBroken(bar, rule=C_11_15.section)
    check_reminded_of_advice(reminded=reminded, put_off=advice_put_off(detention.id, at))
    taken, replaced = clothes_taken(detention.id)
    check_clothed(clothes_taken=taken, replaced=replaced)
    assert out is not None  # noqa: S101 - check_start refuses without
    check_after(at, last=out.handed_at, what="they were handed over", field="started_at", source=C_12_1)
    held = select(func.count()).select_from(Interview).where(Interview.detention_id == detention.id)
    interview = Interview(
        detention_id=detention.id,
        hand_over_id=out.id,
        number=(db.session.scalar(held) or 0) + 1,
        started_at=at,
        where=where,
        caution=caution,
        present=present,
        recording=recording,
        not_recorded_why=not_recorded_why,
        reminded=reminded,
        significant=significant,
        special_warning=special_warning,
        by_id=actor.id,
    )
    db.session.add(interview)
    happened(actor, detention, QuestioningStart, at)
    more = f", with {interview.present}" if interview.present else ""
    more += ". Reminded of the right to free legal advice" if reminded else ""
    log(
        actor,
        detention,
        at,
        f"Interview {interview.number} began in {where} by {out.officer.name}{more}",
        kind="interview",
    )
    say_interview(detention.id)
    return interview


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def begin_break(
    actor: Actor, *, detention_id: uuid.UUID, reason: BreakReason, note: str = "", at: datetime | None = None
) -> InterviewBreak:
    """The interview breaks off for a while. Code C 12.8."""
    detention, when = detention_with(detention_id), moment_of(at)
    interview = interview_that_runs(detention.id)
    if open_break(interview):
        raise RuleBroken("A break goes on already. Record when they resumed", rule=C_12_8.section)
    check_after(when, last=last_moment(interview), what="the interview began or was resumed", field="at")
    row = InterviewBreak(detention_id=detention.id, interview_id=interview.id, began_at=when, reason=reason, note=note)
    db.session.add(row)
    more = f": {note}" if note else ""
    log(actor, detention, when, f"Interview {interview.number}, break: {reason.label.lower()}{more}", kind="interview")
    say_interview(detention.id)
    return row


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def resume_interview(
    actor: Actor, *, detention_id: uuid.UUID, at: datetime | None = None, short_why: str = ""
) -> Interview:
    """The break is over; one shorter than they normally are says why. Code C 12.8."""
    detention, when = detention_with(detention_id), moment_of(at)
    interview = interview_that_runs(detention.id)
    row = open_break(interview)
    if row is None:
        raise RuleBroken("There is no break", rule=C_12_8.section)
    check_after(when, last=row.began_at, what="the break began", field="at")
    check_break_over(row.reason, began_at=row.began_at, at=when, why=short_why)
    row.resumed_at = when
    if short_why:
        row.note = f"{row.note}. Shorter because: {short_why}" if row.note else f"Shorter because: {short_why}"
    more = f". Break shorter because: {short_why}" if short_why else ""
    log(actor, detention, when, f"Interview {interview.number} resumed, under caution{more}", kind="interview")
    say_interview(detention.id)
    return interview


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_interview(
    actor: Actor, *, detention_id: uuid.UUID, ended_why: str = "", ended_at: datetime | None = None
) -> Interview:
    """The interview ends; a break that went on ends with it. Code C 11.6, 12.7."""
    detention, at = detention_with(detention_id), moment_of(ended_at)
    interview = interview_that_runs(detention.id)
    check_after(at, last=last_moment(interview), what="its start or the last break", field="ended_at")
    if row := open_break(interview):
        row.resumed_at = at
    interview.ended_at, interview.ended_why = at, ended_why
    happened(actor, detention, QuestioningEnd, at)
    more = f": {ended_why}" if ended_why else ""
    log(actor, detention, at, f"Interview {interview.number} ended{more}", kind="interview")
    say_interview(detention.id)
    return interview
