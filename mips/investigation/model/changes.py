"""What is proposed of a recorded crime and decided by another: to class it otherwise, or to cancel it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime, OfCrime

UNDECIDED: Any = "decided_at IS NULL"


class Proposed(OfCrime):
    """Put forward by one person and decided by another. Never changed after that."""

    why: Mapped[str] = mapped_column()
    proposed_by_id: Mapped[UserId]
    proposed_at: Mapped[datetime] = mapped_column()
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column()
    approved: Mapped[bool | None] = mapped_column()
    decided_why: Mapped[str] = mapped_column(default="")


class Reclassification(Proposed, Base):
    """From what to what, why, and whether that is less serious and what that rests on (INV-2)."""

    __tablename__ = "crime_reclassification"
    __table_args__: Any = (
        Index("ix_crime_reclassification_open", "crime_id", unique=True, postgresql_where=UNDECIDED),
    )

    from_code: Mapped[str]
    from_title: Mapped[str]
    from_class: Mapped[str]
    to_code: Mapped[str]
    to_title: Mapped[str]
    to_class: Mapped[str]
    lowers: Mapped[bool]
    rests_on: Mapped[str]

    crime: Mapped[Crime] = relationship()
    proposed_by: Mapped[User] = relationship(foreign_keys="Reclassification.proposed_by_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys="Reclassification.decided_by_id")


class Cancellation(Proposed, Base):
    """The grounds C1 to C5 with their evidence, and that the victim was told (INV-4)."""

    __tablename__ = "crime_cancellation"
    __table_args__: Any = (Index("ix_crime_cancellation_open", "crime_id", unique=True, postgresql_where=UNDECIDED),)

    code: Mapped[str]
    """An item of the list `cancellation`."""
    title: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    """Where the verifiable information comes from: an item of the list `verifiable-source`."""
    force: Mapped[str] = mapped_column(default="")
    their_reference: Mapped[str] = mapped_column(default="")
    accepted_by: Mapped[str] = mapped_column(default="")
    other_number: Mapped[str] = mapped_column(default="")
    """The crime it repeats or is part of."""
    specified: Mapped[bool] = mapped_column(default=False)
    """Rape or another offence whose recording only the crime registrar undoes."""
    victim_told_at: Mapped[datetime | None]
    victim_told_how: Mapped[str] = mapped_column(default="")

    crime: Mapped[Crime] = relationship()
    proposed_by: Mapped[User] = relationship(foreign_keys="Cancellation.proposed_by_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys="Cancellation.decided_by_id")


class CrimeRegistrar(Base):
    """Who is or was the force crime registrar in person; one at a time (NC-9)."""

    __tablename__ = "crime_registrar"
    __table_args__: Any = (
        Index(
            "ix_crime_registrar_now",
            "until_at",
            unique=True,
            postgresql_where="until_at IS NULL",
            postgresql_nulls_not_distinct=True,
        ),
    )

    user_id: Mapped[UserId]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    appointed_by_id: Mapped[UserId]

    user: Mapped[User] = relationship(foreign_keys="CrimeRegistrar.user_id")
    appointed_by: Mapped[User] = relationship(foreign_keys="CrimeRegistrar.appointed_by_id")
