"""Detainees with those who investigate: handed over, interviewed, brought back (CUS-11)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.interviews import BreakReason, Caution, Interrupts, Purpose


class HandOver(OfDetention, Base):
    """Out of the custody officer's charge and back. One is open at a time. PACE 1984 s.39(2), s.39(3)."""

    __tablename__ = "custody_hand_over"
    __table_args__ = (
        Index("ix_custody_hand_over_now", "detention_id", unique=True, postgresql_where="returned_at IS NULL"),
    )

    officer_id: Mapped[UserId]
    purpose: Mapped[Purpose]
    where: Mapped[str] = mapped_column(default="")
    fit: Mapped[Fitness | None]
    fit_because: Mapped[str] = mapped_column(default="")
    interrupts: Mapped[Interrupts | None]
    interrupts_why: Mapped[str] = mapped_column(default="")
    handed_at: Mapped[datetime]
    handed_by_id: Mapped[UserId]
    returned_at: Mapped[datetime | None]
    returned_to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    kept_codes: Mapped[bool | None]
    account: Mapped[str] = mapped_column(default="")

    officer: Mapped[User] = relationship(foreign_keys="HandOver.officer_id")
    handed_by: Mapped[User] = relationship(foreign_keys="HandOver.handed_by_id")


class Interview(OfDetention, Base):
    """One interview. Its start and end are facts of the clock too."""

    __tablename__ = "custody_interview"
    __table_args__ = (
        Index("ix_custody_interview_now", "detention_id", unique=True, postgresql_where="ended_at IS NULL"),
    )

    hand_over_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_hand_over.id"))
    number: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    where: Mapped[str]
    caution: Mapped[Caution]
    present: Mapped[str]
    """Everybody there besides the detainee and the officer they were handed to."""
    recording: Mapped[str] = mapped_column(default="")
    not_recorded_why: Mapped[str] = mapped_column(default="")
    reminded: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of the right to free legal advice, just before. Code C 11.2."""
    significant: Mapped[str] = mapped_column(default="")
    """Significant statements and silences put at the start."""
    special_warning: Mapped[str] = mapped_column(default="")
    ended_why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    hand_over: Mapped[HandOver] = relationship()
    breaks: Mapped[list[InterviewBreak]] = relationship(order_by="InterviewBreak.began_at", viewonly=True)


class InterviewBreak(OfDetention, Base):
    __tablename__ = "custody_interview_break"
    __table_args__ = (
        Index("ix_custody_interview_break_now", "interview_id", unique=True, postgresql_where="resumed_at IS NULL"),
    )

    interview_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_interview.id"), index=True)
    began_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    reason: Mapped[BreakReason]
    note: Mapped[str] = mapped_column(default="")
