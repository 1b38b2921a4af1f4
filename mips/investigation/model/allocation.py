"""Who had a crime, from when until when, by whom and why (INV-5)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import Team, User
from mips.core.db import Base
from mips.investigation.model.crime import OfCrime
from mips.record.model.work import Task


class CrimeAllocation(OfCrime, Base):
    """One holder of a crime: an officer, or a team while nobody of it has been chosen. The last has no end."""

    __tablename__ = "crime_allocation"
    __table_args__: Any = (
        Index("uq_crime_allocation_now", "crime_id", unique=True, postgresql_where="until IS NULL"),
        Index("ix_crime_allocation_officer", "officer_id", postgresql_where="until IS NULL"),
        Index("ix_crime_allocation_waits", "team_id", postgresql_where="until IS NULL AND officer_id IS NULL"),
    )

    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"))
    """The team of the officer at that time."""
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """None: from before allocations were kept."""
    why: Mapped[str] = mapped_column(default="")
    despite: Mapped[str] = mapped_column(default="")
    """Why an inspector gave it to somebody without the accreditation it needs; empty: nothing was missing."""
    told_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("task.id"))
    """By what task the officer was told. None: they took it themselves."""
    review_due_at: Mapped[datetime | None]
    """By when a supervisor reviews it next (INV-8). None: nobody has it."""

    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    team: Mapped[Team | None] = relationship(foreign_keys=[team_id])
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    told: Mapped[Task | None] = relationship(foreign_keys=[told_id])
