"""How a detainee is watched: the plan in force, and every check that was made under it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.observation import Finding, Level


class CarePlan(OfDetention, Base):
    """One level of observation, from when it was set until another took its place. One is in force at a time."""

    __tablename__ = "custody_care_plan"
    __table_args__ = (
        Index("ix_custody_care_plan_now", "detention_id", unique=True, postgresql_where="until_at IS NULL"),
        Index("ix_custody_care_plan_due", "due_at", postgresql_where="until_at IS NULL"),
    )

    level: Mapped[int]
    rousing: Mapped[bool] = mapped_column(default=False)
    every_minutes: Mapped[int]
    watched_by: Mapped[str] = mapped_column(default="")
    """Who keeps constant watch, at levels 3 and 4."""
    reason: Mapped[str]
    instructions: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime]
    set_by_id: Mapped[UserId]
    by_hcp: Mapped[bool] = mapped_column(default=False)
    consulted: Mapped[str] = mapped_column(default="")
    """The healthcare professional asked before their level was lowered."""
    until_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """The next check; None while the person is away in hospital."""

    set_by: Mapped[User] = relationship()

    @property
    def name(self) -> str:
        """'L2 rousing', as the board says it."""
        return f"L{self.level}{' rousing' if self.rousing else ''}"

    @property
    def label(self) -> str:
        return Level(self.level).label + (", roused each time" if self.rousing else "")


class CellCheck(OfDetention, Base):
    """One check: what was found, when, by whom, and by how many minutes it was late."""

    __tablename__ = "custody_check"
    __table_args__ = (Index("ix_custody_check_of", "detention_id", "at"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_care_plan.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UserId]
    due_at: Mapped[datetime | None]
    late_minutes: Mapped[int] = mapped_column(default=0)
    finding: Mapped[Finding]
    text: Mapped[str] = mapped_column(default="")
    wakes: Mapped[bool | None]
    answers: Mapped[bool | None]
    obeys: Mapped[bool | None]
    round_id: Mapped[uuid.UUID | None]
    """Checks entered together, on one walk along the corridor."""

    by: Mapped[User] = relationship()

    @property
    def failed(self) -> bool:
        """Rousing failed: help was to be called at once (Code C Annex H)."""
        return self.finding is Finding.NOT_ROUSED
