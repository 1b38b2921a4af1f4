"""Files of digital exhibits while they come in: piece by piece, so that a lost line costs no more than one piece."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mips.core.db import Base, UserId
from mips.investigation.model.exhibit import OfExhibit


class ExhibitUpload(OfExhibit, Base):
    """One file on its way. Ended: it hangs on the exhibit as an attachment, was refused, or was given up."""

    __tablename__ = "exhibit_upload"
    __table_args__ = (Index("ix_exhibit_upload_open", "begun_at", postgresql_where="ended_at IS NULL"),)

    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    modified: Mapped[int] = mapped_column(BigInteger, default=0)
    """When the file was last changed, as the browser has it: with name and size it tells one file from another."""
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    parts: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[UserId]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(default="")
    """Why it was refused or given up; empty where it was taken in."""
    attachment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("attachment.id"))

    @property
    def whole(self) -> bool:
        return self.received == self.size
