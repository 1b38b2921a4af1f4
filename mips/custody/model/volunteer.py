"""Voluntary attendance: no custody record, no clock; what they were told, each interview, what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.custody.model.suite import Suite
from mips.custody.rules.interviews import BreakReason, Caution, break_due
from mips.custody.rules.people import InterviewWithout
from mips.custody.rules.volunteers import Outcome
from mips.record.model.case import Offence
from mips.record.model.event import Event
from mips.record.model.person import Person


class Volunteer(Event, kind="voluntary-attendance", read=Permission.CUSTODY_VOLUNTARY_READ):
    """Somebody who attends of their own will to be interviewed. PACE 1984 s.29, Code C 3.21."""

    __tablename__ = "custody_volunteer"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    suite_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_suite.id"))
    """The station they attend where that has a custody suite."""
    place: Mapped[str] = mapped_column(default="")
    """Where, when it is elsewhere."""
    at_station: Mapped[bool] = mapped_column(default=True)
    """Whether that is a police station: an arrest there starts the clock. PACE 1984 s.41(2)(c)."""
    officer_id: Mapped[UserId]
    planned_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    not_arrested_why: Mapped[str]
    """Why an arrest is not necessary. Code G 2.8."""

    informed_at: Mapped[datetime | None]
    told: Mapped[list[str]] = mapped_column(default=list)
    advice_wanted: Mapped[bool | None]
    advice_reason: Mapped[str] = mapped_column(default="")
    """Why they want none, where they said."""
    solicitor: Mapped[str] = mapped_column(default="")
    vulnerable: Mapped[bool | None]
    vulnerable_why: Mapped[str] = mapped_column(default="")
    adult: Mapped[str] = mapped_column(default="")
    interpreter_needed: Mapped[bool | None]
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")

    outcome: Mapped[Outcome | None]
    outcome_reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    notice_given: Mapped[bool] = mapped_column(default=False)
    """Written notice that there will be no prosecution. PACE 1984 s.60B."""
    detention_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("detention.id"), index=True)
    """The custody record, where they were arrested."""

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    suite: Mapped[Suite | None] = relationship()
    officer: Mapped[User] = relationship(foreign_keys="Volunteer.officer_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    held_about: Mapped[list[VolunteerOffence]] = relationship(order_by="VolunteerOffence.sequence", viewonly=True)
    interviews: Mapped[list[VolunteerInterview]] = relationship(order_by="VolunteerInterview.started_at", viewonly=True)
    leave: Mapped[list[VolunteerLeave]] = relationship(order_by="VolunteerLeave.authorised_at", viewonly=True)

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else "Restricted"

    @property
    def where(self) -> str:
        return self.suite.name if self.suite else self.place

    @property
    def here(self) -> bool:
        """Came, and has neither left nor been arrested."""
        return self.began_at is not None and self.left_at is None and self.outcome is None

    @property
    def offences(self) -> list[Offence]:
        """Those that the reader may see."""
        return [each.offence for each in self.held_about if each.offence is not None]


Index(
    "ix_custody_volunteer_open",
    Volunteer.suite_id,
    postgresql_where="outcome IS NULL",
)


class OfVolunteer(PartOf):
    """A row of a voluntary attendance: hidden with it."""

    belongs_to: ClassVar[Sequence[str]] = ("volunteer_id",)

    volunteer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_volunteer.id"), index=True)


class VolunteerOffence(OfVolunteer, Base):
    """An offence they are interviewed about: the one row that follows the allegation."""

    __tablename__ = "custody_volunteer_offence"
    __table_args__ = (UniqueConstraint("volunteer_id", "offence_id"),)

    offence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offence.id"), index=True)
    sequence: Mapped[int]

    offence: Mapped[Offence | None] = relationship()


class VolunteerInterview(OfVolunteer, Base):
    """One interview. Leaving it at will ends it. Code C 3.21, 11, 12."""

    __tablename__ = "custody_volunteer_interview"
    __table_args__ = (
        Index("ix_custody_volunteer_interview_now", "volunteer_id", unique=True, postgresql_where="ended_at IS NULL"),
    )

    number: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    caution: Mapped[Caution]
    present: Mapped[str] = mapped_column(default="")
    adult_present: Mapped[bool]
    advice_had: Mapped[bool]
    interpreter_present: Mapped[bool]
    recording: Mapped[str] = mapped_column(default="")
    not_recorded_why: Mapped[str] = mapped_column(default="")
    significant: Mapped[str] = mapped_column(default="")
    ended_why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
    breaks: Mapped[list[VolunteerBreak]] = relationship(order_by="VolunteerBreak.began_at", viewonly=True)

    @property
    def paused(self) -> VolunteerBreak | None:
        """The break that goes on."""
        return next((each for each in self.breaks if each.resumed_at is None), None)

    @property
    def break_due(self) -> datetime | None:
        """When a break is due next; None once it has ended, and while one lasts. Code C 12.8."""
        if self.ended_at is not None:
            return None
        return break_due(self.started_at, [(each.began_at, each.resumed_at) for each in self.breaks])


class VolunteerBreak(OfVolunteer, Base):
    """A break in an interview. Code C 12.8."""

    __tablename__ = "custody_volunteer_break"
    __table_args__ = (
        Index("ix_custody_volunteer_break_now", "interview_id", unique=True, postgresql_where="resumed_at IS NULL"),
    )

    interview_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_volunteer_interview.id"), index=True)
    began_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    reason: Mapped[BreakReason]
    note: Mapped[str] = mapped_column(default="")


class VolunteerLeave(OfVolunteer, Base):
    """Leave of a senior officer to interview without somebody who should be there. Code C 6.6, 11.18, 13.2."""

    __tablename__ = "custody_volunteer_leave"

    without: Mapped[InterviewWithout]
    authorised_at: Mapped[datetime]
    by_id: Mapped[UserId]
    rank: Mapped[int]
    reason: Mapped[str]

    by: Mapped[User] = relationship()
