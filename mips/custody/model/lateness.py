"""Late checks and reviews that were told to a second person."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base
from mips.custody.model.care import OfDetention
from mips.custody.rules.lateness import Matter, Stage


class Escalation(OfDetention, Base):
    """Somebody was told that something is late, once for each time it was due; it ends when it is done."""

    __tablename__ = "custody_escalation"
    __table_args__ = (
        UniqueConstraint("detention_id", "matter", "due_at", "stage"),
        Index("ix_custody_escalation_open", "detention_id", postgresql_where="ended_at IS NULL"),
    )

    matter: Mapped[Matter]
    due_at: Mapped[datetime]
    stage: Mapped[Stage]
    told_at: Mapped[datetime]
    to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """None: nobody was on duty to be told."""
    task_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("task.id"))
    ended_at: Mapped[datetime | None]

    to: Mapped[User | None] = relationship()
