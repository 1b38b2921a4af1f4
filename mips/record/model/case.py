"""A prosecution, and the one offence row that follows an allegation from suspicion to result."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base
from mips.record.model.entity import Entity
from mips.record.model.event import Event
from mips.record.model.person import Person


class CaseStatus(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    AWAITING_COURT = "awaiting-court"
    CLOSED = "closed"


class Plea(StrEnum):
    """What plea the police expect (CAS-7)."""

    UNKNOWN = "unknown"
    GUILTY = "guilty"
    NOT_GUILTY = "not-guilty"


class Case(Entity, kind="case", read=Permission.CASES_CASE_READ):
    """A prosecution under one URN: defendants, offences, hearings (CAS-2). Its owner is the officer in the case."""

    __tablename__ = "case"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    urn: Mapped[str] = mapped_column(unique=True)
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.OPEN)
    opened_at: Mapped[datetime]
    anticipated_plea: Mapped[Plea] = mapped_column(default=Plea.UNKNOWN)
    court: Mapped[str] = mapped_column(default="")
    first_hearing_at: Mapped[datetime | None]
    """The earliest first appearance of any defendant; None while nobody has said when."""
    markers: Mapped[list[str]] = mapped_column(default=list)
    """What a prosecutor must see on the front sheet: youth, domestic abuse, hate crime..."""
    enclosures: Mapped[list[str]] = mapped_column(default=list)
    """What goes with the file besides its forms, as the officer in the case confirmed."""

    defendants: Mapped[list[Defendant]] = relationship(order_by="Defendant.sequence", back_populates="case")
    offences: Mapped[list[Offence]] = relationship(
        foreign_keys="Offence.case_id", order_by="Offence.sequence", viewonly=True
    )


class Defendant(PartOf, Base):
    """Somebody prosecuted in a case, and how they come to court."""

    __tablename__ = "defendant"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)
    belongs_to: ClassVar[Sequence[str]] = ("case_id", "person_id")

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sequence: Mapped[int] = mapped_column(default=1)
    charged_at: Mapped[datetime]
    bailed_to: Mapped[datetime | None]
    """First appearance when bailed; None when kept in custody for the next sitting."""
    court: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship(back_populates="defendants")
    person: Mapped[Person] = relationship()


class Stage(StrEnum):
    """How far an allegation has come."""

    SUSPECTED = "suspected"
    ARRESTED = "arrested"
    CHARGED = "charged"
    PROSECUTED = "prosecuted"
    RESULTED = "resulted"
    ENDED = "ended"
    """No further action."""


class Offence(PartOf, Base):
    """One allegation: the same row at the crime, in custody, at charge and in court.

    Seen with its person and any one of the crime, detention or case it stands in.
    """

    __tablename__ = "offence"
    belongs_to: ClassVar[Sequence[str]] = ("person_id",)
    belongs_to_any: ClassVar[Sequence[str]] = ("crime_id", "detention_id", "case_id")

    code: Mapped[str]
    """CJS offence code (CAS-3)."""
    title: Mapped[str]
    stage: Mapped[Stage] = mapped_column(default=Stage.SUSPECTED)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    crime_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("event.id"), index=True)
    detention_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("event.id"), index=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    sequence: Mapped[int] = mapped_column(default=1)
    committed_from: Mapped[datetime | None]
    committed_until: Mapped[datetime | None]
    location: Mapped[str] = mapped_column(default="")
    wording: Mapped[str] = mapped_column(default="")
    """Particulars as charged (CAS-4)."""
    arrested_at: Mapped[datetime | None]
    charged_at: Mapped[datetime | None]
    charged_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    reply: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    resulted_on: Mapped[date | None]

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    crime: Mapped[Event | None] = relationship(foreign_keys=[crime_id])
    detention: Mapped[Event | None] = relationship(foreign_keys=[detention_id])
    case: Mapped[Case | None] = relationship(foreign_keys=[case_id])
