"""What one officer handed over to the next, and that they took it (F33)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime
from mips.record.model.work import Task


class CrimeHandOver(OfCrime, Base):
    """One hand-over of a crime between shifts. Who is the officer in the case is another matter."""

    __tablename__ = "crime_hand_over"

    by_id: Mapped[UserId]
    to_id: Mapped[UserId]
    since: Mapped[datetime]
    """From when on it tells what happened."""
    drafted: Mapped[str]
    """As it was drafted from the record."""
    text: Mapped[str]
    """As whoever handed over confirmed it."""
    at: Mapped[datetime]
    told_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"))
    acknowledged_at: Mapped[datetime | None]

    by: Mapped[User] = relationship(foreign_keys="CrimeHandOver.by_id")
    to: Mapped[User] = relationship(foreign_keys="CrimeHandOver.to_id")
    told: Mapped[Task] = relationship(foreign_keys=[told_id])
