"""Where somebody was held before, and what came with them. The times are facts of the clock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.transfers import CameAs


class TransferIn(OfDetention, Base):
    """Somebody came from another force. Once a detention; the times are put right as every time of the clock is."""

    __tablename__ = "custody_transfer_in"
    __table_args__ = (Index("uq_custody_transfer_in_once", "detention_id", unique=True),)

    came_as: Mapped[CameAs]
    force: Mapped[str] = mapped_column(default="")
    """Code of the list force; empty for one outside England and Wales."""
    station: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    """Of the custody record there."""
    sought_for: Mapped[str] = mapped_column(default="")
    questioned: Mapped[bool | None]
    """There, about the offence here. PACE 1984 s.41(3), s.41(5)."""
    handed_by: Mapped[str] = mapped_column(default="")
    escort_number: Mapped[str] = mapped_column(default="")
    """Of the person escort record that came with them."""
    record_copy: Mapped[bool | None]
    """Whether a copy of their custody record came with them. Code C 2.3."""
    condition: Mapped[str] = mapped_column(default="")
    medicines: Mapped[str] = mapped_column(default="")
    property_came: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    by_id: Mapped[UserId]
    fact_ids: Mapped[list[str]] = mapped_column(default=list)
    """Of the facts that were taken over from there."""

    by: Mapped[User] = relationship()
