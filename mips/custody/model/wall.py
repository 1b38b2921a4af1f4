"""Screens on the wall of a suite that show its whiteboard without anybody signed in."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.suite import Suite


class WallToken(Base):
    """Lets one screen show the wall view of one suite, until it expires or is revoked. Only a digest is kept."""

    __tablename__ = "custody_wall_token"
    unspoken: ClassVar[frozenset[str]] = frozenset({"digest"})

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    name: Mapped[str]
    """Where the screen hangs."""
    digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    by_id: Mapped[UserId]

    suite: Mapped[Suite] = relationship()
    by: Mapped[User] = relationship()
