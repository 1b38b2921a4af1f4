"""Somebody in custody taken to hospital: why, with whom, and back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from mips.core.db import Base
from mips.custody.model.care import OfDetention


class HospitalReason(StrEnum):
    """Why: the clock stands still for treatment only. PACE 1984 s.41(6)."""

    TREATMENT = "treatment"
    XRAY = "evidential_xray"
    INTIMATE_SEARCH = "evidential_intimate_search"

    @property
    def label(self) -> str:
        return _REASONS[self]


_REASONS = {
    HospitalReason.TREATMENT: "Medical treatment (the clock stands still)",
    HospitalReason.XRAY: "X-ray or ultrasound for evidence (the clock runs)",
    HospitalReason.INTIMATE_SEARCH: "Intimate search (the clock runs)",
}


class HospitalStay(OfDetention, Base):
    """One journey to hospital. One is open at a time."""

    __tablename__ = "custody_hospital_stay"
    __table_args__ = (
        Index("ix_custody_hospital_stay_now", "detention_id", unique=True, postgresql_where="returned_at IS NULL"),
    )

    hospital: Mapped[str]
    reason: Mapped[HospitalReason]
    why: Mapped[str]
    escorts: Mapped[str]
    restraint: Mapped[str] = mapped_column(default="")
    left_at: Mapped[datetime]
    returned_at: Mapped[datetime | None]
    admitted_on: Mapped[date | None]
    """As an in-patient: such days do not count for a bail period (s.47ZM(4))."""
    discharged_on: Mapped[date | None]
    advice: Mapped[str] = mapped_column(default="")
    """What the hospital said on discharge that custody staff are to do."""
