"""What was assessed of a crime: risk to its victim, threat and harm, solvability, stalking, hate (INV-7)."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime
from mips.investigation.rules.assessment import Level


class AssessmentKind(StrEnum):
    """With what it was assessed."""

    DASH = "dash"
    DARA = "dara"
    THRIVE = "thrive"
    SOLVABILITY = "solvability"
    STALKING = "stalking"
    HATE = "hate"

    @property
    def label(self) -> str:
        return _KINDS[self.value]

    @property
    def of_domestic_abuse(self) -> bool:
        return self in {AssessmentKind.DASH, AssessmentKind.DARA}


_KINDS = {
    "dash": "Domestic abuse (DASH)",
    "dara": "Domestic abuse (DARA)",
    "thrive": "THRIVE",
    "solvability": "Solvability and screening",
    "stalking": "Stalking screening",
    "hate": "Hate crime risk",
}


class Assessment(OfCrime, Base):
    """One assessment, as it was answered. Never changed but by the second look; the latest of a kind counts."""

    __tablename__ = "crime_assessment"
    __table_args__: Any = (Index("ix_crime_assessment_kind", "crime_id", "kind"),)

    kind: Mapped[AssessmentKind]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Code of each question, element or factor -> what was answered to it."""
    level: Mapped[int | None]
    """1 standard, 2 medium, 3 high, as it stands after a second look; None: this kind has none."""
    first_level: Mapped[int | None]
    """As whoever assessed it said."""
    decision: Mapped[bool | None]
    """Of solvability whether it is investigated, of stalking whether it is that."""
    account: Mapped[str] = mapped_column(default="")
    """In their own words, or why."""
    child_present: Mapped[bool | None]
    marac: Mapped[list[str]] = mapped_column(default=list)
    """Why it goes to a multi-agency conference; empty: it does not."""
    by_id: Mapped[UserId]
    at: Mapped[datetime]
    looked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    looked_at: Mapped[datetime | None]
    looked_why: Mapped[str] = mapped_column(default="")

    crime: Mapped[Crime] = relationship(foreign_keys="Assessment.crime_id")
    by: Mapped[User] = relationship(foreign_keys="Assessment.by_id")
    looked_by: Mapped[User | None] = relationship(foreign_keys=[looked_by_id])

    @property
    def risk(self) -> Level | None:
        return None if self.level is None else Level(self.level)
