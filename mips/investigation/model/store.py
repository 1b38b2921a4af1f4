"""Property stores and the shelves in them: reference data of the force, not part of anybody's record."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base
from mips.investigation.rules.two_persons import ShelfKind


class PropertyStore(Base):
    """A room in which property is kept. `keeper` is told of what goes missing."""

    __tablename__ = "property_store"

    name: Mapped[str] = mapped_column(unique=True)
    station: Mapped[str] = mapped_column(default="")
    keeper_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    closed_at: Mapped[datetime | None]

    keeper: Mapped[User | None] = relationship()
    shelves: Mapped[list[PropertyShelf]] = relationship(back_populates="store", order_by="PropertyShelf.code")


class PropertyShelf(Base):
    """One place in a store, under the code that stands on its label."""

    __tablename__ = "property_shelf"
    __table_args__ = (UniqueConstraint("store_id", "code"),)

    store_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("property_store.id"))
    code: Mapped[str]
    shelf_kind: Mapped[ShelfKind] = mapped_column(default=ShelfKind.SHELF)
    closed_at: Mapped[datetime | None]

    store: Mapped[PropertyStore] = relationship(back_populates="shelves")

    @property
    def name(self) -> str:
        """'Charing Cross store, B12'."""
        return f"{self.store.name}, {self.code}"
