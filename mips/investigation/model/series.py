"""How a crime was done in parts that can be compared, and series of crimes that belong together (INV-11, F42)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime
from mips.investigation.rules.modus import Aspect


class ModusFeature(OfCrime, Base):
    """One part of how a crime was done. `code` is an item of the aspect's list; of words used, the words."""

    __tablename__ = "modus_feature"
    __table_args__ = (
        UniqueConstraint("crime_id", "aspect", "code"),
        Index("ix_modus_feature_alike", "aspect", "code", "crime_id"),
    )

    aspect: Mapped[Aspect]
    code: Mapped[str]


class CrimeSeries(Base):
    """Crimes that somebody holds to be done by the same hand, under a name, and why."""

    __tablename__ = "crime_series"

    name: Mapped[str] = mapped_column(unique=True)
    why: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[UserId]

    opened_by: Mapped[User] = relationship()
    crimes: Mapped[list[SeriesCrime]] = relationship(
        back_populates="series", order_by="SeriesCrime.added_at, SeriesCrime.id"
    )


class SeriesCrime(OfCrime, Base):
    """A crime in a series, with who put it there and why; taken out again, that stays with why."""

    __tablename__ = "crime_series_crime"
    __table_args__ = (
        Index("uq_crime_series_crime_in", "series_id", "crime_id", unique=True, postgresql_where="removed_at IS NULL"),
    )

    series_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime_series.id"), index=True)
    why: Mapped[str]
    added_at: Mapped[datetime]
    added_by_id: Mapped[UserId]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    removed_why: Mapped[str] = mapped_column(default="")

    series: Mapped[CrimeSeries] = relationship(back_populates="crimes")
    crime: Mapped[Crime] = relationship(foreign_keys="SeriesCrime.crime_id")
    added_by: Mapped[User] = relationship(foreign_keys="SeriesCrime.added_by_id")
    removed_by: Mapped[User | None] = relationship(foreign_keys=[removed_by_id])
