"""Searches of premises of somebody under arrest: authorised, refused, done, and who was told."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.premises import Occupancy, Power, Relation


class PremisesSearch(OfDetention, Base):
    """One search under PACE 1984 s.18, from the authority or the report of it to what was found."""

    __tablename__ = "custody_premises_search"

    power: Mapped[Power]
    premises: Mapped[str]
    occupancy: Mapped[Occupancy]
    relation: Mapped[Relation]
    other_offence: Mapped[str] = mapped_column(default="")
    grounds: Mapped[str]
    evidence: Mapped[str]
    """The nature of the evidence sought. PACE 1984 s.18(7)."""
    presence_why: Mapped[str] = mapped_column(default="")
    """Why they had to be there rather than at a station. PACE 1984 s.18(5A)."""
    officer_at: Mapped[datetime | None]
    """When the inspector authorised or refused it, or was told of it; none while that is to do."""
    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    officer_rank: Mapped[int | None]
    refused_why: Mapped[str] = mapped_column(default="")
    searched_at: Mapped[datetime | None]
    searched_by: Mapped[str] = mapped_column(default="")
    found: Mapped[str] = mapped_column(default="")
    """With the references of exhibits; nothing found says so."""
    by_id: Mapped[UserId]

    officer: Mapped[User | None] = relationship(foreign_keys="PremisesSearch.officer_id")
    by: Mapped[User] = relationship(foreign_keys="PremisesSearch.by_id")

    @property
    def untold(self) -> bool:
        """An inspector is still to be told of it. PACE 1984 s.18(6)."""
        return self.power is Power.BEFORE_STATION and self.officer_at is None

    @property
    def to_do(self) -> bool:
        """Authorised, and nobody has written down that it was done."""
        return self.power is Power.AUTHORISED and not self.refused_why and self.searched_at is None
