"""A charge that an inspector authorised in an emergency, and the prosecutor's decision after it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.emergency_charge import Followed, Ratified, fell


class EmergencyCharge(OfDetention, Base):
    """By whom, why, and when detention had to end; then what the prosecutor made of it. PACE 1984 s.37A (CAS-12)."""

    __tablename__ = "custody_emergency_charge"

    at: Mapped[datetime]
    inspector_id: Mapped[UserId]
    rank: Mapped[int]
    why: Mapped[str]
    ends_at: Mapped[datetime | None]
    """When detention without charge had to end, as it stood then; none while the clock stood still."""
    by_id: Mapped[UserId]
    decided_at: Mapped[datetime | None]
    outcome: Mapped[Ratified | None]
    prosecutor: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    outcome_why: Mapped[str] = mapped_column(default="")
    noted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    followed: Mapped[Followed | None]
    """What became of it, where the prosecutor did not ratify it."""
    followed_at: Mapped[datetime | None]
    followed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    followed_how: Mapped[str] = mapped_column(default="", server_default="")

    inspector: Mapped[User] = relationship(foreign_keys="EmergencyCharge.inspector_id")
    noted_by: Mapped[User | None] = relationship(foreign_keys="EmergencyCharge.noted_by_id")
    followed_by: Mapped[User | None] = relationship(foreign_keys="EmergencyCharge.followed_by_id")

    @property
    def waits(self) -> bool:
        """The prosecutor is still to decide. PACE 1984 s.37A."""
        return self.decided_at is None

    @property
    def stands(self) -> bool:
        """It was not ratified, and nothing has been done about it."""
        return fell(self.outcome) and self.followed_at is None
