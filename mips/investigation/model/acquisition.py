"""How the files of a digital exhibit were acquired: by whom, with what, from which device and by what right (INV-9)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.investigation.model.exhibit import Exhibit, OfExhibit
from mips.investigation.rules.acquiring import Authority, DeviceOf, Method


class Acquisition(OfExhibit, Base):
    """One acquisition. It is never changed: what was wrong in it is entered anew, and the later one counts."""

    __tablename__ = "exhibit_acquisition"
    belongs_to: ClassVar[Sequence[str]] = ("exhibit_id", "source_id")

    method: Mapped[Method]
    acquired_at: Mapped[datetime]
    examiner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    examiner: Mapped[str]
    """Whoever acquired it, by name: of the force, a laboratory or the shop whose camera it is."""
    tool: Mapped[str] = mapped_column(default="")
    tool_version: Mapped[str] = mapped_column(default="")
    device_of: Mapped[DeviceOf]
    source: Mapped[str] = mapped_column(default="")
    """The device in words: make, model, IMEI or serial number."""
    source_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("exhibit.id"), index=True)
    """The exhibit that the device is."""
    authority: Mapped[Authority | None]
    power: Mapped[str] = mapped_column(default="")
    agreed_by: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None]
    notice_given: Mapped[bool] = mapped_column(default=False)
    """Notice in writing was given as s.39(3) of the Police, Crime, Sentencing and Courts Act 2022 asks."""
    sought: Mapped[str] = mapped_column(default="")
    necessary: Mapped[str] = mapped_column(default="")
    """To which line of enquiry it is relevant, and why it is necessary and proportionate (s.37(5))."""
    scope: Mapped[str] = mapped_column(default="")
    """What was taken, and from when to when."""
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship(foreign_keys="Acquisition.by_id")
    source_exhibit: Mapped[Exhibit | None] = relationship(foreign_keys=[source_id])
