"""The policy file of an investigation: numbered decisions that nobody edits, and their reviews (INV-8, F34)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.investigation.model.crime import Crime
from mips.investigation.model.policy import PolicyDecision, PolicyReview
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.usecase import usecase


@dataclass(frozen=True)
class PolicyFile:
    """The decisions of a crime, the first first."""

    crime: Crime
    decisions: Sequence[PolicyDecision]

    def shown(self) -> Iterator[Base]:
        yield self.crime
        yield from self.decisions


@usecase(Permission.INVESTIGATION_POLICY_READ, verb=Verb.CONSULTED)
def read_policy_file(actor: Actor, *, crime_id: uuid.UUID) -> PolicyFile:
    """Every decision with its reviews."""
    crime = fetch(Crime, crime_id)
    rows = sa.select(PolicyDecision).where(PolicyDecision.crime_id == crime.id).order_by(PolicyDecision.number)
    reviews = selectinload(PolicyDecision.reviews).joinedload(PolicyReview.by)
    return PolicyFile(crime, db.session.scalars(rows.options(joinedload(PolicyDecision.by), reviews)).all())


@usecase(Permission.INVESTIGATION_POLICY_CREATE, verb=Verb.COLLECTED)
def enter_decision(actor: Actor, *, crime_id: uuid.UUID, decision: str, options: str, rationale: str) -> PolicyDecision:
    """Enter the next decision, in the name of who makes it."""
    crime = fetch(Crime, crime_id)
    db.session.execute(sa.select(Entity.id).where(Entity.id == crime.id).with_for_update())
    last = db.session.scalar(sa.select(sa.func.max(PolicyDecision.number)).where(PolicyDecision.crime_id == crime.id))
    row = PolicyDecision(
        crime_id=crime.id,
        number=(last or 0) + 1,
        decision=decision,
        options=options,
        rationale=rationale,
        by_id=actor.id,
        at=clock.now(),
    )
    db.session.add(row)
    return row


@usecase(Permission.INVESTIGATION_POLICY_CREATE, verb=Verb.COLLECTED)
def review_decision(actor: Actor, *, decision_id: uuid.UUID, stands: bool, text: str) -> PolicyReview:
    """Say later whether a decision stands, and why; what to do instead is a decision of its own."""
    row = fetch(PolicyDecision, decision_id)
    review = PolicyReview(
        crime_id=row.crime_id, decision_id=row.id, stands=stands, text=text, by_id=actor.id, at=clock.now()
    )
    db.session.add(review)
    return review
