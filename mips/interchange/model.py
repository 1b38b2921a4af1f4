"""The ledger of imports: which run read which file, and what became of every row of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from mips.core.db import Base


class FileState(StrEnum):
    LOADING = "loading"
    COMPLETE = "complete"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What became of one row. Every row has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    """Says again what another row of the same file says."""
    REJECTED = "rejected"


class ImportRun(Base):
    """One call of an import: who, from where, and when it came to its end."""

    __tablename__ = "import_run"

    source: Mapped[str]
    started_by: Mapped[str]
    finished_at: Mapped[datetime | None]
    """None: under way, or interrupted. The next run takes its unfinished files up where they stopped."""

    files: Mapped[list[ImportFile]] = relationship(
        back_populates="run", order_by="ImportFile.created_at, ImportFile.id"
    )


class ImportFile(Base):
    """One file of a run and the totals of its rows: they add up to `rows` when it is complete."""

    __tablename__ = "import_file"
    __table_args__ = (Index("ix_import_file_content", "sha256"),)
    audited: ClassVar[bool] = False

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_run.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    """Of the content as it is read, unpacked."""
    state: Mapped[FileState] = mapped_column(default=FileState.LOADING)
    reason: Mapped[str] = mapped_column(default="")
    """Why it was refused."""
    same_as_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("import_file.id"))
    """A file of the same content that was loaded before: its rows have their verdicts there."""
    rows: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    duplicate: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)

    run: Mapped[ImportRun] = relationship(back_populates="files")


class Ledger(DeclarativeBase):
    """Rows that are written once, by the hundred thousand: no id, no version of their own."""

    metadata = Base.metadata
    type_annotation_map = Base.type_annotation_map


class ImportRow(Ledger):
    """What became of one row of a file."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_entity", "entity_id", postgresql_where="entity_id IS NOT NULL"),)

    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_file.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    """The first row under the heading is 1."""
    verdict: Mapped[Verdict]
    entity_id: Mapped[uuid.UUID | None]
    """The record it made, changed or found as it says."""
    reason: Mapped[str | None]
    """Why it was rejected, or which row a duplicate repeats and where it says something else."""
    raw: Mapped[str | None]
    """The row as it stands in the file, when it was rejected."""
