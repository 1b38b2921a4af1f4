"""What was done of the first hour's checklist of a serious crime: who ticked what, and when (F43)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime


class GoldenTick(OfCrime, Base):
    """One item of the checklist, done or not needed. Never changed."""

    __tablename__ = "golden_tick"
    __table_args__: Any = (UniqueConstraint("crime_id", "item"),)

    item: Mapped[str]
    """An item of the list `golden-hour`."""
    needed: Mapped[bool]
    """False: it does not apply, and `note` says why."""
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
