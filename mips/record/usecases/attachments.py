"""Files that hang on a record: taken in when they are what they say, stored once, given out as a disclosure."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid, NotFound
from mips.record import bombs, storage
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.person import Photograph
from mips.record.model.work import Attachment
from mips.usecase import usecase
from mips.web.fields import Uploaded
from mips.web.keyset import Page, paged


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def attach_file(actor: Actor, *, entity_id: uuid.UUID, file: Uploaded) -> Attachment:
    """Hang a file on a record. Raises InputInvalid for what would be dangerous to open, with nothing stored."""
    entity = fetch(Entity, entity_id)
    return hang(entity.id, file)


def hang(entity_id: uuid.UUID, file: Uploaded) -> Attachment:
    """The same for use cases that take a file among other things: the row, with its content in the store."""
    if danger := bombs.danger_in(file.content, file.type, file.size):
        raise InputInvalid({"file": [danger]})
    attachment = Attachment(
        entity_id=entity_id,
        name=file.name,
        media_type=file.type,
        size=file.size,
        sha256=storage.keep(file.content),
    )
    db.session.add(attachment)
    return attachment


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED)
def list_attachments(actor: Actor, *, entity_id: uuid.UUID, after: str | None = None) -> Page[Attachment]:
    """The files of a record, newest first."""
    entity = fetch(Entity, entity_id)
    statement = sa.select(Attachment).where(Attachment.entity_id == entity.id)
    return paged(db.session, statement, by=[Attachment.id.desc()], after=after)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.DISCLOSED)
def download_attachment(actor: Actor, *, attachment_id: uuid.UUID) -> Attachment:
    """Give out a file; what it holds is read with `content_of`."""
    return fetch(Attachment, attachment_id)


def content_of(attachment: Attachment) -> Iterator[bytes]:
    """The bytes, a block at a time. Raises NotFound when the store has lost them."""
    return storage.read(attachment.sha256)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED)
def see_photograph(actor: Actor, *, person_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """A photograph of a person, to be shown on a page."""
    statement = sa.select(Photograph.attachment_id).where(
        Photograph.person_id == person_id, Photograph.attachment_id == attachment_id
    )
    if db.session.scalar(statement) is None:
        raise NotFound
    return fetch(Attachment, attachment_id)
