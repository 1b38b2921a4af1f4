"""The plan of an investigation: lines of enquiry, and the actions under them (INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core import clock
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime
from mips.investigation.rules.plan import ActionPriority, Points, State, overdue, state_of
from mips.record.model.person import Person
from mips.record.model.work import Task


class OfPlan(OfCrime):
    """A row of the plan: hidden with its crime, and with the suspect it is about."""

    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "suspect_id")

    suspect_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)


class LineOfEnquiry(OfPlan, Base):
    """Something that may lead towards or away from a suspect, pursued or not (CPIA Code 3.5)."""

    __tablename__ = "line_of_enquiry"

    text: Mapped[str]
    points: Mapped[Points]
    pursued: Mapped[bool]
    why: Mapped[str] = mapped_column(default="")
    """Why it is pursued or not; what was decided before is in the log."""
    decided_by_id: Mapped[UserId]
    decided_at: Mapped[datetime]

    suspect: Mapped[Person | None] = relationship(foreign_keys="LineOfEnquiry.suspect_id")
    decided_by: Mapped[User] = relationship()
    actions: Mapped[list[EnquiryAction]] = relationship(back_populates="line", order_by="EnquiryAction.number")


class EnquiryAction(OfPlan, Base):
    """One action, numbered in its crime. Who has it, when it is due and what came of it stand on its task."""

    __tablename__ = "enquiry_action"
    __table_args__: Any = (UniqueConstraint("crime_id", "number"),)

    number: Mapped[int]
    text: Mapped[str]
    priority: Mapped[ActionPriority] = mapped_column(default=ActionPriority.ROUTINE)
    line_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("line_of_enquiry.id"), index=True)
    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"), unique=True)
    raised_by_id: Mapped[UserId]
    started_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    reviewed_at: Mapped[datetime | None]
    review: Mapped[str] = mapped_column(default="")
    """What the last review said of the result."""
    filed_at: Mapped[datetime | None]
    dropped_why: Mapped[str] = mapped_column(default="")
    """Why it was filed without a result; empty where there was one."""

    crime: Mapped[Crime] = relationship(foreign_keys="EnquiryAction.crime_id")
    line: Mapped[LineOfEnquiry | None] = relationship(back_populates="actions", foreign_keys=[line_id])
    task: Mapped[Task] = relationship()
    raised_by: Mapped[User] = relationship(foreign_keys="EnquiryAction.raised_by_id")
    reviewed_by: Mapped[User | None] = relationship(foreign_keys=[reviewed_by_id])

    @property
    def state(self) -> State:
        return state_of(
            allocated=self.task.assignee_id is not None,
            started=self.started_at is not None,
            resulted=self.task.done_at is not None,
            filed=self.filed_at is not None,
        )

    @property
    def overdue(self) -> bool:
        """Whether it should have had its result by now."""
        return overdue(self.state, self.task.due_at, clock.now())
