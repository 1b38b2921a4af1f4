"""What people prove themselves by, and the counters that keep guessing slow."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.record.model.person import Person


class Credential(Base):
    """How one user proves who they are. Apart from User, so that nothing that shows a user can show this."""

    __tablename__ = "credential"
    unspoken: ClassVar[frozenset[str]] = frozenset({"password", "second_factor", "pin"})

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), unique=True)
    password: Mapped[str | None]
    """Argon2id, None while there is none: then nobody signs in with one."""
    password_since: Mapped[datetime | None]
    one_time_until: Mapped[datetime | None]
    """Set on a password that somebody else knows: it must be replaced at once and is worth nothing after."""
    second_factor: Mapped[str | None]
    """The secret of the authenticator, sealed; None until enrolled."""
    second_factor_since: Mapped[datetime | None]
    pin: Mapped[str | None]
    """Argon2id of the PIN for coming back to a shared desk; None for those who want none."""

    user: Mapped[User] = relationship()


class RecoveryCode(Base):
    """Stands in for the authenticator once."""

    __tablename__ = "recovery_code"
    unspoken: ClassVar[frozenset[str]] = frozenset({"digest"})

    user_id: Mapped[UserId]
    digest: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]


class ResetKind(StrEnum):
    """What a supervised reset takes away. Each gives a one-time password: without one, whoever knew the old password
    could enrol an authenticator of their own."""

    PASSWORD = "password"  # noqa: S105 - a kind of reset
    AUTHENTICATOR = "authenticator"


class Reset(Base):
    """A reset one person asks for and another approves. Each is given half of the one-time password."""

    __tablename__ = "credential_reset"
    unspoken: ClassVar[frozenset[str]] = frozenset({"first_half"})

    user_id: Mapped[UserId]
    kind: Mapped[ResetKind]
    why: Mapped[str]
    """How the asker knows that it is them."""
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    first_half: Mapped[str | None]
    """Sealed; gone once the reset is decided."""
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    approved_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship(foreign_keys="Reset.user_id")
    asked_by: Mapped[User] = relationship(foreign_keys="Reset.asked_by_id")


class ApiToken(Base):
    """Lets a program act for its holder, within chosen permissions, until it expires or is revoked."""

    __tablename__ = "api_token"
    unspoken: ClassVar[frozenset[str]] = frozenset({"digest"})

    user_id: Mapped[UserId]
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[str]]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    use: Mapped[TokenUse | None] = relationship(back_populates="token")


class TokenUse(Base):
    """When a token was last used: a counter, apart from what is journalled."""

    __tablename__ = "api_token_use"
    audited: ClassVar[bool] = False

    token_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("api_token.id"), unique=True)
    last_used_at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(default="")

    token: Mapped[ApiToken] = relationship(back_populates="use")


class Challenge(Base):
    """Somebody who has given a right password and still owes the rest."""

    __tablename__ = "sign_in_challenge"
    audited: ClassVar[bool] = False

    user_id: Mapped[UserId]
    browser: Mapped[str]
    origin: Mapped[str]
    onward: Mapped[str] = mapped_column(default="")
    """The page they wanted."""
    how: Mapped[str]
    offered_secret: Mapped[str] = mapped_column(default="")
    """The sealed secret shown for enrolment, theirs only once they have answered with a code of it."""
    factor_given_at: Mapped[datetime | None]
    wrong: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class SignInAttempt(Base):
    """A try that has not become a sign-in. Counted for account and place together, and for the network address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_pair", "account", "place", "created_at"),
        Index("ix_sign_in_attempt_origin", "origin", "created_at"),
    )
    audited: ClassVar[bool] = False

    account: Mapped[str]
    """Keyed digest of the collar number as typed: a password typed into the wrong box must not be kept."""
    place: Mapped[str]
    origin: Mapped[str]


class UsedCode(Base):
    """An authenticator code is good once, however many ask at the same moment."""

    __tablename__ = "used_code"
    __table_args__ = (UniqueConstraint("user_id", "step"),)
    audited: ClassVar[bool] = False

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    step: Mapped[int]


class TieKind(StrEnum):
    """How somebody with an account is tied to a person on the record (RL-6)."""

    THEMSELVES = "themselves"
    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    OTHER = "other"


class Tie(PartOf, Base):
    """A user who knows a person on the record: their looks at it need a reason and are told on, until it is ended."""

    __tablename__ = "tie"
    __table_args__ = (Index("uq_tie_live", "user_id", "person_id", unique=True, postgresql_where="ended_at IS NULL"),)
    belongs_to: ClassVar[Sequence[str]] = ("person_id",)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[TieKind]
    note: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    ended_why: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    person: Mapped[Person] = relationship()
