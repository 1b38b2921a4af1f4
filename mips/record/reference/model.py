"""Code lists in dated tables. An item that ends stays: what was recorded with it must still be readable."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Computed, ForeignKey, Index
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from mips.core.db import Base


class ReferenceItem(Base):
    """One item of one list."""

    __tablename__ = "reference_item"
    __table_args__ = (
        Index(
            "ix_reference_item_code",
            "list_name",
            "code",
            "valid_from",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )
    audited: ClassVar[bool] = False

    list_name: Mapped[str]
    code: Mapped[str]
    title: Mapped[str]
    position: Mapped[int]
    extra: Mapped[dict[str, Any]]
    """What else its source says of it."""
    valid_from: Mapped[date | None]
    """None: nobody says since when."""
    valid_until: Mapped[date | None]
    """The last day it may be used; None: still in use."""


class ListedOffence(Base):
    """One offence code, national (CAS-3) or of one force's own making."""

    __tablename__ = "offence_code"
    __table_args__ = (
        Index("ix_offence_code_code", "code", "valid_from", unique=True, postgresql_nulls_not_distinct=True),
        Index("ix_offence_code_prefix", "code", postgresql_ops={"code": "text_pattern_ops"}),
        Index("ix_offence_code_words", "words", postgresql_using="gin"),
    )
    audited: ClassVar[bool] = False

    code: Mapped[str]
    title: Mapped[str]
    """Empty for codes whose wording was never published."""
    category: Mapped[str]
    """CE either way, CI indictable only, CM summary motoring, CS summary otherwise; more in list `offence-category`."""
    ho_class: Mapped[str]
    """Home Office class and subclass, 046/00; empty when the source has none."""
    notifiable: Mapped[bool]
    """Counted by the Home Office."""
    recordable: Mapped[bool]
    """Recorded on the PNC; not the same as notifiable."""
    force_local: Mapped[bool]
    """Does not have the form of CAS-3: a code of one force's own."""
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    words: Mapped[Any] = mapped_column(TSVECTOR(), Computed("to_tsvector('english', title)", persisted=True))


class ReferenceLoad(Base):
    """One load that changed something: from what, and how much."""

    __tablename__ = "reference_load"

    source: Mapped[str]
    added: Mapped[int]
    changed: Mapped[int]
    ended: Mapped[int]
    lists: Mapped[dict[str, Any]]
    """List -> {added, changed, ended}."""


class ReferenceChange(Base):
    """An item that a load changed or ended, as it was before and as it is now."""

    __tablename__ = "reference_change"
    __table_args__ = (Index("ix_reference_change_item", "list_name", "code"),)
    audited: ClassVar[bool] = False

    load_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("reference_load.id", deferrable=True, initially="DEFERRED"), index=True
    )
    list_name: Mapped[str]
    code: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
