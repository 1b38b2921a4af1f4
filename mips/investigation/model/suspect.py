"""What is done with a suspect in a crime: identification procedures and interviews (PACE Codes C and D, INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime
from mips.investigation.rules.identification import Picked, Procedure
from mips.record.model.person import Person


class OfSuspect(OfCrime):
    """A child row of a crime about one of its suspects: hidden with either."""

    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "person_id")

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)


class Identification(OfSuspect, Base):
    """One identification procedure with one witness, or why none was held."""

    __tablename__ = "identification"
    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "person_id", "witness_id")

    procedure: Mapped[Procedure]
    witness_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    description: Mapped[str] = mapped_column(default="")
    """The witness's first description of whom they saw."""
    described_at: Mapped[datetime | None]
    consent: Mapped[bool | None]
    notice_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who was in charge: an inspector who does not investigate the crime."""
    held_at: Mapped[datetime | None]
    where: Mapped[str] = mapped_column(default="")
    others: Mapped[int | None]
    picked: Mapped[Picked | None]
    said: Mapped[str] = mapped_column(default="")
    """What the witness said, in their words."""
    recording: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    person: Mapped[Person] = relationship(foreign_keys="Identification.person_id")
    witness: Mapped[Person | None] = relationship(foreign_keys=[witness_id])
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    by: Mapped[User] = relationship(foreign_keys="Identification.by_id")


class SuspectInterview(OfSuspect, Base):
    """What came of one interview. Of one that custody has, when, where and who was there are told by custody."""

    __tablename__ = "suspect_interview"
    __table_args__: Any = (UniqueConstraint("crime_id", "interview_id"),)

    interview_id: Mapped[uuid.UUID | None]
    """The interview as custody has it. None: it was elsewhere."""
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    where: Mapped[str]
    voluntary: Mapped[bool]
    legal_adviser: Mapped[str] = mapped_column(default="")
    adult: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    recording: Mapped[str] = mapped_column(default="")
    special_warning: Mapped[str] = mapped_column(default="")
    """Special warnings given, and what was said to them (CJPOA 1994 ss.36, 37)."""
    prepared_statement: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    """The record of what was said, in short (ROTI)."""
    by_id: Mapped[UserId]

    person: Mapped[Person] = relationship(foreign_keys="SuspectInterview.person_id")
    by: Mapped[User] = relationship(foreign_keys="SuspectInterview.by_id")
