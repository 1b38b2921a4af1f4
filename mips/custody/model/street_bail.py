"""Street bail: the arrest, the bail given where it was made, its notice, and how it ended. PACE 1984 s.30A to s.30D."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.custody.model.suite import Suite
from mips.custody.rules.bail_release import Conditions
from mips.custody.rules.street_bail import NoticeHow, StreetEnd
from mips.record.model.case import Offence
from mips.record.model.event import Event
from mips.record.model.person import Person


class StreetBail(Event, kind="street-bail", read=Permission.CUSTODY_STREET_BAIL_READ):
    """Somebody arrested away from a station and bailed to attend at one, or released without bail.

    A custody record is opened when they attend, or are arrested again.
    """

    __tablename__ = "custody_street_bail"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    officer_id: Mapped[UserId]
    """The constable who made the arrest and gave the bail."""

    arrested_at: Mapped[datetime]
    arrest_place: Mapped[str]
    arrest_power: Mapped[str]
    arrest_reason: Mapped[str]
    """The grounds of the arrest, as the notice states them."""
    necessity: Mapped[list[str]] = mapped_column(default=list)
    cautioned: Mapped[bool | None]
    caution_reply: Mapped[str] = mapped_column(default="")

    granted_at: Mapped[datetime]
    authorised_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """The custody officer. PACE 1984 s.30A(1A). None: they were released without bail (s.30A(1C))."""
    necessary_why: Mapped[str]
    """Why bail is necessary and proportionate, or why there is none."""
    representations: Mapped[str]
    conditions: Mapped[list[str]] = mapped_column(default=list)
    conditions_words: Mapped[str] = mapped_column(default="")
    purposes: Mapped[list[str]] = mapped_column(default=list)
    requests: Mapped[int] = mapped_column(default=0)
    """How often a variation of the conditions has been asked for and decided. PACE 1984 s.30CA(2)."""

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    attend_at: Mapped[datetime | None]
    """None: they were released without bail, and need not attend."""
    attend_by: Mapped[date | None]
    """The last day they may be required to attend on. PACE 1984 s.30B(8)."""
    notice: Mapped[NoticeHow | None]
    released_at: Mapped[datetime | None]
    """When they had the notice and went."""

    ended_at: Mapped[datetime | None]
    ended_by: Mapped[StreetEnd | None]
    ended_why: Mapped[str] = mapped_column(default="")
    detention_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("detention.id"), index=True)
    """The custody record that goes on from it."""

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    officer: Mapped[User] = relationship(foreign_keys="StreetBail.officer_id")
    authorised_by: Mapped[User | None] = relationship(foreign_keys=[authorised_by_id])
    suite: Mapped[Suite] = relationship()
    arrested_for: Mapped[list[StreetBailOffence]] = relationship(order_by="StreetBailOffence.sequence", viewonly=True)

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else "Restricted"

    @property
    def terms(self) -> Conditions:
        return Conditions(ticked=tuple(self.conditions), words=self.conditions_words)

    @property
    def on_bail(self) -> bool:
        """False for a release without bail. PACE 1984 s.30A(1C)."""
        return self.attend_at is not None

    @property
    def what(self) -> str:
        return "Street bail" if self.on_bail else "Released without bail"

    @property
    def due_at(self) -> datetime:
        """When they attend, of a release on bail."""
        assert self.attend_at is not None  # noqa: S101 - asked only of bail that stands
        return self.attend_at

    @property
    def out(self) -> bool:
        """Released, and neither back nor excused."""
        return self.released_at is not None and self.ended_at is None

    @property
    def offences(self) -> list[Offence]:
        """Those that the reader may see."""
        return [each.offence for each in self.arrested_for if each.offence is not None]


Index("ix_custody_street_bail_due", StreetBail.attend_at, postgresql_where="ended_at IS NULL")


class StreetBailOffence(PartOf, Base):
    """An offence they were arrested for: the one row that follows the allegation."""

    __tablename__ = "custody_street_bail_offence"
    __table_args__ = (UniqueConstraint("street_bail_id", "offence_id"),)
    belongs_to: ClassVar[Sequence[str]] = ("street_bail_id",)

    street_bail_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_street_bail.id"), index=True)
    offence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offence.id"), index=True)
    sequence: Mapped[int]

    offence: Mapped[Offence | None] = relationship()
