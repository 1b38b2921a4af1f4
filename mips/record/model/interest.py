"""In whose hands a record is besides its owner's, since when and why: what the scopes `t` and `o` of ROL-3 reach."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mips.access.policy import PartOf
from mips.core.db import Base, UserId


class InterestKind(StrEnum):
    """Why a record is somebody's to read as their own."""

    OFFICER_IN_CASE = "officer-in-case"
    APPROPRIATE_ADULT = "appropriate-adult"


class Interest(PartOf, Base):
    """One user's interest in one record, until it ends. Entity.interested repeats the users of those that have not."""

    __tablename__ = "interest"
    __table_args__ = (Index("ix_interest_live", "entity_id", postgresql_where="ended_at IS NULL"),)
    belongs_to: ClassVar[Sequence[str]] = ("entity_id",)

    entity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))
    user_id: Mapped[UserId]
    kind: Mapped[InterestKind]
    ended_at: Mapped[datetime | None]
