"""Reviews of detention: by an inspector before charge, by the custody officer after it, or put off with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.care import Review, ReviewMethod
from mips.custody.model.detention import Detention
from mips.custody.rules.acting import Acting, Decided
from mips.custody.rules.arrivals import check_pace
from mips.custody.rules.authority import check_held, check_remote_review, check_reviewing_officer
from mips.custody.rules.checks import PostponedBecause, check_postponement, check_review
from mips.custody.rules.facts import ReviewDone
from mips.custody.rules.lateness import Matter
from mips.custody.rules.representations import Heard, check_reminded
from mips.custody.rules.sources import S40_1_A, S40_1_B
from mips.custody.rules.story import ReviewedBy
from mips.custody.usecases.acting import check_decider, note_acting
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.hearing import Hearing, put_hearing, recorder
from mips.custody.usecases.lateness import no_longer_late
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.writing import detention_with, happened, log, moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_REVIEW_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def hold_review(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    reason: str,
    method: ReviewMethod = ReviewMethod.IN_PERSON,
    remote_why: str = "",
    recorded_by_id: uuid.UUID | None = None,
    reminded: bool = False,
    detainee_heard: Heard | None = None,
    detainee_said: str = "",
    unfit_why: str = "",
    solicitor_heard: Heard | None = None,
    solicitor_said: str = "",
    adult_heard: Heard | None = None,
    adult_said: str = "",
    outcome: str = "",
    held_at: datetime | None = None,
) -> Review:
    """Review detention before charge, as an inspector who is not involved in the investigation. PACE 1984 s.40."""
    detention, at = detention_with(detention_id), moment_of(held_at)
    if detention.reviewed_as_charged:
        raise RuleBroken("After charge the custody officer reviews detention", rule=S40_1_A.section)
    rank = actor.rank_at(at)
    check_reviewing_officer(rank)
    check_remote_review(
        by_telephone=method is ReviewMethod.TELEPHONE,
        remote=method is not ReviewMethod.IN_PERSON,
        why=remote_why,
        charged=False,
    )
    heard = Hearing(
        detainee_heard=detainee_heard,
        detainee_said=detainee_said,
        solicitor_heard=solicitor_heard,
        solicitor_said=solicitor_said,
        adult_heard=adult_heard,
        adult_said=adult_said,
        unfit_why=unfit_why,
        outcome=outcome,
    )
    how = {
        "method": method,
        "remote_why": remote_why,
        "recorded_by_id": recorder(recorded_by_id, remote=method is not ReviewMethod.IN_PERSON),
    }
    return _held(actor, detention, at, rank, heard, {"reason": reason, "reminded": reminded, **how})


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def review_after_charge(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    reason: str,
    reminded: bool = False,
    detainee_heard: Heard | None = None,
    detainee_said: str = "",
    unfit_why: str = "",
    solicitor_heard: Heard | None = None,
    solicitor_said: str = "",
    adult_heard: Heard | None = None,
    adult_said: str = "",
    outcome: str = "",
    held_at: datetime | None = None,
    no_sergeant_why: str = "",
    acting: Acting | None = None,
) -> Review:
    """Review detention after charge, as custody officer. PACE 1984 s.40(1)(a)."""
    detention, at = detention_with(detention_id), moment_of(held_at)
    if not detention.reviewed_as_charged:
        raise RuleBroken("Before charge an inspector reviews detention", rule=S40_1_B.section)
    check_decider(actor, detention, at, acting, no_sergeant_why)
    heard = Hearing(
        detainee_heard=detainee_heard,
        detainee_said=detainee_said,
        solicitor_heard=solicitor_heard,
        solicitor_said=solicitor_said,
        adult_heard=adult_heard,
        adult_said=adult_said,
        unfit_why=unfit_why,
        outcome=outcome,
    )
    how = {"method": ReviewMethod.IN_PERSON, "reason": reason, "reminded": reminded}
    review = _held(actor, detention, at, actor.rank_at(at), heard, how)
    note_acting(actor, detention, at, acting, Decided.REVIEW)
    return review


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def postpone_review(actor: Actor, *, detention_id: uuid.UUID, because: PostponedBecause, reason: str) -> Review:
    """Write down why a review cannot be held when it is due. It does not move the later ones. PACE 1984 s.40(4)-(7)."""
    detention, now = detention_with(detention_id), moment_of(None)
    check_held(detention.held and detention.authorised_at is not None)
    check_postponement(because, reason)
    review = _next(detention)
    review.postponed_at, review.postponed_because, review.postponed_reason = now, because.value, reason
    db.session.add(review)
    log(actor, detention, now, f"Review {review.number} postponed: {reason}", kind="review")
    return review


def _held(
    actor: Actor, detention: Detention, at: datetime, rank: Rank, heard: Hearing, fields: Mapping[str, object]
) -> Review:
    check_held(detention.authorised_at is not None and detention.refused_at is None)
    assert detention.authorised_at is not None  # noqa: S101 - the line above
    charged = detention.reviewed_as_charged
    if not charged:
        check_pace(detention.arrival, "detention is not reviewed under s.40")
    check_review(
        at,
        authorised_at=detention.authorised_at,
        charged=charged,
        inspector_or_above=rank >= Rank.INSPECTOR,
        involved_in_investigation=actor.id in investigators(detention),
        released_at=detention.released_at,
    )
    check_reminded(detainee=heard.detainee, reminded=bool(fields["reminded"]))
    review = _next(detention)
    put_hearing(review, heard, at)
    for name, value in {**fields, "held_at": at, "by_id": actor.id, "rank": int(rank), "after_charge": charged}.items():
        setattr(review, name, value)
    db.session.add(review)
    by = ReviewedBy.CUSTODY_OFFICER if charged else ReviewedBy.INSPECTOR
    happened(actor, detention, ReviewDone, at, by=by.value, postponed=review.postponed_at is not None)
    detention.last_reviewed_at = at
    say_authority(detention)
    coming = standing_of(detention).next_review
    no_longer_late(detention.id, Matter.REVIEW, coming.due if coming else None)
    log(actor, detention, at, f"Review {review.number} held. {review.reason}", kind="review")
    return review


def _next(detention: Detention) -> Review:
    """The review that was put off and waits, or a new one as the law now has it due."""
    waiting = select(Review).where(Review.detention_id == detention.id, Review.held_at.is_(None))
    if review := db.session.scalars(waiting).one_or_none():
        return review
    due = standing_of(detention).next_review
    instant = due.due if due and isinstance(due.due, datetime) else None
    return Review(detention_id=detention.id, number=due.number if due else 1, due_at=instant)
