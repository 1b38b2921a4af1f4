"""Digital exhibits: a file taken in piece by piece, hashed as it is, shown and never altered (INV-9)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import filetype
import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound, RuleBroken
from mips.core.jobs import queue
from mips.core.settings import settings
from mips.investigation.jobs import join_upload
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.upload import ExhibitUpload
from mips.investigation.rules import digital as rules
from mips.investigation.rules.continuity import SECTION, check_open
from mips.investigation.usecases.joining import KEPT_FOR
from mips.record import storage
from mips.record.lookup import fetch
from mips.record.model.work import Attachment
from mips.record.usecases.attachments import openable
from mips.usecase import usecase
from mips.web.field.files import plain_name


@dataclass(frozen=True)
class Files:
    """The files of an exhibit, and those still on their way."""

    exhibit: Exhibit
    files: Sequence[Attachment]
    uploads: Sequence[ExhibitUpload]

    def shown(self) -> Iterator[Base]:
        yield self.exhibit


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_exhibit_files(actor: Actor, *, exhibit_id: uuid.UUID) -> Files:
    """The files of one exhibit, the oldest first; one's own that are still on their way or were refused."""
    exhibit = fetch(Exhibit, exhibit_id)
    files = sa.select(Attachment).where(Attachment.entity_id == exhibit.id).order_by(Attachment.id)
    coming = sa.select(ExhibitUpload).where(
        ExhibitUpload.exhibit_id == exhibit.id, ExhibitUpload.by_id == actor.id, ExhibitUpload.attachment_id.is_(None)
    )
    recent = coming.where(ExhibitUpload.begun_at > clock.now() - KEPT_FOR).order_by(ExhibitUpload.begun_at)
    return Files(exhibit, db.session.scalars(files).all(), db.session.scalars(recent).all())


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def begin_upload(actor: Actor, *, exhibit_id: uuid.UUID, name: str, size: int, modified: int = 0) -> ExhibitUpload:
    """Begin to take in a file of `size` bytes, or go on with the same file where the line was lost."""
    exhibit = fetch(Exhibit, exhibit_id)
    check_open(exhibit.now)
    rules.check_size(size, most=settings().exhibit_file_limit)
    plain = plain_name(name)
    same = sa.select(ExhibitUpload).where(
        ExhibitUpload.exhibit_id == exhibit.id,
        ExhibitUpload.by_id == actor.id,
        ExhibitUpload.ended_at.is_(None),
        *(ExhibitUpload.name == plain, ExhibitUpload.size == size, ExhibitUpload.modified == modified),
    )
    if (begun := db.session.scalars(same).first()) is not None:
        return begun
    row = ExhibitUpload(
        exhibit_id=exhibit.id,
        name=plain,
        media_type=rules.kind_of(plain),
        size=size,
        modified=modified,
        received=0,
        parts=0,
        by_id=actor.id,
        begun_at=clock.now(),
    )
    db.session.add(row)
    return row


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def receive_piece(actor: Actor, *, upload_id: uuid.UUID, offset: int, content: bytes) -> ExhibitUpload:
    """Take in the next piece. The last one has the file put together. Raises RuleBroken, NotFound."""
    row = _mine(actor, upload_id, alone=True)
    if row.ended_at is not None:
        raise RuleBroken(row.ended_why or "This file has been taken in already", rule=SECTION, field="file")
    rules.check_piece(offset=offset, received=row.received, length=len(content), size=row.size)
    if offset == 0 and (wrong := _what_is_wrong(row, content)):
        row.ended_at, row.ended_why = clock.now(), wrong
        return row
    storage.keep_part(str(row.id), row.parts, content)
    row.received, row.parts = row.received + len(content), row.parts + 1
    if row.whole:
        queue(join_upload, upload_id=str(row.id))
    return row


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.CONSULTED, recorded=False)
def read_upload(actor: Actor, *, upload_id: uuid.UUID) -> ExhibitUpload:
    """How much of a file has been received. Only whoever began it is told."""
    return _mine(actor, upload_id)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def open_exhibit_file(actor: Actor, *, exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """A file of an exhibit, to be shown or played from its beginning. Raises RuleBroken for what is held back."""
    return _file(exhibit_id, attachment_id)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED, recorded=False)
def go_on_with_file(actor: Actor, *, exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """The same further on: a player asks for stretch after stretch of what it began to play, which was recorded."""
    return _file(exhibit_id, attachment_id)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.DISCLOSED)
def download_exhibit_file(actor: Actor, *, exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """Give a file of an exhibit out, as it is."""
    return _file(exhibit_id, attachment_id)


def _file(exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    exhibit, file = fetch(Exhibit, exhibit_id), fetch(Attachment, attachment_id)
    if file.entity_id != exhibit.id:
        raise NotFound
    return openable(file)


def _mine(actor: Actor, upload_id: uuid.UUID, *, alone: bool = False) -> ExhibitUpload:
    found = sa.select(ExhibitUpload).where(ExhibitUpload.id == upload_id, ExhibitUpload.by_id == actor.id)
    row = db.session.scalars(found.with_for_update(of=ExhibitUpload) if alone else found).one_or_none()
    if row is None:
        raise NotFound("No such upload")
    return row


def _what_is_wrong(row: ExhibitUpload, content: bytes) -> str:
    try:
        rules.check_is_what_it_says(row.name, row.media_type, filetype.guess_mime(content))
    except RuleBroken as wrong:
        return wrong.said
    return ""
