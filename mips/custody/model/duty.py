"""Who is on duty in a suite, and who its custody officer is."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.suite import Suite
from mips.custody.rules.duty import Duty

_STILL: Final = "until_at IS NULL"


class OnDuty(Base):
    """One shift of somebody in a suite. There is one custody officer at a time, by the database."""

    __tablename__ = "custody_on_duty"
    __table_args__ = (
        Index(
            "uq_custody_on_duty_officer",
            "suite_id",
            unique=True,
            postgresql_where="until_at IS NULL AND duty = 'custody-officer'",
        ),
        Index(
            "uq_custody_on_duty_open", "suite_id", "user_id", "duty", unique=True, postgresql_where="until_at IS NULL"
        ),
    )

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    user_id: Mapped[UserId]
    duty: Mapped[Duty]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    rank: Mapped[int]
    """When the shift began."""
    why_below: Mapped[str] = mapped_column(default="")
    """Why somebody below sergeant acts as custody officer. PACE 1984 s.36(4)."""
    involved: Mapped[str] = mapped_column(default="")
    """Of a custody officer: whom held there they investigate, so that somebody else decides for them. s.36(5)."""

    user: Mapped[User] = relationship()
    suite: Mapped[Suite] = relationship()
