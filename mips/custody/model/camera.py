"""When the camera of a cell showed nothing: each stretch that is over. The one that goes on stands on the cell."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.rules.cameras import CameraOut


class CameraException(Base):
    """From when to when, why, and how it was put right. Reference data of the suite: it names nobody who was there."""

    __tablename__ = "custody_camera_exception"

    cell_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_cell.id"), index=True)
    out: Mapped[CameraOut]
    since: Mapped[datetime]
    until: Mapped[datetime]
    why: Mapped[str]
    how: Mapped[str] = mapped_column(default="")
    """How it was put right."""
    by_id: Mapped[UserId]
    """Who wrote down that it is back; who wrote that it was out stands in the journal."""

    by: Mapped[User] = relationship()
