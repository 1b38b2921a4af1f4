"""Visits of independent custody visitors: who came, what they were shown, what they remarked."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.suite import Suite


class CustodyVisit(Base):
    """One visit to a suite, unannounced, at any hour. Police Reform Act 2002 s.51."""

    __tablename__ = "custody_visit"
    __table_args__ = (Index("ix_custody_visit_suite", "suite_id", "visited_at"),)

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"))
    visited_at: Mapped[datetime]
    visitors: Mapped[str]
    """Their names, or the numbers on their cards."""
    held: Mapped[int]
    """How many were in the suite when the visit was recorded."""
    spoken_to: Mapped[int]
    remarks: Mapped[str] = mapped_column(default="")
    """What they said, as they said it."""
    answer: Mapped[str] = mapped_column(default="")
    """What was done about it at once."""
    by_id: Mapped[UserId]

    suite: Mapped[Suite] = relationship()
    by: Mapped[User] = relationship()
