"""What is done for somebody in detention: their rights, the reviews of their detention, where they are kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Enum, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.custody.model.suite import Cell
from mips.custody.rules.representations import Heard


class OfDetention(PartOf):
    """A row of a custody record: hidden with it."""

    belongs_to: ClassVar[Sequence[str]] = ("detention_id",)

    detention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("detention.id"), index=True)


class RightKind(StrEnum):
    """The rights told on arrival (CUS-10): consulate, welfare and supervisor to whom they concern, the rest to all."""

    SOMEONE_INFORMED = "someone-informed"
    LEGAL_ADVICE = "legal-advice"
    CODES = "codes-of-practice"
    CONSULATE = "consulate"
    WELFARE = "welfare"
    """Of a child: that whoever answers for their welfare is told."""
    SUPERVISOR = "supervisor"
    """Of a child under a court order: that whoever supervises them is told."""
    TELEPHONE = "telephone"

    @property
    def label(self) -> str:
        return _RIGHTS[self][0]

    @property
    def declined(self) -> str:
        """What no is called."""
        return "No such order" if self is RightKind.SUPERVISOR else "Declined"

    @property
    def section(self) -> str:
        return _RIGHTS[self][1]


_RIGHTS = {
    RightKind.SOMEONE_INFORMED: ("To have someone informed", "PACE 1984 s.56"),
    RightKind.LEGAL_ADVICE: ("To free and independent legal advice", "PACE 1984 s.58"),
    RightKind.CODES: ("To consult the Codes of Practice", "Code C 3.1"),
    RightKind.CONSULATE: ("To speak to their embassy or consulate", "Code C 7.1"),
    RightKind.WELFARE: ("That the person responsible for their welfare is told", "CYPA 1933 s.34"),
    RightKind.SUPERVISOR: ("That whoever supervises them under a court order is told", "Code C 3.14"),
    RightKind.TELEPHONE: ("To telephone one person and to write", "Code C 5.6"),
}


class Right(OfDetention, Base):
    """One right, offered once: what was answered and why. Offered again, it is another row."""

    __tablename__ = "custody_right"

    kind: Mapped[RightKind]
    offered_at: Mapped[datetime]
    offered_by_id: Mapped[UserId]
    wanted: Mapped[bool | None]
    """None while it could not be answered: asleep, unfit, waiting for an interpreter."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it was declined, if said, or could not be answered."""
    detail: Mapped[str] = mapped_column(default="")
    """Whom to inform, or which solicitor."""
    language: Mapped[str] = mapped_column(default="")
    met_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")

    offered_by: Mapped[User] = relationship()
    actions: Mapped[list[RightAction]] = relationship(order_by="RightAction.at, RightAction.id", viewonly=True)


class RightAction(OfDetention, Base):
    """One step taken to meet a right: a call made, a message left, a solicitor at the desk."""

    __tablename__ = "custody_right_action"

    right_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_right.id"), index=True)
    at: Mapped[datetime]
    text: Mapped[str]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()


def _heard(name: str) -> Enum:
    """Three columns of one list in one table: each check needs a name of its own."""
    kept = {"native_enum": False, "create_constraint": True, "length": 40}
    return Enum(Heard, name=name, values_callable=lambda kind: [each.value for each in kind], **kept)


class Representations:
    """What was put to the officer before deciding, and what was made of it. PACE 1984 s.40(12)-(14), s.42(6)."""

    detainee_heard: Mapped[Heard | None] = mapped_column(_heard("detainee_heard"))
    detainee_said: Mapped[str] = mapped_column(default="")
    solicitor_heard: Mapped[Heard | None] = mapped_column(_heard("solicitor_heard"))
    solicitor_said: Mapped[str] = mapped_column(default="")
    adult_heard: Mapped[Heard | None] = mapped_column(_heard("adult_heard"))
    adult_said: Mapped[str] = mapped_column(default="", server_default="")
    unfit_why: Mapped[str] = mapped_column(default="", server_default="")
    """Why the detainee was not heard in person. PACE 1984 s.40(14)."""
    outcome: Mapped[str] = mapped_column(default="", server_default="")
    """How what was said bore on the decision."""
    told_at: Mapped[datetime | None]
    """When the detainee was told of the decision; none while that is still to do: they were asleep."""


class ReviewMethod(StrEnum):
    """How a review was held. PACE 1984 s.40, s.40A, s.45A."""

    IN_PERSON = "in-person"
    LIVE_LINK = "live-link"
    TELEPHONE = "telephone"


class Review(OfDetention, Representations, Base):
    """A review of detention, held or put off. `due_at` is as the law gave it then; none while the clock stood still."""

    __tablename__ = "custody_review"
    __table_args__ = (Index("ix_custody_review_open", "detention_id", unique=True, postgresql_where="held_at IS NULL"),)

    number: Mapped[int]
    due_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    rank: Mapped[int | None]
    """Of the reviewing officer when it was held."""
    method: Mapped[ReviewMethod | None]
    remote_why: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    """Who at the station made the record, where the reviewing officer was not there. PACE 1984 s.40A(4), s.45A(5)."""
    reminded: Mapped[bool] = mapped_column(default=False, server_default="false")
    """Of the right to legal advice. Code C 15.4."""
    reason: Mapped[str] = mapped_column(default="")
    """Why detention goes on."""
    after_charge: Mapped[bool] = mapped_column(default=False)
    postponed_at: Mapped[datetime | None]
    postponed_because: Mapped[str] = mapped_column(default="")
    postponed_reason: Mapped[str] = mapped_column(default="")

    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])


class CellStay(OfDetention, Base):
    """How long somebody was in which place of which cell. The database holds a place for one, and each in one place."""

    __tablename__ = "custody_cell_stay"
    __table_args__ = (
        Index("uq_custody_cell_stay_place", "cell_id", "place", unique=True, postgresql_where="until_at IS NULL"),
        Index("uq_custody_cell_stay_open", "detention_id", unique=True, postgresql_where="until_at IS NULL"),
    )

    cell_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_cell.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    place: Mapped[int] = mapped_column(default=1)
    """Counted from 1 to the cell's capacity."""

    cell: Mapped[Cell] = relationship()
