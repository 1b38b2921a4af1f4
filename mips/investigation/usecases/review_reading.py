"""Which decision a victim may ask to be reviewed, and what they have asked for (INV-5)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.core import db
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.model.review import VictimReview
from mips.investigation.rules.reviews import may_ask


def standing_outcome(crime: Crime) -> CrimeOutcome | None:
    """The outcome in force, if it was decided here and no review has overturned it."""
    in_force = [each for each in crime.outcomes if each.in_force_at and each.overturned_at is None]
    return in_force[-1] if in_force and crime.outcome_code == in_force[-1].code else None


def reviews_of(crime_id: uuid.UUID, party_id: uuid.UUID) -> Sequence[VictimReview]:
    """What one victim asked for in one crime, the latest first."""
    theirs = sa.select(VictimReview).where(VictimReview.crime_id == crime_id, VictimReview.party_id == party_id)
    whole = (joinedload(VictimReview.outcome), joinedload(VictimReview.reviewer))
    return db.session.scalars(theirs.options(*whole).order_by(VictimReview.id.desc())).all()


def reviews_and_right(crime: Crime, party_id: uuid.UUID) -> tuple[Sequence[VictimReview], bool]:
    """What they asked for, and whether there is a decision in force that they may still ask about."""
    found, outcome = reviews_of(crime.id, party_id), standing_outcome(crime)
    asked = outcome is not None and any(each.outcome_id == outcome.id for each in found)
    return found, outcome is not None and may_ask(outcome.code) and not asked


def asked_for(outcome_id: uuid.UUID, party_id: uuid.UUID) -> bool:
    """Whether this victim has asked about this decision."""
    same = sa.select(VictimReview.id).where(VictimReview.outcome_id == outcome_id, VictimReview.party_id == party_id)
    return db.session.scalar(same) is not None
