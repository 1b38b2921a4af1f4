"""Whether anybody may interview a detainee now: an appropriate adult, legal advice, an interpreter, or leave."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.custody.model.authority import RightDelay
from mips.custody.model.care import Right, RightKind
from mips.custody.model.detention import Detention
from mips.custody.model.people import Attendance, InterviewAuthority
from mips.custody.rules.people import (
    BeforeInterview,
    Helper,
    InterviewWithout,
    check_in_order,
    check_leave,
    why_no_interview,
)
from mips.custody.usecases.around import adult_decision, attendances_of
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase


def interview_bar(detention: Detention, at: datetime | None = None) -> str:
    """Why nobody may interview this detainee at `at` (now), with the paragraph and what to do; empty when they may.

    Code C 6.6, 11.15, 13.2. For whoever begins an interview: refuse with this text when there is one.
    """
    when = at or clock.now()
    attended = attendances_of(detention.id)
    decision = adult_decision(detention.id)
    asked, had = _advice(detention.id, attended)
    known = BeforeInterview(
        child=is_child(detention.person, detention.arrived_at),
        adult=decision.because if decision else None,
        adult_here=_here(attended, (Helper.ADULT,), when),
        advice_asked=asked,
        advice_had=had,
        advice_delayed=_delayed(detention.id, when),
        interpreter_asked=any(each.helper in _INTERPRETERS and not each.stood_down_at for each in attended),
        interpreter_here=_here(attended, _INTERPRETERS, when),
        allowed=frozenset(each.without for each in allowed_of(detention.id) if each.authorised_at <= when),
    )
    return why_no_interview(known)


def advice_put_off(detention_id: uuid.UUID, at: datetime) -> bool:
    """Whether legal advice has been delayed, or an urgent interview allowed before it. PACE 1984 s.58, Code C 6.6."""
    urgent = InterviewWithout.SOLICITOR
    return _delayed(detention_id, at) or any(
        each.without is urgent and each.authorised_at <= at for each in allowed_of(detention_id)
    )


def allowed_of(detention_id: uuid.UUID) -> Sequence[InterviewAuthority]:
    """The leave that was given to interview without somebody."""
    found = select(InterviewAuthority).where(InterviewAuthority.detention_id == detention_id)
    return db.session.scalars(
        found.options(joinedload(InterviewAuthority.by)).order_by(InterviewAuthority.authorised_at)
    ).all()


@usecase(Permission.CUSTODY_REVIEW_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def allow_interview(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    without: InterviewWithout,
    reason: str,
    authorised_at: datetime | None = None,
) -> InterviewAuthority:
    """Allow an interview without somebody who should be there, as an officer of the rank. Code C 6.6, 11.18, 13.2."""
    detention, at = detention_with(detention_id), moment_of(authorised_at)
    rank = actor.rank_at(at)
    check_leave(without, rank=rank, involved=actor.id in investigators(detention))
    check_in_order(at, after=detention.arrived_at, what="That is before they arrived", field="authorised_at")
    given = InterviewAuthority(
        detention_id=detention.id, without=without, authorised_at=at, by_id=actor.id, rank=int(rank), reason=reason
    )
    db.session.add(given)
    log(actor, detention, at, f"Interview allowed. {without.label}: {reason}", kind="authority")
    return given


_INTERPRETERS = (Helper.INTERPRETER, Helper.SIGNER)


def _here(attended: Sequence[Attendance], helpers: tuple[Helper, ...], at: datetime) -> bool:
    came = [each for each in attended if each.helper in helpers and each.arrived_at and each.arrived_at <= at]
    return any(each.left_at is None or each.left_at > at for each in came)


def _advice(detention_id: uuid.UUID, attended: Sequence[Attendance]) -> tuple[bool, bool]:
    """Whether legal advice was ever asked for, and whether it has been had since it was asked last."""
    told = select(Right).where(Right.detention_id == detention_id, Right.kind == RightKind.LEGAL_ADVICE)
    wanted = [right for right in db.session.scalars(told.order_by(Right.offered_at)) if right.wanted]
    spoke = any(each.consultations for each in attended if each.helper is Helper.SOLICITOR)
    return bool(wanted), bool(wanted) and (wanted[-1].met_at is not None or spoke)


def _delayed(detention_id: uuid.UUID, at: datetime) -> bool:
    delays = select(RightDelay).where(
        RightDelay.detention_id == detention_id, RightDelay.kind == RightKind.LEGAL_ADVICE
    )
    return any(each.in_force(at) for each in db.session.scalars(delays))
