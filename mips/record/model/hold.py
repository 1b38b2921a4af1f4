"""What keeps a record from being destroyed, whatever its retention says, until it is lifted."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId


class RecordHold(PartOf, Base):
    """One reason for which a record is kept. While the row is there the database removes no entity under it."""

    __tablename__ = "record_hold"
    __table_args__ = (Index("ix_record_hold_live", "entity_id", postgresql_where="lifted_at IS NULL"),)
    belongs_to: ClassVar[Sequence[str]] = ("entity_id",)

    entity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))
    why: Mapped[str]
    set_by_id: Mapped[UserId]
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    lifted_why: Mapped[str] = mapped_column(default="")

    set_by: Mapped[User] = relationship(foreign_keys="RecordHold.set_by_id")
    lifted_by: Mapped[User | None] = relationship(foreign_keys=[lifted_by_id])
