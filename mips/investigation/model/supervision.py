"""What a supervisor said of an investigation, and what an investigation waits for (INV-8, F31)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime
from mips.record.model.work import Task


class SupervisorReview(OfCrime, Base):
    """One review of a crime, and what its officer is to do. Never changed: a later one says more."""

    __tablename__ = "supervisor_review"

    officer_id: Mapped[UserId]
    """The officer in the case whom it was for."""
    by_id: Mapped[UserId]
    at: Mapped[datetime]
    looked_at: Mapped[list[str]] = mapped_column(default=list)
    """Items of the list `review-looked-at`."""
    found: Mapped[str]
    """What the reviewer makes of it."""
    direction: Mapped[str] = mapped_column(default="")
    """What is to be done; empty: it goes on as it is."""
    raised: Mapped[list[str]] = mapped_column(default=list)
    """The actions that it raised, by number and text."""
    unmet: Mapped[list[str]] = mapped_column(default=list)
    """What stood in the way of closing it then, line by line."""
    next_due_at: Mapped[datetime]
    told_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("task.id"))
    """By what task the officer was told of the direction: it is done once they have read it."""

    by: Mapped[User] = relationship(foreign_keys="SupervisorReview.by_id")
    officer: Mapped[User] = relationship(foreign_keys="SupervisorReview.officer_id")
    told: Mapped[Task | None] = relationship(foreign_keys=[told_id])


class CrimeWait(OfCrime, Base):
    """Something outside that an investigation waits for, until a day at most: it is not silent meanwhile."""

    __tablename__ = "crime_wait"
    __table_args__: Any = (Index("ix_crime_wait_open", "crime_id", postgresql_where="ended_at IS NULL"),)

    on: Mapped[str]
    """An item of the list `waits-for`."""
    until_on: Mapped[date]
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    by: Mapped[User] = relationship(foreign_keys="CrimeWait.by_id")


class ClosingStatement(OfCrime, Base):
    """What an officer said instead of doing what a closing asks for. The last of a kind counts; none is changed."""

    __tablename__ = "closing_statement"

    kind: Mapped[str]
    """`no-intelligence` or `exhibits-kept`."""
    text: Mapped[str]
    by_id: Mapped[UserId]
    at: Mapped[datetime]

    by: Mapped[User] = relationship(foreign_keys="ClosingStatement.by_id")
