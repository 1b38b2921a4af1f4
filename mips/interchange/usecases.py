"""Read the ledger of imports: which files came, and what became of each of their rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.interchange.model import ImportFile, ImportRow, Verdict
from mips.record.lookup import fetch
from mips.usecase import usecase
from mips.web.keyset import Page, paged

A_PAGE = 50


@dataclass(frozen=True)
class FileRead:
    """A file and one page of its rows. Where it was read before, `ledger` is the file that holds their verdicts."""

    file: ImportFile
    ledger: ImportFile
    page: Page[ImportRow]

    def shown(self) -> Iterator[ImportFile]:
        yield self.file


@usecase(Permission.INTERCHANGE_RUN_READ, verb=Verb.CONSULTED)
def list_imports(_actor: Actor, *, after: str | None = None) -> Page[ImportFile]:
    """Imported and refused files, the last first."""
    files = sa.select(ImportFile).options(joinedload(ImportFile.run))
    return paged(db.session, files, by=(ImportFile.id.desc(),), after=after)


@usecase(Permission.INTERCHANGE_RUN_READ, verb=Verb.CONSULTED)
def read_import(
    _actor: Actor,
    *,
    file_id: uuid.UUID,
    verdict: Verdict | None = None,
    row: int | None = None,
    after: str | None = None,
) -> FileRead:
    """A file with what became of its rows in their order: all, those of one verdict, or one by its number."""
    file = fetch(ImportFile, file_id, joinedload(ImportFile.run))
    ledger = fetch(ImportFile, file.same_as_id) if file.same_as_id else file
    rows = sa.select(ImportRow).where(ImportRow.file_id == ledger.id)
    if verdict is not None:
        rows = rows.where(ImportRow.verdict == verdict)
    if row is not None:
        rows = rows.where(ImportRow.row == row)
    return FileRead(file, ledger, paged(db.session, rows, by=(ImportRow.row,), after=after, size=A_PAGE))
