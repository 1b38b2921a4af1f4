"""The Victims' Right to Review: asked for, answered by another; overturned, the crime goes on (INV-5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.core.settings import settings
from mips.investigation.model.crime import Crime, CrimeOutcome, CrimeStatus
from mips.investigation.model.review import VictimReview
from mips.investigation.rules import reviews as rules
from mips.investigation.rules.outcomes import rank_needed
from mips.investigation.rules.victims import METHODS
from mips.investigation.usecases.closing_promises import owe_updates_again
from mips.investigation.usecases.promising import owe_begun
from mips.investigation.usecases.review_reading import asked_for, standing_outcome
from mips.investigation.usecases.victims import victim_of
from mips.investigation.usecases.writing import log
from mips.record.lookup import change, fetch
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@dataclass(frozen=True)
class ReviewsShown:
    """Requests that nobody has answered, the first due first."""

    reviews: Sequence[VictimReview]

    def shown(self) -> Iterable[Base]:
        for each in self.reviews:
            yield each.crime
            yield each.party


@usecase(Permission.CASES_WITNESS_CARE_CREATE, verb=Verb.COLLECTED)
def ask_for_review(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    method: str,
    asked_at: datetime | None = None,
    said: str | None = None,
    why_late: str | None = None,
) -> VictimReview:
    """Write down that a victim asks for the decision not to charge to be looked at again."""
    crime, party = victim_of(crime_id, party_id)
    require_item(METHODS, method, field="method")
    outcome, at = standing_outcome(crime), asked_at or clock.now()
    rules.check_asked(
        outcome.code if outcome else "",
        decided_on=outcome.decided_on if outcome else None,
        asked_on=day_of(at),
        months=settings().review_request_months,
        asked_before=outcome is not None and asked_for(outcome.id, party.id),
        why_late=why_late or "",
    )
    assert outcome is not None  # noqa: S101 - check_asked refuses without
    review = VictimReview(
        crime_id=crime.id,
        party_id=party.id,
        outcome_id=outcome.id,
        asked_at=at,
        method=method,
        said=said or "",
        why_late=why_late or "",
        by_cps=rules.is_of_the_cps(outcome.code, outcome.decider),
        due_on=rules.answer_by(day_of(at), settings().review_working_days),
        entered_by_id=actor.id,
    )
    db.session.add(review)
    whose = "the CPS" if review.by_cps else "the police"
    log(
        actor.id,
        crime,
        at,
        f"Victim {party.label} asks for a review of outcome {outcome.code} by {whose}",
        kind="review",
    )
    return review


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def answer_review(
    actor: Actor, *, review_id: uuid.UUID, overturned: bool, reasons: str, prosecutor: str | None = None
) -> VictimReview:
    """Uphold the decision or overturn it. Overturned, it stands no more and the crime is investigated again."""
    review = fetch(VictimReview, review_id, joinedload(VictimReview.outcome))
    crime, outcome = fetch(Crime, review.crime_id, selectinload(Crime.outcomes)), review.outcome
    rules.check_result(answered=review.answered_at is not None, by_cps=review.by_cps, prosecutor=prosecutor or "")
    if not review.by_cps:
        rules.check_reviewer(
            decided=outcome.decided_by_id == actor.id,
            signed_off=outcome.signed_off_by_id == actor.id,
            rank=actor.rank,
            needed=rank_needed(outcome.code),
        )
    now = clock.now()
    review.answered_at, review.overturned, review.reasons = now, overturned, reasons
    review.reviewer_id, review.prosecutor = actor.id, prosecutor or ""
    if overturned:
        _overturn(crime, outcome, now)
    owe_begun(crime, review.party_id, "reviewed", now)
    result = "overturned: the crime is investigated again" if overturned else "upheld"
    log(actor.id, crime, now, f"Review of outcome {outcome.code}: {result}. {reasons}", kind="review")
    return review


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def list_reviews(actor: Actor) -> ReviewsShown:
    """What victims have asked to be reviewed and nobody has answered, the first due first."""
    waiting = sa.select(VictimReview).where(VictimReview.answered_at.is_(None))
    whole = (joinedload(VictimReview.crime), joinedload(VictimReview.party), joinedload(VictimReview.outcome))
    return ReviewsShown(
        db.session.scalars(waiting.options(*whole).order_by(VictimReview.due_on, VictimReview.id).limit(200)).all()
    )


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def read_review(actor: Actor, *, review_id: uuid.UUID) -> VictimReview:
    """One request with the decision that it is of."""
    whole = (joinedload(VictimReview.crime), joinedload(VictimReview.party))
    people = (joinedload(CrimeOutcome.decided_by), joinedload(CrimeOutcome.signed_off_by))
    return fetch(VictimReview, review_id, *whole, joinedload(VictimReview.outcome).options(*people))


def _overturn(crime: Crime, outcome: CrimeOutcome, now: datetime) -> None:
    outcome.overturned_at = now
    if crime.outcome_code == outcome.code:
        reopened = {"status": CrimeStatus.UNDER_INVESTIGATION, "outcome_code": "", "outcome": "", "outcome_on": None}
        change(crime, reopened, version=None)
        owe_updates_again(crime, now)
