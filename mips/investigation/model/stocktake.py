"""Stocktakes of property stores: what was read off each shelf, and what differed from the record."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.store import PropertyShelf, PropertyStore
from mips.investigation.rules.stocktake import Differs


class StockTake(Base):
    """One count of a store, open until somebody ends it. A store has one open at a time."""

    __tablename__ = "stock_take"
    __table_args__ = (
        Index("uq_stock_take_open", "store_id", unique=True, postgresql_where="ended_at IS NULL"),
        Index("ix_stock_take_store", "store_id", "begun_at"),
    )

    store_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("property_store.id"))
    begun_at: Mapped[datetime]
    by_id: Mapped[UserId]
    second_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who counts with them: needed for what is kept under two persons."""
    ended_at: Mapped[datetime | None]
    found: Mapped[int] = mapped_column(default=0)
    """How many were where the record has them, once it has ended."""

    store: Mapped[PropertyStore] = relationship()
    by: Mapped[User] = relationship(foreign_keys="StockTake.by_id")
    second: Mapped[User | None] = relationship(foreign_keys=[second_id])
    differences: Mapped[list[StockDifference]] = relationship(
        back_populates="stock_take", order_by="StockDifference.created_at, StockDifference.id"
    )


class StockCount(PartOf, Base):
    """A number that was read off a shelf. Read again, its later shelf counts. Hidden with the exhibit."""

    __tablename__ = "stock_count"
    belongs_to: ClassVar[Sequence[str]] = ("exhibit_id",)
    __table_args__ = (UniqueConstraint("stock_take_id", "code"),)

    stock_take_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stock_take.id"))
    code: Mapped[str]
    exhibit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("exhibit.id"), index=True)
    shelf_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("property_shelf.id"))
    at: Mapped[datetime]
    by_id: Mapped[UserId]


class StockDifference(PartOf, Base):
    """What was not where the record has it, until somebody says what became of it. Hidden with the exhibit."""

    __tablename__ = "stock_difference"
    belongs_to: ClassVar[Sequence[str]] = ("exhibit_id",)

    stock_take_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stock_take.id"), index=True)
    differs: Mapped[Differs]
    exhibit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("exhibit.id"), index=True)
    code: Mapped[str] = mapped_column(default="")
    recorded_on_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("property_shelf.id"))
    counted_on_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("property_shelf.id"))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    settled_how: Mapped[str] = mapped_column(default="")

    stock_take: Mapped[StockTake] = relationship(back_populates="differences")
    exhibit: Mapped[Exhibit | None] = relationship(foreign_keys=[exhibit_id])
    recorded_on: Mapped[PropertyShelf | None] = relationship(foreign_keys=[recorded_on_id])
    counted_on: Mapped[PropertyShelf | None] = relationship(foreign_keys=[counted_on_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
