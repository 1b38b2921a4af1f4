"""Authorities that senior officers and courts give: what was asked, rights put off, detention extended, warrants."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention, Representations, RightKind
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.calls import Privilege
from mips.custody.rules.extending import ExtensionMethod, LinkConsent
from mips.custody.rules.story import Ruling


class Wanted(StrEnum):
    """What a senior officer may be asked for."""

    EXTENSION = "extension"
    DELAY_INFORMED = "delay-someone-informed"
    DELAY_ADVICE = "delay-legal-advice"

    @property
    def label(self) -> str:
        return _WANTED[self]

    @property
    def short(self) -> str:
        """As the whiteboard says it."""
        return {"extension": "s.42", "delay-someone-informed": "s.56 delay"}.get(self.value, "s.58 delay")


_WANTED = {
    Wanted.EXTENSION: "Extend detention to at most 36 hours (PACE s.42)",
    Wanted.DELAY_INFORMED: "Delay having someone informed (PACE s.56)",
    Wanted.DELAY_ADVICE: "Delay legal advice (PACE s.58)",
}


class AuthorityRequest(OfDetention, Base):
    """One question put to a senior officer, and the answer. Nobody answers their own (RL-1)."""

    __tablename__ = "custody_authority_request"
    __table_args__ = (
        Index(
            "uq_custody_authority_request_open",
            "detention_id",
            "wanted",
            unique=True,
            postgresql_where="answered_at IS NULL",
        ),
    )

    wanted: Mapped[Wanted]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UserId]
    reason: Mapped[str]
    progress: Mapped[str] = mapped_column(default="")
    """How far the investigation has come, and what is still to do."""
    until: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    granted: Mapped[bool | None]
    refused_why: Mapped[str] = mapped_column(default="")

    asked_by: Mapped[User] = relationship(foreign_keys="AuthorityRequest.asked_by_id")
    answered_by: Mapped[User | None] = relationship(foreign_keys="AuthorityRequest.answered_by_id")


class RightDelay(OfDetention, Base):
    """A right put off: by whom, of what rank, on which grounds, until when at the latest. PACE 1984 s.56, s.58."""

    __tablename__ = "custody_right_delay"
    __table_args__ = (
        Index("uq_custody_right_delay_open", "detention_id", "kind", unique=True, postgresql_where="ended_at IS NULL"),
    )

    kind: Mapped[RightKind]
    authorised_at: Mapped[datetime]
    by_id: Mapped[UserId]
    rank: Mapped[int]
    grounds: Mapped[list[str]]
    reason: Mapped[str]
    latest_end: Mapped[datetime]
    oral: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(default="")
    covers: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    """Of the right to telephone and to write: values of Privilege. Code C 5.6."""
    denied: Mapped[bool] = mapped_column(default=False, server_default="false")
    """Denied until its end, not put off. Code C 5.6."""

    by: Mapped[User] = relationship()

    @property
    def what(self) -> str:
        """'Delayed: to free and independent legal advice', 'Denied: telephone calls, letters'."""
        limited = ", ".join(Privilege(each).label for each in self.covers) or self.kind.label
        return f"{'Denied' if self.denied else 'Delayed'}: {limited.lower()}"

    def in_force(self, at: datetime) -> bool:
        return to_minute(self.authorised_at) <= at < (self.ended_at or self.latest_end)


class Extension(OfDetention, Representations, Base):
    """A superintendent's extension of detention. PACE 1984 s.42."""

    __tablename__ = "custody_extension"

    authorised_at: Mapped[datetime]
    by_id: Mapped[UserId]
    rank: Mapped[int]
    until: Mapped[datetime]
    reason: Mapped[str]
    diligence: Mapped[str]
    """Why the investigation is being conducted diligently and expeditiously. PACE 1984 s.42(1)(c)."""
    method: Mapped[ExtensionMethod]
    link_consent: Mapped[LinkConsent | None]
    link_advice: Mapped[bool] = mapped_column(default=False)
    link_appropriate: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)

    by: Mapped[User] = relationship(foreign_keys="Extension.by_id")
    recorded_by: Mapped[User | None] = relationship(foreign_keys="Extension.recorded_by_id")


class Disagreement(OfDetention, Base):
    """Directions of a higher officer at odds with a decision: a superintendent settles it. PACE 1984 s.39(6)."""

    __tablename__ = "custody_disagreement"

    at: Mapped[datetime]
    by_id: Mapped[UserId]
    higher_officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), index=True)
    directions: Mapped[str]
    at_odds_with: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    decision: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship(foreign_keys="Disagreement.by_id")
    higher_officer: Mapped[User] = relationship(foreign_keys="Disagreement.higher_officer_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys="Disagreement.decided_by_id")


class WarrantApplication(OfDetention, Base):
    """An application to a magistrates' court for a warrant of further detention or its extension, and the ruling."""

    __tablename__ = "custody_warrant_application"
    __table_args__ = (
        Index("uq_custody_warrant_application_open", "detention_id", unique=True, postgresql_where="ruled_at IS NULL"),
    )

    extends: Mapped[bool] = mapped_column(default=False)
    """An extension of a warrant (s.44), not the first one (s.43)."""
    made_at: Mapped[datetime]
    by_id: Mapped[UserId]
    offence: Mapped[str]
    evidence: Mapped[str]
    enquiries_made: Mapped[str]
    enquiries_to_make: Mapped[str]
    reason: Mapped[str]
    hours: Mapped[int]
    """Asked for."""
    new_evidence: Mapped[str] = mapped_column(default="")
    """Since an application was refused. PACE 1984 s.43(17)."""
    court: Mapped[str]
    court_sits_at: Mapped[datetime]
    late_why: Mapped[str] = mapped_column(default="")
    """Why it could not be heard before 36 hours. PACE 1984 s.43(5)(b), s.43(7)."""
    copy_given_at: Mapped[datetime | None]
    ruled_at: Mapped[datetime | None]
    ruling: Mapped[Ruling | None]
    hours_given: Mapped[int | None]
    ruling_reason: Mapped[str] = mapped_column(default="")
    represented_by: Mapped[str] = mapped_column(default="")
    ruled_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)

    by: Mapped[User] = relationship(foreign_keys="WarrantApplication.by_id")
