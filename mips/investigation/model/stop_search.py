"""Stop and search records, as they are kept and published."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mips.access.permissions import Permission
from mips.record.model.event import Event


class SearchType(StrEnum):
    PERSON = "Person search"
    VEHICLE = "Vehicle search"
    PERSON_AND_VEHICLE = "Person and Vehicle search"


class StopSearch(Event, kind="stop-search", read=Permission.INVESTIGATION_STOP_SEARCH_READ):
    """A stop and search record (INV-12, PACE s.3), with all that is published of it. Empty or None: not known."""

    __tablename__ = "stop_search"
    __table_args__: Any = (
        Index(
            "ix_stop_search_published_row", "published_row", unique=True, postgresql_where="published_row IS NOT NULL"
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    search_type: Mapped[SearchType]
    in_operation: Mapped[bool | None]
    operation: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(default="")
    age_range: Mapped[str] = mapped_column(default="")
    self_defined_ethnicity: Mapped[str] = mapped_column(default="")
    officer_defined_ethnicity: Mapped[str] = mapped_column(default="")
    legislation: Mapped[str] = mapped_column(default="")
    searched_for: Mapped[str] = mapped_column(default="")
    """Object of the search."""
    outcome: Mapped[str] = mapped_column(default="")
    outcome_linked: Mapped[bool | None]
    """Whether the outcome had to do with the object of the search."""
    more_than_outer_clothing: Mapped[bool | None]
    published_row: Mapped[uuid.UUID | None]
    """Digest of what the published row says and of its turn among equal rows."""
