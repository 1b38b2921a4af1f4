"""Read published files into the record: start a run, take a file on, load it chunk by chunk, finish."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.interchange.model import FileState, ImportFile, ImportRun
from mips.interchange.police_uk import loading
from mips.interchange.police_uk.files import Found
from mips.interchange.police_uk.formats import Kind, Lists
from mips.interchange.police_uk.reading import Published
from mips.record.lookup import fetch
from mips.record.reference.lookup import ever_listed, listed
from mips.usecase import usecase

SOURCE = "data.police.uk"


@usecase(Permission.INTERCHANGE_RUN_CREATE, verb=Verb.COLLECTED)
def start_run(actor: Actor) -> ImportRun:
    """Open the ledger of one run."""
    run = ImportRun(source=SOURCE, started_by=actor.name)
    db.session.add(run)
    return run


@usecase(Permission.INTERCHANGE_RUN_CREATE, verb=Verb.ALTERED)
def finish_run(_actor: Actor, *, run_id: uuid.UUID) -> ImportRun:
    """Close the ledger of a run that came to its end."""
    run = fetch(ImportRun, run_id)
    run.finished_at = clock.now()
    return run


@usecase(Permission.INTERCHANGE_RUN_CREATE, verb=Verb.COLLECTED)
def refuse_file(_actor: Actor, *, run_id: uuid.UUID, name: str, reason: str) -> ImportFile:
    """Keep that a file was refused, and why. Nothing of it was loaded."""
    file = ImportFile(run_id=run_id, name=name, state=FileState.REFUSED, reason=reason)
    db.session.add(file)
    return file


@usecase(Permission.INTERCHANGE_RUN_CREATE, verb=Verb.COLLECTED, bulk=True)
def take_file(_actor: Actor, *, run_id: uuid.UUID, found: Found) -> ImportFile:
    """Take a file on: as new, where an interrupted run left it, or as one whose rows all have their verdicts.

    A file that is not complete afterwards is staged on this connection, for `load_rows`. Raises FileRefused when
    anything in it is malformed: then nothing of it is kept.
    """
    sha256 = found.fingerprint()
    if (known := _loaded_before(sha256)) is not None:
        return _same_again(run_id, found.name, known)
    file = _interrupted(sha256) or ImportFile(sha256=sha256, rows_done=0)
    file.run_id, file.name = run_id, found.name
    with found.read() as content:
        published = Published(content, found.name, lists())
        file.kind = published.kind
        file.rows = loading.stage(published.kind, published)
    if file.rows == 0:
        file.state = FileState.COMPLETE
    db.session.add(file)
    return file


@usecase(Permission.INTERCHANGE_RUN_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED], bulk=True)
def load_rows(actor: Actor, *, file_id: uuid.UUID, most: int = loading.CHUNK) -> ImportFile:
    """Load the next rows of the staged file: the record, its journal and the ledger in one transaction."""
    file = _fresh(file_id)
    first, last = file.rows_done + 1, min(file.rows_done + most, file.rows)
    chunk = loading.Chunk(file.id, Kind(file.kind), first, last, clock.now(), load_rows.name)
    loading.load(actor, chunk)
    return _fresh(file_id)


def lists() -> Lists:
    """What the code lists say of published words today."""
    forces = listed("published-force")
    return Lists(
        forces={named: item.extra["force"] for item in forces for named in (item.title, item.code)},
        categories={item.title: item.extra.get("notifiable", True) for item in ever_listed("published-category")},
        outcomes=frozenset(item.title for item in listed("published-outcome")),
    )


def _fresh(file_id: uuid.UUID) -> ImportFile:
    wanted = select(ImportFile).where(ImportFile.id == file_id).execution_options(populate_existing=True)
    return db.session.scalars(wanted).one()


def _loaded_before(sha256: str) -> ImportFile | None:
    """A file of this content whose every row is on the record. One with rejected rows is read again: lists grow."""
    wanted = select(ImportFile).where(
        ImportFile.sha256 == sha256,
        ImportFile.state == FileState.COMPLETE,
        ImportFile.same_as_id.is_(None),
        ImportFile.rejected == 0,
    )
    return db.session.scalars(wanted.order_by(ImportFile.created_at).limit(1)).one_or_none()


def _interrupted(sha256: str) -> ImportFile | None:
    wanted = select(ImportFile).where(ImportFile.sha256 == sha256, ImportFile.state == FileState.LOADING)
    return db.session.scalars(wanted.order_by(ImportFile.created_at).limit(1)).one_or_none()


def _same_again(run_id: uuid.UUID, name: str, known: ImportFile) -> ImportFile:
    """Every row that stood is as it was; every duplicate is one still."""
    file = ImportFile(
        run_id=run_id,
        name=name,
        kind=known.kind,
        sha256=known.sha256,
        state=FileState.COMPLETE,
        same_as_id=known.id,
        rows=known.rows,
        rows_done=known.rows,
        unchanged=known.created + known.updated + known.unchanged,
        duplicate=known.duplicate,
    )
    db.session.add(file)
    return file
