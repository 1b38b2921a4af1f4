"""Medicine in custody: what is to be given, and each dose as it fell due and was dealt with."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.medication import DoseOutcome, MedicineSource, Schedule, times_of


class Prescription(OfDetention, Base):
    """A medicine to be given in custody, as a healthcare professional directed."""

    __tablename__ = "custody_prescription"

    drug: Mapped[str]
    dose: Mapped[str]
    route: Mapped[str]
    source: Mapped[MedicineSource]
    verified: Mapped[str] = mapped_column(default="")
    """How their own medicine was checked: label, pharmacy, summary care record."""
    controlled: Mapped[bool] = mapped_column(default=False)
    first_at: Mapped[datetime]
    every_minutes: Mapped[int | None]
    times: Mapped[str] = mapped_column(default="")
    """Times of day in London: '08:00, 20:00'."""
    window_minutes: Mapped[int] = mapped_column(default=60)
    """How long before and after its time a dose may be given."""
    most_in_24h: Mapped[int | None]
    instructions: Mapped[str] = mapped_column(default="")
    prescribed_at: Mapped[datetime]
    prescribed_by_id: Mapped[UserId]
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[str] = mapped_column(default="")

    prescribed_by: Mapped[User] = relationship()
    doses: Mapped[list[Dose]] = relationship(order_by="Dose.created_at, Dose.id", back_populates="prescription")

    @property
    def schedule(self) -> Schedule:
        return Schedule(
            first_at=self.first_at,
            every_minutes=self.every_minutes,
            times=times_of(self.times),
            most_in_24h=self.most_in_24h,
        )

    @property
    def name(self) -> str:
        """'Insulin 10 units'."""
        return f"{self.drug} {self.dose}"


class Dose(OfDetention, Base):
    """One dose: due, then given, refused or missed. The one without an outcome is the next."""

    __tablename__ = "custody_dose"
    __table_args__ = (
        Index("ix_custody_dose_next", "prescription_id", unique=True, postgresql_where="outcome IS NULL"),
        Index("ix_custody_dose_due", "due_at", postgresql_where="outcome IS NULL"),
    )

    prescription_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_prescription.id"), index=True)
    due_at: Mapped[datetime | None]
    """None for what is taken when needed."""
    outcome: Mapped[DoseOutcome | None]
    at: Mapped[datetime | None]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    witness_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")

    prescription: Mapped[Prescription] = relationship(back_populates="doses")
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    witness: Mapped[User | None] = relationship(foreign_keys=[witness_id])
