"""Yearly returns that were signed off: the file as it was then, for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.rules.returns import Return


class ReturnKept(Base):
    """One return of one year, signed off. Records that change later make another edition; this one stays (CUS-23)."""

    __tablename__ = "custody_return_kept"
    __table_args__ = (Index("uq_custody_return_kept_edition", "year", "which", "edition", unique=True),)

    year: Mapped[int]
    """It ends on 31 March of this one."""
    which: Mapped[Return]
    edition: Mapped[int]
    definition_version: Mapped[int]
    file_name: Mapped[str]
    content: Mapped[str]
    """The CSV file, byte for byte in UTF-8."""
    sha256: Mapped[str]
    differs: Mapped[list[str]] = mapped_column(default=list)
    """What is otherwise than in the edition before, row by row."""
    why: Mapped[str] = mapped_column(default="")
    """Why it was signed off again."""
    signed_at: Mapped[datetime]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
