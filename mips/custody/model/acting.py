"""Who acted as custody officer at a station that is not designated."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.acting import ActingAs, Decided


class ActingOfficer(OfDetention, Base):
    """One decision taken so: by whom, in what capacity, and the inspector who was told. PACE 1984 s.36(7)-(10)."""

    __tablename__ = "custody_acting_officer"

    at: Mapped[datetime]
    decided: Mapped[Decided] = mapped_column(default=Decided.DETENTION, server_default=Decided.DETENTION)
    by_id: Mapped[UserId]
    rank: Mapped[int]
    role: Mapped[ActingAs]
    why: Mapped[str] = mapped_column(default="")
    """Why nobody uninvolved was readily available."""
    told_at: Mapped[datetime | None]
    told_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    told_rank: Mapped[int | None]
    told_station: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship(foreign_keys="ActingOfficer.by_id")
    told: Mapped[User | None] = relationship(foreign_keys="ActingOfficer.told_id")

    @property
    def owed(self) -> bool:
        """An inspector is still to be told. PACE 1984 s.36(9)."""
        return self.role is ActingAs.BROUGHT and self.told_at is None
