"""One run over files and folders: a verdict for every file, each in transactions of its own, nothing done twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import sqlalchemy as sa

from mips.access.policy import Actor
from mips.core import db
from mips.interchange.model import FileState, ImportFile, Verdict
from mips.interchange.police_uk.errors import FileRefused, ImportUnderWay
from mips.interchange.police_uk.files import Found, Unreadable, find
from mips.interchange.police_uk.usecases import finish_run, load_rows, refuse_file, start_run, take_file

ONE_AT_A_TIME: Final = 0x4D49_5053_494D
"""The advisory lock of whoever imports: "MIPSIM"."""
TOTALS: Final = ("rows", *(verdict.value for verdict in Verdict))


@dataclass(frozen=True)
class Report:
    """What became of one file: its totals, or why it was refused."""

    file: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    refused: str = ""

    @classmethod
    def of(cls, file: ImportFile) -> Report:
        return cls(file=file.name, refused=file.reason, **{name: getattr(file, name) for name in TOTALS})

    def totals(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in TOTALS}


class Watcher(Protocol):
    """Whoever is told how far a run has come."""

    def begins(self, name: str) -> None: ...

    def has(self, done: int, rows: int) -> None: ...


def in_all(reports: Iterable[Report]) -> Report:
    """The sum of all files, under the name `all`."""
    kept = list(reports)
    return Report(file="all", **{name: sum(getattr(report, name) for report in kept) for name in TOTALS})


def import_files(actor: Actor, paths: Iterable[Path], watcher: Watcher) -> Iterator[Report]:
    """Read every file under the paths. One that is refused stops alone: the others are read.

    Raises ImportUnderWay when another run is at work on this database.
    """
    with _alone_on_one_connection():
        run = start_run(actor)
        for found in find(paths):
            watcher.begins(found.name)
            yield Report.of(_import(actor, run.id, found, watcher))
        finish_run(actor, run_id=run.id)


def _import(actor: Actor, run_id: uuid.UUID, found: Found | Unreadable, watcher: Watcher) -> ImportFile:
    if isinstance(found, Unreadable):
        return refuse_file(actor, run_id=run_id, name=found.name, reason=found.reason)
    try:
        file = take_file(actor, run_id=run_id, found=found)
    except FileRefused as refused:
        return refuse_file(actor, run_id=run_id, name=found.name, reason=refused.detail)
    while file.state is FileState.LOADING:
        watcher.has(file.rows_done, file.rows)
        file = load_rows(actor, file_id=file.id)
    watcher.has(file.rows_done, file.rows)
    return file


@contextmanager
def _alone_on_one_connection() -> Iterator[None]:
    """Hold the session to one connection, on which the staged rows lie, across its transactions; and nobody else in."""
    bind = db.session.get_bind()
    if isinstance(bind, sa.Connection):
        with _locked(bind):
            yield
        return
    with bind.connect() as connection, _locked(connection):
        connection.commit()
        db.session.remove()
        db.session.configure(bind=connection)
        try:
            yield
        finally:
            db.session.remove()
            db.session.configure(bind=bind)
            connection.rollback()


@contextmanager
def _locked(connection: sa.Connection) -> Iterator[None]:
    if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(ONE_AT_A_TIME))):
        raise ImportUnderWay
    try:
        yield
    finally:
        connection.scalar(sa.select(sa.func.pg_advisory_unlock(ONE_AT_A_TIME)))
