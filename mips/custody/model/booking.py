"""How far booking somebody in has come: which blocks are done, by whom and when, and what is half typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.model.detention import Detention
from mips.custody.rules.booking_in import Block


class BlockDone(OfDetention, Base):
    """One block, done the first time. Doing it again changes what it wrote, not this."""

    __tablename__ = "custody_block_done"
    __table_args__ = (UniqueConstraint("detention_id", "block"),)

    block: Mapped[Block]
    done_at: Mapped[datetime]
    by_id: Mapped[UserId]
    again_since: Mapped[datetime | None]
    """It is to be done again since then: the person is back from bail. None once it is done."""

    by: Mapped[User] = relationship()
    detention: Mapped[Detention] = relationship()
    """Written after the record: of two who do a block at once the record tells the second, as of any other act."""


class BookingDraft(OfDetention, Base):
    """One page of a block half filled in, as it was typed and unchecked. Gone once the block is done or they leave.

    Not audited save by save: the use case notes who began it, who read it, and the block journals what it became.
    """

    __tablename__ = "custody_booking_draft"
    __table_args__ = (UniqueConstraint("detention_id", "block", "part"),)
    audited: ClassVar[bool] = False

    block: Mapped[Block]
    part: Mapped[str] = mapped_column(default="")
    """Which page, where a block has several."""
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Name of each control -> the texts in it."""
    kept_at: Mapped[datetime]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
