"""How far booking somebody in has come: which blocks are done, by whom and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.booking_in import Block


class BlockDone(OfDetention, Base):
    """One block, done the first time. Doing it again changes what it wrote, not this."""

    __tablename__ = "custody_block_done"
    __table_args__ = (UniqueConstraint("detention_id", "block"),)

    block: Mapped[Block]
    done_at: Mapped[datetime]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
