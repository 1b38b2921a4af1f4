"""Changes made to many crimes at once: who, when, why and what, and what became of each crime (F26)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime
from mips.investigation.rules.bulk import BulkKind, Verdict


class CrimeBulk(PartOf, Base):
    """One change of many crimes, or the undoing of one. Where it links them to a crime, it is hidden with that."""

    __tablename__ = "crime_bulk"
    belongs_to: ClassVar[Sequence[str]] = ("target_id",)

    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[BulkKind]
    what: Mapped[dict[str, Any]]
    """What was chosen, as the form gives it; ids as text."""
    said: Mapped[str]
    """The same in words."""
    why: Mapped[str]
    asked: Mapped[int]
    """How many crimes were chosen; more than there are lines where some were gone by then."""
    by_id: Mapped[UserId]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """None: not all of its crimes have been come to."""
    target_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("crime.id"), index=True)
    """The crime that they are linked to."""
    undoes_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("crime_bulk.id"), unique=True)

    by: Mapped[User] = relationship()
    undoes: Mapped[CrimeBulk | None] = relationship(remote_side="CrimeBulk.id", foreign_keys=[undoes_id])


class BulkLine(OfCrime, Base):
    """One crime of a bulk change, and what became of it."""

    __tablename__ = "crime_bulk_line"
    __table_args__ = (
        UniqueConstraint("bulk_id", "crime_id"),
        Index("ix_crime_bulk_line_waiting", "bulk_id", "crime_id", postgresql_where="verdict = 'waiting'"),
    )

    bulk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime_bulk.id"))
    seen: Mapped[str] = mapped_column(default="")
    """What it was when it was shown (rules.bulk.token); empty: that does not matter."""
    verdict: Mapped[Verdict] = mapped_column(default=Verdict.WAITING)
    said: Mapped[str] = mapped_column(default="")
    made: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was before and which row was made: by it the change is known again when it is undone."""

    crime: Mapped[Crime] = relationship(foreign_keys="BulkLine.crime_id")
