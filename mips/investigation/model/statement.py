"""Statements of witnesses and victims, the signatures under them, and what is half typed of one (CJA 1967 s.9)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime
from mips.investigation.model.victim import OfVictim
from mips.investigation.rules.statements import StatementKind, age_said
from mips.record.model.entity import Entity
from mips.record.model.signing import GivenByHand


class WitnessStatement(OfVictim, Base):
    """One statement of one person, a draft until it is signed; then the database lets nobody change it.

    A correction is a statement of its own, of the next edition, that says which it corrects and why.
    """

    __tablename__ = "witness_statement"

    kind: Mapped[StatementKind]
    edition: Mapped[int] = mapped_column(default=1)
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("witness_statement.id"), unique=True)
    corrects_why: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    over_18: Mapped[bool]
    age: Mapped[int | None]
    """In years, of somebody under 18."""
    occupation: Mapped[str] = mapped_column(default="")
    cannot_read: Mapped[bool] = mapped_column(default=False)
    read_by: Mapped[str] = mapped_column(default="")
    """Who read it to somebody who cannot."""
    interpreter: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="")
    interpreted_by: Mapped[str] = mapped_column(default="")
    taken_where: Mapped[str] = mapped_column(default="")
    begun_at: Mapped[datetime]
    taken_by_id: Mapped[UserId]
    signed_at: Mapped[datetime | None]
    """When it was signed, and so locked. None: a draft."""

    crime: Mapped[Crime] = relationship(foreign_keys="WitnessStatement.crime_id")
    party: Mapped[Entity] = relationship(foreign_keys="WitnessStatement.party_id")
    taken_by: Mapped[User] = relationship(foreign_keys="WitnessStatement.taken_by_id")
    corrects: Mapped[WitnessStatement | None] = relationship(
        foreign_keys=[corrects_id], remote_side="WitnessStatement.id"
    )
    signatures: Mapped[list[StatementSignature]] = relationship(
        foreign_keys="StatementSignature.statement_id", order_by="StatementSignature.id"
    )

    @property
    def age_said(self) -> str:
        return age_said(over_18=self.over_18, age=self.age)


class StatementSignature(GivenByHand, OfVictim, Base):
    """The witness's signature under a statement, as little to be changed as the statement."""

    __tablename__ = "statement_signature"

    statement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("witness_statement.id"), index=True)


class StatementDraft(Base):
    """A statement half typed, for whoever types it only, on any device. Gone once it is saved.

    Not audited save by save: that one was begun is noted, and the statement journals what it became.
    """

    __tablename__ = "statement_draft"
    __table_args__: Any = (UniqueConstraint("by_id", "slot"),)
    audited: ClassVar[bool] = False

    by_id: Mapped[UserId]
    slot: Mapped[uuid.UUID]
    """The id that the statement has or will have."""
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Name of each control -> the texts in it."""
    kept_at: Mapped[datetime]

    by: Mapped[User] = relationship()
