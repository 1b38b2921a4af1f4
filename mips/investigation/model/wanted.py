"""A suspect circulated as wanted, until they are arrested or it is cancelled (INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime
from mips.investigation.rules.wanted import WantedEnd
from mips.record.model.person import Person


class Wanted(PartOf, Base):
    """One circulation. Whoever sees the person sees it, whether or not the crime is theirs to read."""

    __tablename__ = "wanted"
    __table_args__: Any = (
        Index("ix_wanted_open", "crime_id", "person_id", unique=True, postgresql_where="ended_at IS NULL"),
    )
    belongs_to: ClassVar[Sequence[str]] = ("person_id",)

    crime_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    offences: Mapped[list[str]] = mapped_column(default=list)
    """Titles, in their order."""
    grounds: Mapped[str]
    """Why they are to be arrested."""
    risk: Mapped[str]
    """What whoever meets them must beware of."""
    since: Mapped[datetime]
    by_id: Mapped[UserId]
    marker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person_marker.id"))
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[WantedEnd | None]
    ended_why: Mapped[str] = mapped_column(default="")
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    crime: Mapped[Crime] = relationship()
    person: Mapped[Person] = relationship()
    by: Mapped[User] = relationship(foreign_keys="Wanted.by_id")
