"""What is owed to a victim of a crime, how they are reached, and each contact with them (INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime
from mips.record.model.entity import Entity


class OfVictim(OfCrime):
    """A child row of a crime about one of its victims: hidden with either."""

    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "party_id")

    party_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), index=True)


class VictimCare(OfVictim, Base):
    """What one victim or witness of one crime needs, whether their rights are enhanced, and how they are reached."""

    __tablename__ = "victim_care"
    __table_args__: Any = (UniqueConstraint("crime_id", "party_id"),)

    assessed_at: Mapped[datetime | None]
    assessed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    communication: Mapped[str] = mapped_column(default="")
    """What helps them to understand and be understood (right 1)."""
    interpreter: Mapped[bool | None]
    language: Mapped[str] = mapped_column(default="")
    measures: Mapped[list[str]] = mapped_column(default=list)
    """Items of the list `special-measure`."""
    support: Mapped[str] = mapped_column(default="")

    enhanced: Mapped[bool | None]
    """None: nobody has decided."""
    grounds: Mapped[list[str]] = mapped_column(default=list)
    """Items of the list `enhanced-ground`."""
    enhanced_why: Mapped[str] = mapped_column(default="")
    enhanced_at: Mapped[datetime | None]
    enhanced_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    method: Mapped[str] = mapped_column(default="")
    """An item of the list `victim-method`; empty while none is agreed."""
    reached_at: Mapped[str] = mapped_column(default="")
    """Number or address."""
    shared: Mapped[bool | None]
    """Whether others answer or see that telephone. None: it is none."""
    every_days: Mapped[int | None]
    avoid: Mapped[str] = mapped_column(default="")
    """How and when never to reach them."""
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    vulnerable: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    """Why special measures may be given: items of the list `witness-vulnerability` (YJCEA 1999 ss.16, 17)."""
    dates_to_avoid: Mapped[str] = mapped_column(default="", server_default="")
    dates_asked_at: Mapped[datetime | None]
    statement_asked_at: Mapped[datetime | None]
    vps_offered_on: Mapped[date | None]
    """When they were offered to make a victim personal statement (right 7)."""
    vps_wanted: Mapped[bool | None]
    """None: they have not answered."""
    vps_aloud: Mapped[str] = mapped_column(default="", server_default="")
    """How it is to be heard: an item of the list `personal-statement-aloud`."""

    assessed_by: Mapped[User | None] = relationship(foreign_keys=[assessed_by_id])
    enhanced_by: Mapped[User | None] = relationship(foreign_keys=[enhanced_by_id])
    agreed_by: Mapped[User | None] = relationship(foreign_keys=[agreed_by_id])


class VictimContact(OfVictim, Base):
    """One contact with a victim, or an attempt at one. Never changed."""

    __tablename__ = "victim_contact"

    at: Mapped[datetime]
    method: Mapped[str]
    reached: Mapped[bool]
    said: Mapped[str]
    keeps: Mapped[list[str]] = mapped_column(default=list)
    """The promises it kept: items of the list `victims-code`, or `update`."""
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()


class VictimPromise(OfVictim, Base):
    """One thing a victim is owed because of one event, by a day. It ends kept or with why it was not."""

    __tablename__ = "victim_promise"
    __table_args__: Any = (
        Index("ix_victim_promise_open", "due_on", "id", postgresql_where="ended_at IS NULL"),
        Index("ix_victim_promise_broken", "crime_id", postgresql_where="broken"),
    )

    code: Mapped[str]
    """An item of the list `victims-code`, or `update`."""
    title: Mapped[str]
    right: Mapped[int]
    """The number of the right, 1 to 12."""
    happened_at: Mapped[datetime]
    due_on: Mapped[date]
    kept_at: Mapped[datetime | None]
    """When the victim was told. None: not yet, or never."""
    ended_at: Mapped[datetime | None]
    """When it was written down that it is kept or will not be. None: open."""
    broken: Mapped[bool] = mapped_column(default=False)
    """Ended late, or unkept."""
    why: Mapped[str] = mapped_column(default="")
    """Why it was late, or was not kept."""
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("victim_contact.id"))

    crime: Mapped[Crime] = relationship(foreign_keys="VictimPromise.crime_id")
    party: Mapped[Entity] = relationship(foreign_keys="VictimPromise.party_id")
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])
