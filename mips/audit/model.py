"""The append-only journal and its seals. The application's database role may INSERT and SELECT here, nothing else.

The tables are partitioned by month and guarded by triggers; those are made by the migration (CNT-10).
"""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import BigInteger, Index, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import Uuid

from mips.core.db import Base, new_id


class Verb(StrEnum):
    """The processing operations of DPA 2018 s.62 that must be logged."""

    COLLECTED = "collected"
    ALTERED = "altered"
    CONSULTED = "consulted"
    DISCLOSED = "disclosed"
    COMBINED = "combined"
    ERASED = "erased"


READING: Final = frozenset({Verb.CONSULTED, Verb.DISCLOSED})


class Journal(DeclarativeBase):
    """Tables of the journal: no version, never changed. They share the metadata of everything else."""

    metadata = Base.metadata
    type_annotation_map = Base.type_annotation_map
    audited: ClassVar[bool] = False


class JournalEntry(Journal):
    """Who did what to which record, when, from where and why. What it said lies in JournalDetail."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_subject", "subject_kind", "subject_id", "at"),
        Index("ix_journal_entry_actor", "actor_id", "at"),
        Index("ix_journal_entry_subjects", "subjects", postgresql_using="gin"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(primary_key=True, server_default=func.clock_timestamp())
    verb: Mapped[Verb]
    usecase: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    actor_name: Mapped[str]
    actor_role: Mapped[str]
    origin: Mapped[str]
    request: Mapped[str]
    reason: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    row_kind: Mapped[str]
    row_id: Mapped[uuid.UUID | None]
    subjects: Mapped[list[uuid.UUID] | None] = mapped_column(ARRAY(Uuid()))
    """For a list, search or board: every record it showed."""
    digest: Mapped[bytes]
    """SHA-256 over the salt and the values of its detail, so that the detail can go and the entry still prove."""


class JournalDetail(Journal):
    """The values an entry speaks of. Only the retention role may remove one, which is itself an entry."""

    __tablename__ = "journal_detail"
    __table_args__ = ({"postgresql_partition_by": "RANGE (at)"},)

    entry_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True, server_default=func.clock_timestamp())
    salt: Mapped[bytes]
    values: Mapped[dict[str, Any]]


class Seal(Journal):
    """The root of one batch of entries, chained to the last and signed."""

    __tablename__ = "seal"

    number: Mapped[int] = mapped_column(BigInteger(), primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    horizon: Mapped[datetime]
    """Every entry before this instant has its place: one that appears later was inserted."""
    entries: Mapped[int]
    root: Mapped[bytes]
    chained: Mapped[bytes]
    """SHA-256 over the last seal's chained value and everything above."""
    signature: Mapped[bytes]


class SealLeaf(Journal):
    """The place of one entry under one seal."""

    __tablename__ = "seal_leaf"
    __table_args__ = (Index("ix_seal_leaf_place", "seal", "place"),)

    entry_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seal: Mapped[int] = mapped_column(BigInteger())
    place: Mapped[int]
    leaf: Mapped[bytes]
    """What was sealed, so that a changed entry can be named and not only known of."""
