"""Searches in custody, with what is counted of them (CUS-13)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.searches import Adult, DoneBy, PlaceKind, Scan, SearchKind
from mips.record.model.person import Sex


class Search(OfDetention, Base):
    """One search of somebody in custody: by what authority, where, by whom, before whom, with what result."""

    __tablename__ = "custody_search"

    kind: Mapped[SearchKind]
    at: Mapped[datetime]
    location: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    authorised_by_id: Mapped[UserId]
    authorised_at: Mapped[datetime]
    authorised_rank: Mapped[int]
    """Of whoever authorised it, then."""
    consulted_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """The inspector whom the custody officer consulted."""
    searcher_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    second_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    others: Mapped[str] = mapped_column(default="")
    searcher_sex: Mapped[Sex]
    same_sex: Mapped[bool]
    exposed: Mapped[bool] = mapped_column(default=False)
    half_clothed: Mapped[bool] = mapped_column(default=False)
    vulnerable: Mapped[bool] = mapped_column(default=False)
    under_18: Mapped[bool] = mapped_column(default=False)
    age: Mapped[int | None]
    """On the day, where the date of birth is known."""
    adult: Mapped[Adult | None]
    adult_why: Mapped[str] = mapped_column(default="")
    drugs: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[bool] = mapped_column(default=False)
    done_by: Mapped[DoneBy | None]
    done_by_name: Mapped[str] = mapped_column(default="")
    impracticable_why: Mapped[str] = mapped_column(default="")
    hcp_there: Mapped[bool] = mapped_column(default=False)
    """At an intimate search by a constable: whether a doctor or nurse was. PACE 1984 s.55(15)(c)."""
    place: Mapped[PlaceKind | None]
    scan: Mapped[Scan | None]
    """Of a search under s.55A."""
    parts: Mapped[str] = mapped_column(default="")
    found: Mapped[str] = mapped_column(default="")
    item_found: Mapped[bool] = mapped_column(default=False)
    seized_why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    authorised_by: Mapped[User] = relationship(foreign_keys="Search.authorised_by_id")
    searcher: Mapped[User | None] = relationship(foreign_keys=[searcher_id])
    second: Mapped[User | None] = relationship(foreign_keys=[second_id])
    consulted: Mapped[User | None] = relationship(foreign_keys=[consulted_id])
    by: Mapped[User] = relationship(foreign_keys="Search.by_id")
