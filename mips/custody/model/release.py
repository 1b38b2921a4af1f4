"""What is settled before somebody leaves: the risk of letting them go, and where a child is kept after charge."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.model.suite import Suite
from mips.custody.rules.child_after_charge import WhyNotMoved
from mips.custody.rules.release_risk import GoingRisk


class PreRelease(OfDetention, Base):
    """One risk assessment before release. Made again, it is another row; none is ever changed (CUS-12)."""

    __tablename__ = "custody_pre_release"

    assessed_at: Mapped[datetime]
    by_id: Mapped[UserId]
    refused: Mapped[bool] = mapped_column(default=False)
    """They would not answer: the risk is unknown, and planned for."""
    risks: Mapped[list[str]] = mapped_column(default=list)
    """Codes of GoingRisk; none of them is an answer too."""
    feeling: Mapped[str] = mapped_column(default="")
    action_plan: Mapped[str] = mapped_column(default="")
    transport: Mapped[str] = mapped_column(default="")
    medication: Mapped[str] = mapped_column(default="")
    told: Mapped[str] = mapped_column(default="")
    leaflet: Mapped[bool] = mapped_column(default=False)

    by: Mapped[User] = relationship()

    @property
    def found(self) -> list[GoingRisk]:
        return [GoingRisk(each) for each in self.risks]


class ChildAfterCharge(OfDetention, Base):
    """What became of a child refused bail: moved to local authority accommodation, or certified why not. s.38(6)."""

    __tablename__ = "custody_child_after_charge"

    number: Mapped[str]
    """Of the certificate that the court is given."""
    authority: Mapped[str]
    contacted_at: Mapped[datetime]
    contacted_who: Mapped[str]
    secure: Mapped[bool]
    answer: Mapped[str]
    moved: Mapped[bool]
    because: Mapped[WhyNotMoved | None]
    reason: Mapped[str] = mapped_column(default="")
    certified_at: Mapped[datetime]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()


class Move(OfDetention, Base):
    """From one suite of the force to another: the same record and clock. None in `arrived_at`: on the way."""

    __tablename__ = "custody_move"

    from_suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    to_suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    why: Mapped[str]
    escort: Mapped[str] = mapped_column(default="")
    left_at: Mapped[datetime]
    by_id: Mapped[UserId]
    arrived_at: Mapped[datetime | None]
    received_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    from_suite: Mapped[Suite] = relationship(foreign_keys="Move.from_suite_id")
    to_suite: Mapped[Suite] = relationship(foreign_keys="Move.to_suite_id")
    by: Mapped[User] = relationship(foreign_keys="Move.by_id")
