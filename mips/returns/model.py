"""Returns that were signed off: the file as it was then, for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId


class ReturnKept(Base):
    """One return of one period, signed off. Records that change later make another edition; this one stays (INV-14)."""

    __tablename__ = "return_kept"
    __table_args__ = (Index("uq_return_kept_edition", "about", "period", "which", "edition", unique=True),)

    about: Mapped[str]
    """The set it is of, as a domain offers it: custody, investigation."""
    period: Mapped[str]
    """2025-2026 for the year ending 31 March, 2026, 2026-Q1, 2026-03."""
    which: Mapped[str]
    """Which of the set, as it stands in addresses and file names."""
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
