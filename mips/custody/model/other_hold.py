"""Held otherwise than for an offence: the warrant, order, recall or power, and what its limit is worked out from."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.hold_checks import HoldCheckKind


class OtherHold(OfDetention, Base):
    """One for a custody record that was opened for something else than an arrest for an offence."""

    __tablename__ = "custody_other_hold"
    __table_args__ = (UniqueConstraint("detention_id"),)

    kind: Mapped[ArrivalKind]
    matter: Mapped[str]
    """What it is about, as its papers say."""
    issued_by: Mapped[str] = mapped_column(default="")
    """The court, prison or office they are held for."""
    number: Mapped[str] = mapped_column(default="")
    """Of the warrant, order or notice."""
    ordered_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """When they were to surrender, are to attend court, or are to be back in prison."""
    murder: Mapped[bool] = mapped_column(default=False)
    removal_set: Mapped[bool] = mapped_column(default=False)

    risk: Mapped[str] = mapped_column(default="")
    nowhere_else: Mapped[str] = mapped_column(default="")
    inspector_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    health_there: Mapped[bool] = mapped_column(default=False)
    extended_at: Mapped[datetime | None]
    extended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    doctor: Mapped[str] = mapped_column(default="")
    extended_why: Mapped[str] = mapped_column(default="")

    checks: Mapped[list[HoldCheck]] = relationship(
        viewonly=True,
        order_by="HoldCheck.at, HoldCheck.id",
        primaryjoin="OtherHold.detention_id == foreign(HoldCheck.detention_id)",
    )
    inspector: Mapped[User | None] = relationship(foreign_keys="OtherHold.inspector_id")
    extended_by: Mapped[User | None] = relationship(foreign_keys="OtherHold.extended_by_id")


class HoldCheck(OfDetention, Base):
    """Looked at again: the welfare of somebody in a place of safety, or whether there is danger to the peace still."""

    __tablename__ = "custody_hold_check"
    __table_args__ = (Index("ix_custody_hold_check_of", "detention_id", "at"),)

    kind: Mapped[HoldCheckKind]
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When it was due."""
    by_id: Mapped[UserId]
    professional: Mapped[str] = mapped_column(default="")
    """The nurse or doctor who checked."""
    found: Mapped[str]
    goes_on: Mapped[bool] = mapped_column(default=True)
    """Whether there is reason to hold them still."""

    by: Mapped[User] = relationship()
