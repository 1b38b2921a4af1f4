"""Authorities to search without suspicion in an area for a time (CJPOA 1994 s.60)."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.core.db import UserId
from mips.investigation.rules.section_60 import Authority, Ground
from mips.record.model.entity import Entity


class Section60(Entity, kind="section-60", read=Permission.INVESTIGATION_SECTION_60_RUNNING_READ):
    """One authority in writing: why, where, from when until when, by whom, and how it was extended or ended."""

    __tablename__ = "section_60"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    ground: Mapped[Ground]
    reasons: Mapped[str]
    area: Mapped[str]
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    radius: Mapped[int | None]
    """Metres around the point."""
    operation: Mapped[str] = mapped_column(default="")
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    """As it stands: moved by an extension and by ending it early."""
    authorised_by_id: Mapped[UserId]
    authorised_rank: Mapped[int]
    superintendent: Mapped[str] = mapped_column(default="")
    """Who of that rank was told of an inspector's authority (s.60(3A)); empty: nobody yet."""
    extended_at: Mapped[datetime | None]
    extended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    extended_why: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    ended_why: Mapped[str] = mapped_column(default="")

    authorised_by: Mapped[User] = relationship(foreign_keys="Section60.authorised_by_id")
    extended_by: Mapped[User | None] = relationship(foreign_keys=[extended_by_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])

    @property
    def runs(self) -> Authority:
        """What the rules need of it."""
        centre = (self.latitude, self.longitude) if self.latitude is not None and self.longitude is not None else None
        return Authority(begins=self.begins_at, ends=self.ends_at, centre=centre, radius=self.radius)
