"""The risk assessment of a detainee, each as it was asked and answered, with the wording of that day."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.risk import Reply


class RiskAssessment(OfDetention, Base):
    """One assessment. Made again, it is another row; none is ever changed (CUS-12)."""

    __tablename__ = "custody_risk_assessment"

    asked_at: Mapped[datetime]
    by_id: Mapped[UserId]
    refused: Mapped[bool] = mapped_column(default=False)
    refused_why: Mapped[str] = mapped_column(default="")
    feeling: Mapped[str] = mapped_column(default="")
    """How they said they feel."""
    diet: Mapped[str] = mapped_column(default="")
    """What they may not or do not eat."""
    observed: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the list risk-observation: what the officer saw."""
    observed_note: Mapped[str] = mapped_column(default="")
    private_talk: Mapped[bool] = mapped_column(default=False)
    contradictions: Mapped[list[str]] = mapped_column(default=list)
    """What earlier records said against an answer, as it was acknowledged."""
    suggested_level: Mapped[int]
    suggested_rousing: Mapped[bool] = mapped_column(default=False)
    suggested_hcp: Mapped[bool] = mapped_column(default=False)
    suggested_why: Mapped[list[str]] = mapped_column(default=list)

    by: Mapped[User] = relationship()
    answers: Mapped[list[RiskAnswer]] = relationship(order_by="RiskAnswer.place", back_populates="assessment")


class RiskAnswer(OfDetention, Base):
    """One question as it was worded, and what was answered."""

    __tablename__ = "custody_risk_answer"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_risk_assessment.id"), index=True)
    place: Mapped[int]
    code: Mapped[str]
    wording: Mapped[str]
    wording_from: Mapped[date | None]
    """Since when it was asked in these words: the version of the question."""
    answer: Mapped[Reply]
    detail: Mapped[str] = mapped_column(default="")

    assessment: Mapped[RiskAssessment] = relationship(back_populates="answers")
