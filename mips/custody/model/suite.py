"""Custody suites and their cells: reference data of the force, not part of anybody's record."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.core.db import Base
from mips.custody.rules.cameras import CameraOut
from mips.custody.rules.cells import Condition
from mips.custody.rules.lateness import DEFAULT_PATIENCE


class CellKind(StrEnum):
    STANDARD = "standard"
    ACCESSIBLE = "accessible"
    DETENTION_ROOM = "detention-room"
    """Not a cell: where a child is kept (CUS-9 RS-6)."""
    DRY = "dry"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    CellKind.STANDARD: "Cell",
    CellKind.ACCESSIBLE: "Accessible cell",
    CellKind.DETENTION_ROOM: "Detention room",
    CellKind.DRY: "Dry cell",
}


class Corridor(StrEnum):
    """For whom a cell is kept, where the suite keeps them apart."""

    ANY = "any"
    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        return {"any": "Anybody", "male": "Men", "female": "Women"}[self.value]


class WallNames(StrEnum):
    """How a wall screen names detainees: many can read it."""

    INITIALS = "initials"
    FULL = "full"

    @property
    def label(self) -> str:
        return {"initials": "Initials", "full": "Names in full"}[self.value]


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
    closed_why: Mapped[str] = mapped_column(default="")
    check_patience: Mapped[int] = mapped_column(default=DEFAULT_PATIENCE.check)
    """Minutes after which a late check is told to a second person; likewise those below."""
    review_patience: Mapped[int] = mapped_column(default=DEFAULT_PATIENCE.review)
    review_reminder: Mapped[int] = mapped_column(default=DEFAULT_PATIENCE.reminder)
    second_patience: Mapped[int] = mapped_column(default=DEFAULT_PATIENCE.second)
    wall_names: Mapped[WallNames] = mapped_column(default=WallNames.INITIALS)

    cells: Mapped[list[Cell]] = relationship(back_populates="suite", order_by="Cell.place")


class Cell(Base):
    __tablename__ = "custody_cell"
    __table_args__ = (UniqueConstraint("suite_id", "name"),)

    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"))
    name: Mapped[str]
    kind: Mapped[CellKind] = mapped_column(default=CellKind.STANDARD)
    place: Mapped[int]
    """Its place in the order of walking round: those one apart adjoin."""
    capacity: Mapped[int] = mapped_column(default=1)
    """How many it has places for. A place holds one detainee at a time (CellStay)."""
    corridor: Mapped[Corridor] = mapped_column(default=Corridor.ANY)
    camera: Mapped[bool] = mapped_column(default=False)
    condition: Mapped[Condition] = mapped_column(default=Condition.CLEAN)
    condition_why: Mapped[str] = mapped_column(default="")
    camera_out: Mapped[CameraOut | None]
    """Why the camera shows nothing now; the stretches that are over are rows of CameraException."""
    camera_out_at: Mapped[datetime | None]
    camera_why: Mapped[str] = mapped_column(default="", server_default="")
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str] = mapped_column(default="")

    suite: Mapped[Suite] = relationship(back_populates="cells")
