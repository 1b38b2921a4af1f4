"""Something that happened or was reported, and who took part in it. Each kind of event is a table of its domain."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, literal
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.policy import PartOf
from mips.core.db import Base
from mips.record.model.entity import Entity


class Event(Entity):
    """Root of incident, crime, detention, stop and search, intelligence report, contact..."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_occurred", "occurred_from", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    occurred_from: Mapped[datetime | None]
    occurred_until: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    summary: Mapped[str] = mapped_column(default="")
    place_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("place.id"), index=True)

    inexact: ClassVar[bool] = False
    """Whether times of this kind may be known less exactly than to the minute."""

    @hybrid_property
    def occurred_known_to(self) -> str:
        """How exactly `occurred_from` and `occurred_until` are known: minute, month, year or circa."""
        return "minute"

    @occurred_known_to.inplace.expression
    @classmethod
    def _occurred_known_to(cls) -> ColumnElement[str]:
        return literal("minute")


def inexact_kinds() -> list[type[Event]]:
    """The kinds of event that say themselves how exactly their times are known."""
    return [mapper.class_ for mapper in Event.__mapper__.self_and_descendants if mapper.class_.inexact]


class Part(StrEnum):
    """The part somebody has in an event."""

    VICTIM = "victim"
    WITNESS = "witness"
    SUSPECT = "suspect"
    REPORTED_BY = "reported-by"
    DETAINEE = "detainee"
    SUBJECT = "subject"
    """Whom an intelligence report is about."""
    SEARCHED = "searched"
    APPROPRIATE_ADULT = "appropriate-adult"
    OTHER = "other"


class Involvement(PartOf, Base):
    """A person, organisation, place or thing in an event, with a part. It changes by its end, never by its removal."""

    __tablename__ = "involvement"
    __table_args__ = (
        UniqueConstraint("party_id", "event_id", "part"),
        Index("ix_involvement_event", "event_id", "part"),
    )
    belongs_to: ClassVar[Sequence[str]] = ("party_id", "event_id")

    party_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), index=True)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"))
    part: Mapped[Part]
    status: Mapped[str] = mapped_column(default="")
    """For a suspect: suspect, arrested, charged, eliminated... (INV-8)."""
    ended_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")

    party: Mapped[Entity] = relationship(foreign_keys=[party_id])
    event: Mapped[Event] = relationship(foreign_keys=[event_id])


class Link(PartOf, Base):
    """One entity tied to another: typed, dated, graded, with the record it is known from (INT-7)."""

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_to", "to_id"),)
    belongs_to: ClassVar[Sequence[str]] = ("from_id", "to_id", "known_from_id")

    from_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), index=True)
    to_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))
    type: Mapped[str]
    strength: Mapped[str] = mapped_column(default="possible")
    """confirmed, probable, possible or unconfirmed."""
    grade: Mapped[str] = mapped_column(default="")
    from_at: Mapped[datetime | None]
    until_at: Mapped[datetime | None]
    known_from_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))

    from_: Mapped[Entity] = relationship(foreign_keys=[from_id])
    to: Mapped[Entity] = relationship(foreign_keys=[to_id])
