"""How rights were told, whom a detainee wants told, and whether they are who they say."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.model.signing import Signature


class Notice(StrEnum):
    """The written notice of rights (Code C 3.2)."""

    GIVEN = "given"
    EASY_READ = "easy-read"
    REFUSED = "refused"
    LATER = "later"

    @property
    def label(self) -> str:
        return _NOTICES[self]


_NOTICES = {
    Notice.GIVEN: "Given",
    Notice.EASY_READ: "Given in easy read",
    Notice.REFUSED: "Would not take it",
    Notice.LATER: "To be given later",
}


class RightsTold(OfDetention, Base):
    """One telling of the rights: in which language, with whom there, on which notice, signed or not."""

    __tablename__ = "custody_rights_told"

    told_at: Mapped[datetime]
    by_id: Mapped[UserId]
    language: Mapped[str] = mapped_column(default="")
    """Code of the list language; empty for English."""
    interpreter: Mapped[bool] = mapped_column(default=False)
    notice: Mapped[Notice | None]
    adult_present: Mapped[bool] = mapped_column(default=False)
    """An appropriate adult was there and heard it (Code C 3.17)."""
    signature_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_signature.id"))

    by: Mapped[User] = relationship()
    signature: Mapped[Signature | None] = relationship()


class Result(StrEnum):
    """What came of trying to reach somebody."""

    TOLD = "told"
    MESSAGE = "message-left"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _RESULTS[self]


_RESULTS = {
    Result.TOLD: "Spoken to and told",
    Result.MESSAGE: "Message left",
    Result.NO_ANSWER: "No answer",
    Result.WRONG_NUMBER: "Wrong number",
    Result.REFUSED: "Did not want to speak",
}


class Contact(OfDetention, Base):
    """Somebody to be reached for a detainee. `result` is that of the last attempt, None before the first."""

    __tablename__ = "custody_contact"

    name: Mapped[str]
    relation: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UserId]
    result: Mapped[Result | None]
    outcome: Mapped[str] = mapped_column(default="")
    """What was said, in words."""
    tried_at: Mapped[datetime | None]
    tried_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    tried_by: Mapped[User | None] = relationship(foreign_keys=[tried_by_id])


class Fingerprints(StrEnum):
    """What the fingerprint check said, as read off its screen."""

    CONFIRMED = "confirmed"
    NOT_ON_FILE = "not-on-file"
    SOMEBODY_ELSE = "somebody-else"
    NOT_TAKEN = "not-taken"

    @property
    def label(self) -> str:
        return _FINGERPRINTS[self]


_FINGERPRINTS = {
    Fingerprints.CONFIRMED: "Confirm who they are",
    Fingerprints.NOT_ON_FILE: "Are not on file",
    Fingerprints.SOMEBODY_ELSE: "Are somebody else\u2019s",
    Fingerprints.NOT_TAKEN: "Could not be taken",
}


class IdentityCheck(OfDetention, Base):
    """One check of who somebody is, against the person whom the record named then."""

    __tablename__ = "custody_identity_check"

    result: Mapped[Fingerprints]
    detail: Mapped[str] = mapped_column(default="")
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    checked_at: Mapped[datetime]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
