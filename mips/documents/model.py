"""The print register: what left the screen on paper or as a file, who made it, for whom and why."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId


class Printing(PartOf, Base):
    """One document made from a record. `sha256` leads from a file found anywhere back to this row."""

    __tablename__ = "printing"
    __table_args__ = (Index("ix_printing_of", "entity_id", "printed_at", "id"),)
    belongs_to: ClassVar[Sequence[str]] = ("entity_id",)

    entity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))
    document: Mapped[str]
    """Key of the Printable."""
    title: Mapped[str]
    printed_by_id: Mapped[UserId]
    printed_at: Mapped[datetime]
    working_copy: Mapped[bool] = mapped_column(default=False)
    """Made by somebody for themselves: shown only to those who may see who looked."""
    recipient: Mapped[str]
    purpose: Mapped[str]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)

    printed_by: Mapped[User] = relationship()
