"""Links under which somebody sends evidence without an account, and what came in under them (F138)."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.crime import OfCrime


class EvidenceLink(OfCrime, Base):
    """What one person was asked to send of one crime. Whoever has the link may send, and sees nothing of the crime."""

    __tablename__ = "evidence_link"
    unspoken: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the token. The token itself is shown once, to whoever made the link."""
    asked_of: Mapped[str]
    """The person asked, by name: they produce what they send."""
    shown_as: Mapped[str]
    """What the page calls the matter; all that it says of it."""
    wanted: Mapped[str] = mapped_column(default="")
    """What they are asked for, in words for them."""
    most_files: Mapped[int]
    most_bytes: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    by_id: Mapped[UserId]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship(foreign_keys="EvidenceLink.by_id")
    files: Mapped[list[SentFile]] = relationship(back_populates="link", order_by="SentFile.begun_at, SentFile.id")


class SentState(StrEnum):
    """Where a file stands that was sent by link."""

    COMING = "coming"
    WAITING = "waiting"
    """Received, hashed and looked at; in quarantine until an officer decides."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    BAD = "bad"
    """Malware, or not what its name says: nobody is given it."""
    GIVEN_UP = "given-up"


class SentFile(OfCrime, Base):
    """One file sent by link. Its pieces stay apart in the store until it is accepted as an exhibit."""

    __tablename__ = "sent_file"
    __table_args__: Any = (Index("ix_sent_file_open", "begun_at", postgresql_where="state IN ('coming', 'refused')"),)

    link_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("evidence_link.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    modified: Mapped[int] = mapped_column(BigInteger, default=0)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    parts: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    """When the last of it came in: with this its continuity begins."""
    sha256: Mapped[str] = mapped_column(default="")
    """As it came in; empty until all of it has."""
    came_from: Mapped[str] = mapped_column(default="")
    """The network address that it came from."""
    state: Mapped[SentState] = mapped_column(default=SentState.COMING)
    why: Mapped[str] = mapped_column(default="")
    """Why it was refused, or what is wrong with it."""
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    exhibit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("exhibit.id"), index=True)
    dropped_at: Mapped[datetime | None]
    """When its content was removed."""

    link: Mapped[EvidenceLink] = relationship(back_populates="files")

    @property
    def whole(self) -> bool:
        return self.received == self.size
