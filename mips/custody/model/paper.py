"""Rows that were written on paper while the server was gone, as they were typed in afterwards."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.paper import PaperKind


class PaperEntry(OfDetention, Base):
    """A row of paper. `at` is when it happened, `created_at` when it was typed in. What it did has rows of its own."""

    __tablename__ = "custody_paper_entry"

    repeated: ClassVar[bool] = False
    """True on the object handed back when the row had been entered before."""

    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    """Derived from the row, so that it is entered once."""
    at: Mapped[datetime]
    kind: Mapped[PaperKind]
    what: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]
    """Who did it and wrote it down."""
    typed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), index=True)

    by: Mapped[User] = relationship(foreign_keys="PaperEntry.by_id")
    typed_by: Mapped[User] = relationship(foreign_keys="PaperEntry.typed_by_id")
