"""A victim's request that a decision not to charge be looked at again, and what came of it (INV-5, INV-6)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.model.victim import OfVictim
from mips.record.model.entity import Entity


class VictimReview(OfVictim, Base):
    """One request, of one decision by one victim. That they were told the result is a promise of its own."""

    __tablename__ = "victim_review"
    __table_args__: Any = (
        UniqueConstraint("outcome_id", "party_id"),
        Index("ix_victim_review_open", "due_on", "id", postgresql_where="answered_at IS NULL"),
    )

    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime_outcome.id"))
    asked_at: Mapped[datetime]
    method: Mapped[str]
    """An item of the list `victim-method`."""
    said: Mapped[str] = mapped_column(default="")
    """Why they ask, where they say."""
    why_late: Mapped[str] = mapped_column(default="")
    by_cps: Mapped[bool]
    """The CPS decided, and looks again by its own scheme."""
    due_on: Mapped[date]
    entered_by_id: Mapped[UserId]
    answered_at: Mapped[datetime | None]
    overturned: Mapped[bool | None]
    reasons: Mapped[str] = mapped_column(default="")
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who reviewed it, or of a review of the CPS who entered it."""
    prosecutor: Mapped[str] = mapped_column(default="")

    crime: Mapped[Crime] = relationship(foreign_keys="VictimReview.crime_id")
    party: Mapped[Entity] = relationship(foreign_keys="VictimReview.party_id")
    outcome: Mapped[CrimeOutcome] = relationship(foreign_keys=[outcome_id])
    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewer_id])
