"""Force used anywhere but in a custody suite: each officer's own form (CUS-22, F25)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.record.model.person import Person


class ForceReport(PartOf, Base):
    """What one officer used on one person, where, why, and with what result. Never changed: another adds to it."""

    __tablename__ = "force_report"
    __table_args__ = (Index("ix_force_report_officer", "officer_id", "at"),)
    belongs_to: ClassVar[Sequence[str]] = ("person_id",)

    officer_id: Mapped[UserId]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    described_as: Mapped[str] = mapped_column(default="")
    """Of somebody whose name is not known: sex, about what age, ethnic appearance."""
    at: Mapped[datetime]
    location: Mapped[str]
    incident: Mapped[str] = mapped_column(default="")
    """Number of the crime, stop or incident."""
    tactics: Mapped[list[str]]
    """Codes of the list force-tactic, in the order used."""
    reasons: Mapped[list[str]]
    """Codes of the list force-reason."""
    account: Mapped[str]
    officer_injury: Mapped[str] = mapped_column(default="")
    subject_injury: Mapped[str] = mapped_column(default="")
    effective: Mapped[bool]
    body_worn: Mapped[bool]

    officer: Mapped[User] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])

    @property
    def subject(self) -> str:
        return self.person.label if self.person else self.described_as or "Restricted"
