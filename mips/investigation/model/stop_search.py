"""Stop and search records, as they are kept and published; what is half typed of one; what a supervisor says of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.section_60 import Section60
from mips.investigation.rules.stop_search import Extent, SearchType
from mips.record.model.event import Event


class StopSearch(Event, kind="stop-search", read=Permission.INVESTIGATION_STOP_SEARCH_READ):
    """A stop and search record (INV-12, PACE s.3), with all that is published of it. Empty or None: not known.

    What is published is kept in the words it is published in, as they were on the day.
    """

    __tablename__ = "stop_search"
    __table_args__: Any = (
        Index(
            "ix_stop_search_published_row", "published_row", unique=True, postgresql_where="published_row IS NOT NULL"
        ),
        Index(
            "ix_stop_search_unreviewed",
            "id",
            postgresql_where="reviewed_at IS NULL AND officer_id IS NOT NULL",
        ),
        Index("ix_stop_search_officer", "officer_id", postgresql_where="officer_id IS NOT NULL"),
        Index("ix_stop_search_authority", "authority_id", postgresql_where="authority_id IS NOT NULL"),
        Index("ix_stop_search_detention", "detention_id", postgresql_where="detention_id IS NOT NULL"),
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

    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who searched. None: it is known from a publication."""
    power: Mapped[str] = mapped_column(default="", server_default="")
    """Code of the list search-power; the words are `legislation`."""
    self_defined_code: Mapped[str] = mapped_column(default="", server_default="")
    officer_defined_code: Mapped[str] = mapped_column(default="", server_default="")
    not_stated_why: Mapped[str] = mapped_column(default="", server_default="")
    grounds: Mapped[str] = mapped_column(default="", server_default="")
    code_edition: Mapped[str] = mapped_column(default="", server_default="")
    """The edition of Code A in force on the day, by its title."""
    vehicle: Mapped[str] = mapped_column(default="", server_default="")
    """Registration, canonical."""
    unattended: Mapped[bool] = mapped_column(default=False, server_default=false())
    notice_left: Mapped[bool] = mapped_column(default=False, server_default=false())
    told: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether GO-WISELY was told before the search."""
    found: Mapped[str] = mapped_column(default="", server_default="")
    extent: Mapped[Extent | None]
    where_taken: Mapped[str] = mapped_column(default="", server_default="")
    """Where a search beyond outer clothing was made."""
    out_of_view: Mapped[bool | None]
    same_sex: Mapped[bool | None]
    supervisor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who was consulted before intimate parts were exposed."""
    adult_present: Mapped[bool | None]
    adult_why_not: Mapped[str] = mapped_column(default="", server_default="")
    body_worn: Mapped[bool | None]
    body_worn_why_not: Mapped[str] = mapped_column(default="", server_default="")
    force_used: Mapped[bool | None]
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("section_60.id"))
    detention_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("entity.id"))
    """The custody record it is part of (PACE s.3(2)(a))."""
    reviewed_at: Mapped[datetime | None]

    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    supervisor: Mapped[User | None] = relationship(foreign_keys=[supervisor_id])
    authority: Mapped[Section60 | None] = relationship(foreign_keys=[authority_id])
    reviews: Mapped[list[SearchReview]] = relationship(
        back_populates="search",
        order_by="SearchReview.created_at, SearchReview.id",
        primaryjoin="Entity.id == foreign(SearchReview.search_id)",
    )

    @property
    def anonymous(self) -> bool:
        """Whether the officer is named by number only (Code A 4.4)."""
        return self.power.startswith("tact-")


class SearchReview(PartOf, Base):
    """What a supervisor made of a stop and search (Code A 5). Never changed: another review adds to it."""

    __tablename__ = "stop_search_review"
    belongs_to: ClassVar[Sequence[str]] = ("search_id",)

    search_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stop_search.id"), index=True)
    by_id: Mapped[UserId]
    at: Mapped[datetime]
    enough: Mapped[bool]
    """Whether the grounds were good enough."""
    reasons: Mapped[list[str]]
    """Codes of the list search-review-reason: what was wrong with them."""
    video_seen: Mapped[bool]
    feedback: Mapped[str] = mapped_column(default="")

    search: Mapped[StopSearch] = relationship(back_populates="reviews", foreign_keys=[search_id])
    by: Mapped[User] = relationship()


class SearchDraft(Base):
    """A record half typed in the street, unchecked and for its officer only. Gone once it is on the record.

    Not audited save by save: the use case notes that it was begun, and the record journals what it became.
    """

    __tablename__ = "stop_search_draft"
    __table_args__ = (UniqueConstraint("by_id", "slot"),)
    audited: ClassVar[bool] = False

    by_id: Mapped[UserId]
    slot: Mapped[uuid.UUID]
    """Which of the records they have begun."""
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Name of each control -> the texts in it."""
    kept_at: Mapped[datetime]

    by: Mapped[User] = relationship()
