"""The policy file: decisions of an investigation and their later reviews, never edited (INV-8)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime


class PolicyDecision(OfCrime, Base):
    """One decision, numbered in its crime. The database refuses to change it: a later one or a review says more."""

    __tablename__ = "policy_decision"
    __table_args__: Any = (UniqueConstraint("crime_id", "number"),)

    number: Mapped[int]
    decision: Mapped[str]
    options: Mapped[str]
    """What else might have been done."""
    rationale: Mapped[str]
    """By the National Decision Model: information, threat and risk, powers and policy, options, action."""
    by_id: Mapped[UserId]
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
    reviews: Mapped[list[PolicyReview]] = relationship(order_by="PolicyReview.id")


class PolicyReview(OfCrime, Base):
    """What was said of a decision later."""

    __tablename__ = "policy_review"

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policy_decision.id"), index=True)
    stands: Mapped[bool]
    text: Mapped[str]
    by_id: Mapped[UserId]
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
