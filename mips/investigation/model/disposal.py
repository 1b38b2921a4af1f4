"""How a crime ended for each suspect, and the disposals that rest on it (INV-9, CPIA Code 5.7 to 5.10)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime
from mips.investigation.model.exhibit import Exhibit, OfExhibit
from mips.investigation.rules.retention import Appeal, Ended, Ending, How


class CaseEnding(OfCrime, Base):
    """How it ended for one suspect. The newest row of a name counts; those before are its history."""

    __tablename__ = "case_ending"

    name: Mapped[str]
    ending: Mapped[Ending]
    ended_on: Mapped[date]
    custody: Mapped[bool] = mapped_column(default=False)
    released_on: Mapped[date | None]
    appeal: Mapped[Appeal] = mapped_column(default=Appeal.NONE)
    appeal_ended_on: Mapped[date | None]
    superseded: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()

    @property
    def told(self) -> Ended:
        return Ended(
            name=self.name,
            ending=self.ending,
            on=self.ended_on,
            custody=self.custody,
            released_on=self.released_on,
            appeal=self.appeal,
            appeal_ended_on=self.appeal_ended_on,
        )


class Disposal(OfExhibit, Base):
    """One request to return or destroy an exhibit, and the two authorities it needs."""

    __tablename__ = "exhibit_disposal"
    __table_args__: Any = (
        Index(
            "uq_exhibit_disposal_open",
            "exhibit_id",
            unique=True,
            postgresql_where="carried_out_at IS NULL AND refused_at IS NULL",
        ),
    )

    how: Mapped[How]
    why: Mapped[str]
    to_whom: Mapped[str] = mapped_column(default="")
    copy_kept: Mapped[bool] = mapped_column(default=False)
    """A photograph or copy stays, so that the thing itself is not needed (PACE s.22(4))."""
    asked_by_id: Mapped[UserId]
    asked_at: Mapped[datetime]
    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    officer_at: Mapped[datetime | None]
    supervisor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    supervisor_at: Mapped[datetime | None]
    count: Mapped[list[str]] = mapped_column(default=list)
    """The count as it stood when the supervisor let it go, line by line."""
    refused_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    refused_at: Mapped[datetime | None]
    refused_why: Mapped[str] = mapped_column(default="")
    carried_out_at: Mapped[datetime | None]

    exhibit: Mapped[Exhibit] = relationship(foreign_keys="Disposal.exhibit_id")
    asked_by: Mapped[User] = relationship(foreign_keys="Disposal.asked_by_id")
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    supervisor: Mapped[User | None] = relationship(foreign_keys=[supervisor_id])

    @property
    def standing(self) -> str:
        """In words."""
        if self.carried_out_at:
            return "Carried out"
        if self.refused_at:
            return "Refused"
        waits = [
            who for who, at in (("officer in the case", self.officer_at), ("supervisor", self.supervisor_at)) if not at
        ]
        return f"Waits for the {' and the '.join(waits)}" if waits else "Authorised, to be carried out"
