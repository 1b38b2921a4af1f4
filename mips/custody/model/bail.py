"""Pre-charge bail: each release on it, what makes its period longer, and what makes it stand still."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.custody.rules.bail_extension import Decider, Pause, PauseKind
from mips.custody.rules.bail_release import BailPower, Conditions, EarlyReturn, ViewsOfVictim
from mips.custody.rules.kinds.values import BailCase


class BailEnd(StrEnum):
    """How a release on bail ended."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not-answered"
    BREACH = "breach"
    NEW_EVIDENCE = "new-evidence"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {
            "answered": "Came back to answer bail",
            "not-answered": "Arrested for not answering bail",
            "breach": "Arrested for breaking its conditions",
            "new-evidence": "Arrested again on new evidence",
            "ended": "Released from bail",
        }[self.value]


class BailGiven(OfDetention, Base):
    """One release on pre-charge bail, until the person is back or bail is ended. At most one stands at a time."""

    __tablename__ = "custody_bail"
    __table_args__ = (
        Index("uq_custody_bail_open", "detention_id", unique=True, postgresql_where="ended_at IS NULL"),
        Index("ix_custody_bail_return", "return_at", postgresql_where="ended_at IS NULL"),
        Index("ix_custody_bail_period", "period_ends", postgresql_where="ended_at IS NULL"),
    )

    number: Mapped[int]
    released_at: Mapped[datetime]
    by_id: Mapped[UserId]
    power: Mapped[BailPower]
    case: Mapped[BailCase] = mapped_column(default=BailCase.STANDARD, server_default="standard")
    """Whose investigation it is, which decides how long the stages of the period are."""
    necessary_why: Mapped[str] = mapped_column(default="")
    regard: Mapped[list[str]] = mapped_column(default=list)
    representations: Mapped[str] = mapped_column(default="")

    conditions: Mapped[list[str]] = mapped_column(default=list)
    """Codes of BailCondition, as they stand now; what they were before is in the log and the journal."""
    conditions_words: Mapped[str] = mapped_column(default="")

    return_at: Mapped[datetime]
    return_suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    early: Mapped[EarlyReturn | None]
    start_on: Mapped[date]
    """The bail start date: the day after the arrest."""
    months: Mapped[int]
    """How long the applicable bail period is, as extended by the police."""
    court_until: Mapped[date | None]
    """The last day as a court, or a commander in a designated case, has extended it."""
    period_ends: Mapped[date | None]
    """The last day of the period, worked out when something about it changes; None while it stands still."""

    views: Mapped[ViewsOfVictim]
    victim_said: Mapped[str] = mapped_column(default="")
    victim_not_asked_why: Mapped[str] = mapped_column(default="")
    victim_told_at: Mapped[datetime | None]

    ended_at: Mapped[datetime | None]
    ended_by: Mapped[BailEnd | None]
    ended_why: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship()
    return_suite: Mapped[Suite] = relationship()
    detention: Mapped[Detention] = relationship()

    @property
    def terms(self) -> Conditions:
        return Conditions(ticked=tuple(self.conditions), words=self.conditions_words)


class BailLonger(OfDetention, Base):
    """A longer period: asked for and decided on by the police, or decided by a court or commander and recorded."""

    __tablename__ = "custody_bail_extension"
    __table_args__ = (
        Index("uq_custody_bail_extension_open", "detention_id", unique=True, postgresql_where="decided_at IS NULL"),
    )

    decider: Mapped[Decider]
    to_months: Mapped[int | None]
    until: Mapped[date | None]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UserId]
    suspects_guilt: Mapped[str] = mapped_column(default="")
    more_time: Mapped[str] = mapped_column(default="")
    diligent: Mapped[str] = mapped_column(default="")
    necessary: Mapped[str] = mapped_column(default="")

    told: Mapped[str] = mapped_column(default="")
    """Who was told that a decision would be taken: suspect or solicitor, and how."""
    representations: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    decided_by_name: Mapped[str] = mapped_column(default="")
    """The court, or the officer outside the force's own record."""
    rank: Mapped[int | None]
    granted: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")
    result_told: Mapped[str] = mapped_column(default="")

    asked_by: Mapped[User] = relationship(foreign_keys="BailLonger.asked_by_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys="BailLonger.decided_by_id")


class BailPause(OfDetention, Base):
    """Days that the period stands still: the prosecutor decides, or the suspect is in hospital."""

    __tablename__ = "custody_bail_pause"

    kind: Mapped[PauseKind]
    first: Mapped[date]
    last: Mapped[date | None]
    requested: Mapped[bool] = mapped_column(default=False)
    """It ended by the prosecutor asking for more before deciding."""
    items: Mapped[str] = mapped_column(default="")
    """What the prosecutor asked for, or the hospital."""

    def as_rule(self) -> Pause:
        return Pause(kind=self.kind, first=self.first, last=self.last, request=self.requested)
