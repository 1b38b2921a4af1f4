"""Submissions to a forensic laboratory, what goes with each, and what is reported (INV-10)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.rules.forensics import Priority, ReportStage, Standing


class ForensicSubmission(OfCrime, Base):
    """One request of a crime to a lab, under its number F28.../26."""

    __tablename__ = "forensic_submission"
    __table_args__: Any = (Index("ix_forensic_submission_standing", "standing", "id"),)

    number: Mapped[str] = mapped_column(unique=True)
    standing: Mapped[Standing] = mapped_column(default=Standing.ASKED)
    examination: Mapped[str]
    """An item of the list `forensic-examination`."""
    question: Mapped[str]
    """The forensic strategy: what the lab is to find out, and what follows from each answer."""
    priority: Mapped[Priority] = mapped_column(default=Priority.ROUTINE)
    contamination: Mapped[str] = mapped_column(default="")
    """Elimination samples, and what was done against contamination."""
    asked_by_id: Mapped[UserId]
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decided_why: Mapped[str] = mapped_column(default="")
    lab: Mapped[str] = mapped_column(default="")
    lab_reference: Mapped[str] = mapped_column(default="")
    """The forensic service provider's own reference."""
    accredited: Mapped[bool | None]
    """Whether the lab is accredited for this activity under the Regulator's statutory Code; None: not said."""
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    pence: Mapped[int | None]
    """What it cost."""

    crime: Mapped[Crime] = relationship(foreign_keys="ForensicSubmission.crime_id")
    asked_by: Mapped[User] = relationship(foreign_keys="ForensicSubmission.asked_by_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    items: Mapped[list[SubmissionItem]] = relationship(back_populates="submission", order_by="SubmissionItem.id")
    reports: Mapped[list[ForensicReport]] = relationship(order_by="ForensicReport.reported_at")


class OfSubmission(PartOf):
    """A child row of a submission: hidden with its crime."""

    belongs_to: ClassVar[Sequence[str]] = ("crime_id",)

    crime_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime.id"), index=True)
    submission_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("forensic_submission.id"), index=True)


class SubmissionItem(OfSubmission, Base):
    """An exhibit that goes with a submission."""

    __tablename__ = "forensic_submission_item"
    __table_args__: Any = (UniqueConstraint("submission_id", "exhibit_id"),)
    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "exhibit_id")

    exhibit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("exhibit.id"), index=True)

    submission: Mapped[ForensicSubmission] = relationship(back_populates="items")
    exhibit: Mapped[Exhibit] = relationship()


class ForensicReport(OfSubmission, Base):
    """A result as it was reported. A later one stands beside it."""

    __tablename__ = "forensic_report"

    stage: Mapped[ReportStage]
    reported_at: Mapped[datetime]
    text: Mapped[str]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
