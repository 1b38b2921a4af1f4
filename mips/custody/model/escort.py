"""Person escort records: what goes with somebody who leaves the suite, who signed it, and what happened under way."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.model.signing import Signature
from mips.custody.model.suite import Suite
from mips.custody.rules.escort import Destination, EscortBy, EscortStage, Happening, LegalStatus
from mips.custody.rules.escort_risks import EscortRisk


class EscortRecord(OfDetention, Base):
    """One person escort record. One at a time is made ready; once the escort has signed, nothing of it changes."""

    __tablename__ = "custody_escort_record"
    __table_args__ = (
        Index(
            "uq_custody_escort_record_open",
            "detention_id",
            unique=True,
            postgresql_where="handed_at IS NULL AND cancelled_at IS NULL",
        ),
    )

    number: Mapped[str]
    destination: Mapped[Destination]
    to_name: Mapped[str] = mapped_column(default="")
    to_suite_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_suite.id"))
    to_force: Mapped[str] = mapped_column(default="")
    """Code of the list force."""
    sought_for: Mapped[str] = mapped_column(default="")
    """By another force: the offence. PACE 1984 s.41(5)."""
    questioned_about: Mapped[bool | None]
    """Whether they were questioned here about that. PACE 1984 s.41(5)."""
    why: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None]
    """When they must be there."""
    legal_status: Mapped[LegalStatus]
    escort_by: Mapped[EscortBy]
    escorts: Mapped[str] = mapped_column(default="")
    vehicle: Mapped[str] = mapped_column(default="")
    restraint: Mapped[str] = mapped_column(default="")
    managing: Mapped[str] = mapped_column(default="")
    """How the risks are to be managed under way."""
    health: Mapped[str] = mapped_column(default="")
    """What a healthcare professional said that others are to do: never what was found (RL-7)."""
    medicines: Mapped[str] = mapped_column(default="")
    medicines_along: Mapped[str] = mapped_column(default="")
    """Which medicine the escort is given, how much, and when the next is due."""
    needs: Mapped[str] = mapped_column(default="")
    items: Mapped[list[str]] = mapped_column(default=list)
    """Ids of the property that goes along."""
    property_note: Mapped[str] = mapped_column(default="")
    known: Mapped[list[str]] = mapped_column(default=list)
    """What the record knew when this was saved: what it knows since then is news."""
    made_at: Mapped[datetime]
    made_by_id: Mapped[UserId]

    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    handed_at: Mapped[datetime | None]
    handed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    handed_to: Mapped[str] = mapped_column(default="")
    """The escort who took them, with their number."""
    signature_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_signature.id"))
    """Of that escort."""
    received_at: Mapped[datetime | None]
    received_by: Mapped[str] = mapped_column(default="")
    condition: Mapped[str] = mapped_column(default="")
    """How they were when they were received."""
    cancelled_at: Mapped[datetime | None]
    cancelled_why: Mapped[str] = mapped_column(default="")

    to_suite: Mapped[Suite | None] = relationship()
    made_by: Mapped[User] = relationship(foreign_keys="EscortRecord.made_by_id")
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    handed_by: Mapped[User | None] = relationship(foreign_keys=[handed_by_id])
    signature: Mapped[Signature | None] = relationship()
    risks: Mapped[list[EscortRiskAnswer]] = relationship(order_by="EscortRiskAnswer.place", back_populates="record")
    happenings: Mapped[list[EscortHappening]] = relationship(
        order_by="EscortHappening.at, EscortHappening.id", back_populates="record"
    )

    @property
    def stage(self) -> EscortStage:
        if self.cancelled_at:
            return EscortStage.CANCELLED
        if self.received_at:
            return EscortStage.RECEIVED
        if self.handed_at:
            return EscortStage.HANDED
        return EscortStage.SIGNED if self.signed_at else EscortStage.MADE

    @property
    def to(self) -> str:
        """'Eastgate', 'Northmoor Magistrates' Court'."""
        return self.to_suite.name if self.to_suite else self.to_name or self.destination.label

    @property
    def applying(self) -> list[EscortRiskAnswer]:
        return [each for each in self.risks if each.applies]


class EscortRiskAnswer(OfDetention, Base):
    """One kind of risk and how it was answered, with what it rests on and from which day that is."""

    __tablename__ = "custody_escort_risk"

    escort_record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_escort_record.id"), index=True)
    place: Mapped[int]
    risk: Mapped[EscortRisk]
    applies: Mapped[bool]
    evidence: Mapped[str] = mapped_column(default="")
    on: Mapped[date | None] = mapped_column("from_day")

    record: Mapped[EscortRecord] = relationship(back_populates="risks")


class EscortHappening(OfDetention, Base):
    """Something that happened under way, as the escort told it."""

    __tablename__ = "custody_escort_happening"

    escort_record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_escort_record.id"), index=True)
    kind: Mapped[Happening]
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
    record: Mapped[EscortRecord] = relationship(back_populates="happenings")
