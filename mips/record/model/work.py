"""What people do to a record day by day: log entries, tasks, attached files, and the numbers records are known by."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.record.model.entity import Entity


class LogEntry(PartOf, Base):
    """One line of a record's log: append-only, corrected only by a later entry. `created_at` is the entry time."""

    __tablename__ = "log_entry"
    __table_args__ = (Index("ix_log_entry_of", "entity_id", "at"),)
    belongs_to: ClassVar[Sequence[str]] = ("entity_id",)

    entity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))
    at: Mapped[datetime]
    """When the thing spoken of happened."""
    kind: Mapped[str] = mapped_column(default="entry")
    text: Mapped[str]
    author_id: Mapped[UserId]
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("log_entry.id"))

    author: Mapped[User] = relationship()


class TaskUrgency(StrEnum):
    ROUTINE = "routine"
    URGENT = "urgent"


class Task(PartOf, Base):
    """One thing somebody is to do: the one worklist for everybody."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_open", "assignee_id", "due_at", postgresql_where="done_at IS NULL"),)
    belongs_to: ClassVar[Sequence[str]] = ("entity_id",)

    entity_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("entity.id"), index=True)
    title: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    endpoint: Mapped[str] = mapped_column(default="")
    """The page on which it is done; empty: the record's own."""
    urgency: Mapped[TaskUrgency] = mapped_column(default=TaskUrgency.ROUTINE)
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"), index=True)
    raised_by_id: Mapped[UserId]
    due_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    result: Mapped[str] = mapped_column(default="")

    entity: Mapped[Entity | None] = relationship()
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])


class Attachment(PartOf, Base):
    """A file that hangs on a record. The bytes are stored once, by their content's hash."""

    __tablename__ = "attachment"
    belongs_to: ClassVar[Sequence[str]] = ("entity_id",)

    entity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(index=True)
    scanned_at: Mapped[datetime | None]
    malware: Mapped[str] = mapped_column(default="")
    """What the scanner found; such a file is never given out."""


class NumberSeries(Base):
    """The last number given in a yearly series: crime numbers, custody numbers, URNs."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("series", "year"),)
    audited: ClassVar[bool] = False

    series: Mapped[str]
    year: Mapped[int]
    last: Mapped[int]
