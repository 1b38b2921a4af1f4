"""Healthcare in custody: calls, what staff are to do, and what only healthcare professionals read."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.healthcare import CallPurpose, Fitness
from mips.record.model.entity import Entity


class HealthcareCall(OfDetention, Base):
    """A healthcare professional called to somebody: for what, and when they came, saw them and left."""

    __tablename__ = "custody_healthcare_call"

    purposes: Mapped[list[str]]
    reason: Mapped[str] = mapped_column(default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    called: Mapped[str] = mapped_column(default="")
    """Who was called: the service, or a name."""
    called_at: Mapped[datetime]
    called_by_id: Mapped[UserId]
    arrived_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    called_by: Mapped[User] = relationship()

    @property
    def why(self) -> str:
        return "; ".join(CallPurpose(each).label for each in self.purposes)


class CareInstruction(OfDetention, Base):
    """What a healthcare professional tells custody staff to do: all that they read of an examination (RL-7)."""

    __tablename__ = "custody_care_instruction"

    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_healthcare_call.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UserId]
    todo: Mapped[str]
    call_again: Mapped[str] = mapped_column(default="")
    """When to call a healthcare professional again."""
    fit: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What they are fit for: detained, interview, charge, release, each a Fitness; none where it was not asked."""
    conditions: Mapped[str] = mapped_column(default="")
    appropriate_adult: Mapped[bool] = mapped_column(default=False)
    hospital: Mapped[bool] = mapped_column(default=False)

    by: Mapped[User] = relationship()

    def fitness(self, what: str) -> Fitness | None:
        """'detained', 'interview', 'charge' or 'release'."""
        return Fitness(self.fit[what]) if what in self.fit else None


class HealthNote(Entity, kind="health-note", read=Permission.CUSTODY_HEALTH_CREATE):
    """What a healthcare professional found. A kind of its own, so that the row filter keeps it from everybody else."""

    __tablename__ = "health_note"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    detention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("detention.id"), index=True)
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_healthcare_call.id"))
    at: Mapped[datetime]
    by_id: Mapped[UserId]
    findings: Mapped[str]
    injuries: Mapped[str] = mapped_column(default="")
    forensic: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship()
