"""Custody suites and their cells: reference data of the force, not part of anybody's record."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.core.db import Base


class CellKind(StrEnum):
    STANDARD = "standard"
    ACCESSIBLE = "accessible"
    DETENTION_ROOM = "detention-room"
    """Not a cell: where a child is kept (CUS-9 RS-6)."""
    DRY = "dry"


class Suite(Base):
    """A custody suite. Force, station and bureau codes stand in its arrest summons numbers (CAS-1)."""

    __tablename__ = "custody_suite"

    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    """Stands first in its custody numbers: CX/12/26."""
    force: Mapped[str]
    station: Mapped[str]
    bureau: Mapped[str] = mapped_column(default="01")
    designated: Mapped[bool] = mapped_column(default=True)
    """Under PACE 1984 s.35: others may keep somebody for six hours at most (s.30)."""
    court: Mapped[str] = mapped_column(default="")
    """The court that its detainees are first brought before."""
    closed_at: Mapped[datetime | None]

    cells: Mapped[list[Cell]] = relationship(back_populates="suite", order_by="Cell.place")


class Cell(Base):
    __tablename__ = "custody_cell"
    __table_args__ = (UniqueConstraint("suite_id", "name"),)

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"))
    name: Mapped[str]
    kind: Mapped[CellKind] = mapped_column(default=CellKind.STANDARD)
    place: Mapped[int]
    """Its place in the order of walking round."""
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str] = mapped_column(default="")

    suite: Mapped[Suite] = relationship(back_populates="cells")
