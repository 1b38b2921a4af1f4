"""Detainees who are to be kept apart: co-accused, rivals, a witness against the other."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId

_STANDS: Final = "ended_at IS NULL"


class KeepApart(PartOf, Base):
    """Two detainees who must not meet, until it is ended. A pair stands once, the lower id first."""

    __tablename__ = "custody_keep_apart"
    __table_args__ = (
        CheckConstraint("detention_id < other_id", name="lower_first"),
        Index("uq_custody_keep_apart_pair", "detention_id", "other_id", unique=True, postgresql_where=_STANDS),
    )
    belongs_to: ClassVar[Sequence[str]] = ("detention_id", "other_id")

    detention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("detention.id"), index=True)
    other_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("detention.id"), index=True)
    why: Mapped[str]
    by_id: Mapped[UserId]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    ended_why: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship(foreign_keys="KeepApart.by_id")
