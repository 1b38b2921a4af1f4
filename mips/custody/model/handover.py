"""One custody officer handing the suite over to the next, signed by both for each detainee."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention


class Handover(Base):
    """A suite going from one custody officer to another. One at a time in a suite, until both have signed for all."""

    __tablename__ = "custody_handover"
    __table_args__ = (
        Index("uq_custody_handover_open", "suite_id", unique=True, postgresql_where="ended_at IS NULL"),
        CheckConstraint("from_id <> to_id", name="two_people"),
    )

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"), index=True)
    from_id: Mapped[UserId]
    to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """None until somebody takes over."""
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(default="")
    """Why it ended without every signature; empty: all are there."""

    outgoing: Mapped[User] = relationship(foreign_keys="Handover.from_id")
    incoming: Mapped[User | None] = relationship(foreign_keys="Handover.to_id")


class HandedOver(OfDetention, Base):
    """One detainee in a handover: what was said of them, and the two signatures."""

    __tablename__ = "custody_handed_over"
    __table_args__ = (
        UniqueConstraint("handover_id", "detention_id"),
        CheckConstraint("given_by_id <> taken_by_id", name="two_people"),
    )

    handover_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_handover.id"))
    changed: Mapped[str] = mapped_column(default="")
    """What had changed since the handover before, as it was drafted from the log and signed."""
    note: Mapped[str] = mapped_column(default="")
    given_by_id: Mapped[UserId]
    given_at: Mapped[datetime]
    taken_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    taken_at: Mapped[datetime | None]
