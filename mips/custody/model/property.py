"""What a detainee had with them, item by item, until custody no longer holds it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.model.signing import Signature
from mips.custody.rules.property import PropertyEnd, Retained, Signed


class PropertyItem(OfDetention, Base):
    """One article or bag. Property is not an exhibit: an item that becomes one ends here, with its reference."""

    __tablename__ = "custody_property"
    __table_args__ = (Index("uq_custody_property_number", "detention_id", "number", unique=True),)

    number: Mapped[int]
    description: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    pence: Mapped[int | None]
    """Of cash: the total."""
    cash: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Of cash: how many of each denomination, by its pence."""
    seal: Mapped[str] = mapped_column(default="")
    location: Mapped[str] = mapped_column(default="")
    effects: Mapped[bool] = mapped_column(default=False)
    """Clothing or a personal effect: kept from them only for a reason."""
    clothing: Mapped[bool] = mapped_column(default=False)
    with_detainee: Mapped[bool] = mapped_column(default=False)
    retained: Mapped[Retained | None]
    replaced: Mapped[str] = mapped_column(default="")
    """What was offered instead of clothing."""
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[UserId]
    witness_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    signed: Mapped[Signed]
    signed_why: Mapped[str] = mapped_column(default="")
    signature_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_signature.id"))
    """For the list of what was taken in; several items share it."""

    end: Mapped[PropertyEnd | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    ended_whom: Mapped[str] = mapped_column(default="")
    """Who had it, or the number of the person escort record or of the exhibit."""
    ended_why: Mapped[str] = mapped_column(default="")
    ended_signed: Mapped[str] = mapped_column(default="")
    """What the detainee did for what they were given: a value of Signed."""
    ended_signature_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_signature.id"))

    taken_by: Mapped[User] = relationship(foreign_keys="PropertyItem.taken_by_id")
    witness: Mapped[User | None] = relationship(foreign_keys=[witness_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])
    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])
    ended_signature: Mapped[Signature | None] = relationship(foreign_keys=[ended_signature_id])

    @property
    def name(self) -> str:
        """'2 rings', 'Cash £20.00'."""
        return f"{self.quantity} x {self.description}" if self.quantity > 1 else self.description

    @property
    def signed_for(self) -> Signed | None:
        return Signed(self.ended_signed) if self.ended_signed else None

    @property
    def held(self) -> bool:
        """Still for custody to give back."""
        return self.end is None and not self.with_detainee
