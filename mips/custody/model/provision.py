"""Meals, drinks, exercise, washing and what else somebody is given in custody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.welfare import ProvisionKind


class Provision(OfDetention, Base):
    """One thing given or done, or offered and declined."""

    __tablename__ = "custody_provision"
    __table_args__ = (Index("ix_custody_provision_of", "detention_id", "at"),)

    kind: Mapped[ProvisionKind]
    at: Mapped[datetime]
    by_id: Mapped[UserId]
    declined: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship()
