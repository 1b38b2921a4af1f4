"""People around a detainee: who was asked for, each attempt to reach them, when they came, spoke and left."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.people import AdultBecause, Helper, InterviewWithout, Means


class Attendance(OfDetention, Base):
    """Somebody asked for once, until they left or are no longer waited for. Asked for again, it is another row."""

    __tablename__ = "custody_attendance"
    __table_args__ = (
        Index(
            "ix_custody_attendance_open",
            "detention_id",
            postgresql_where="left_at IS NULL AND stood_down_at IS NULL",
        ),
    )

    helper: Mapped[Helper]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[UserId]
    who_asked: Mapped[str] = mapped_column(default="")
    """Whose wish it was: the detainee's, a parent's, the nurse's. Empty: the custody staff's own."""
    name: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    """Of a solicitor the number that the Defence Solicitor Call Centre gave."""
    duty: Mapped[bool | None]
    """Of a solicitor: the duty solicitor, or their own."""
    relation: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    adult_checked: Mapped[bool] = mapped_column(default=False)
    """Of an appropriate adult: somebody made sure that they may be one (Code C 1.7, Notes 1B and 1F)."""
    expected_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    stood_down_at: Mapped[datetime | None]
    stood_down_why: Mapped[str] = mapped_column(default="")

    requested_by: Mapped[User] = relationship()
    attempts: Mapped[list[ContactAttempt]] = relationship(
        order_by="ContactAttempt.at, ContactAttempt.id", viewonly=True
    )
    consultations: Mapped[list[Consultation]] = relationship(order_by="Consultation.from_at", viewonly=True)

    @property
    def here(self) -> bool:
        return self.arrived_at is not None and self.left_at is None

    @property
    def awaited(self) -> bool:
        return self.arrived_at is None and self.stood_down_at is None

    @property
    def consulting(self) -> Consultation | None:
        """The private talk that is going on."""
        return next((each for each in self.consultations if each.until_at is None), None)

    @property
    def called(self) -> str:
        """'Solicitor: R Patel, Patel and Co'."""
        who = ", ".join(part for part in (self.name, self.relation, self.organisation) if part)
        return f"{self.helper.label}: {who}" if who else self.helper.label


class ContactAttempt(OfDetention, Base):
    """One attempt to reach somebody who was asked for."""

    __tablename__ = "custody_contact_attempt"

    attendance_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_attendance.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UserId]
    reached: Mapped[bool]
    text: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship()


class Consultation(OfDetention, Base):
    """The detainee with somebody in private, from when until when. PACE 1984 s.58(1), Code C 3.18."""

    __tablename__ = "custody_consultation"
    __table_args__ = (
        Index("uq_custody_consultation_open", "attendance_id", unique=True, postgresql_where="until_at IS NULL"),
    )

    attendance_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_attendance.id"), index=True)
    means: Mapped[Means]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    by_id: Mapped[UserId]


class AdultDecision(OfDetention, Base):
    """Whether an appropriate adult is needed, as the custody officer decided; decided again, the latest counts."""

    __tablename__ = "custody_adult_decision"

    because: Mapped[AdultBecause]
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()

    @property
    def needed(self) -> bool:
        return self.because is not AdultBecause.NOT_NEEDED


class InterviewAuthority(OfDetention, Base):
    """Leave to interview without somebody who should be there, by whom and of what rank. Code C 6.6, 11.18, 13.2."""

    __tablename__ = "custody_interview_authority"

    without: Mapped[InterviewWithout]
    authorised_at: Mapped[datetime]
    by_id: Mapped[UserId]
    rank: Mapped[int]
    reason: Mapped[str]

    by: Mapped[User] = relationship()
