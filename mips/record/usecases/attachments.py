"""Files that hang on a record: taken in when they are what they say, stored once, given out as a disclosure."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import KINDS, Actor, Limited
from mips.access.reasons import Why
from mips.audit.model import Verb
from mips.core import clock, db, malware
from mips.core.errors import Forbidden, InputInvalid, NotFound, ReasonNeeded, RuleBroken
from mips.core.settings import settings
from mips.record import bombs, storage
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.person import Photograph
from mips.record.model.work import Attachment
from mips.usecase import usecase
from mips.web.fields import Uploaded
from mips.web.keyset import Page, paged

SILENT: Final = (
    "Files cannot be taken just now: the malware scanner does not answer. "
    "Nothing else you typed is lost: choose the file again later, or tell the service desk"
)
log = logging.getLogger(__name__)


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def attach_file(actor: Actor, *, entity_id: uuid.UUID, file: Uploaded) -> Attachment:
    """Hang a file on a record. Raises InputInvalid for what is dangerous to open, with nothing stored."""
    entity = fetch(Entity, entity_id)
    return hang(entity.id, file)


def hang(entity_id: uuid.UUID, file: Uploaded) -> Attachment:
    """The same for use cases that take a file among other things: the row, with its content in the store."""
    if danger := bombs.danger_in(file.content, file.type, file.size):
        raise InputInvalid({"file": [danger]})
    scanned_at = _looked_at(file)
    attachment = Attachment(
        entity_id=entity_id,
        name=file.name,
        media_type=file.type,
        size=file.size,
        sha256=_stored(file),
        scanned_at=scanned_at,
    )
    db.session.add(attachment)
    return attachment


def _looked_at(file: Uploaded) -> datetime | None:
    """When the scanner found nothing; None where there is none, or while it is silent and files may be held."""
    if not malware.configured():
        return None
    try:
        found = malware.found_in(storage.blocks_of(file.content))
    except malware.ScannerSilent as silent:
        log.warning("the malware scanner is silent: %s", silent)
        if settings().clamav_holds:
            return None
        raise InputInvalid({"file": [SILENT]}) from silent
    if found:
        log.warning("malware refused", extra={"malware": found})
        raise InputInvalid(
            {"file": [f"The file holds malware ({found}) and was not stored. Tell information security"]}
        )
    return clock.now()


def _stored(file: Uploaded) -> str:
    """Under a lock on the content, so that the sweep of files no record names leaves it alone until we are done."""
    sha256 = storage.hash_of(file.content)
    db.session.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(storage.lock_number(sha256))))
    return storage.keep(file.content)


def openable(attachment: Attachment) -> Attachment:
    """The file, if it may be given out. Raises RuleBroken for what holds malware or was not looked at yet."""
    if attachment.malware:
        raise RuleBroken(f"This file holds malware ({attachment.malware}). It is not given out", rule="malware")
    if attachment.scanned_at is None and malware.configured():
        raise RuleBroken("This file is held until it has been looked at for malware. Try again soon", rule="held")
    return attachment


def as_the_record(actor: Actor, entity_id: uuid.UUID) -> Entity:
    """The record, for who sees all of it: its files are seen as it is (ROL-4). Raises Forbidden, ReasonNeeded."""
    entity = fetch(Entity, entity_id)
    reading = KINDS[entity.kind]
    if actor.owes_reason(reading):
        raise ReasonNeeded(Why.ROLE.said, why=Why.ROLE, permission=reading)
    if not actor.sees_all_of(reading, entity):
        raise Forbidden("Only somebody who may read all of a record may open its files", permission=reading)
    return entity


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def list_attachments(actor: Actor, *, entity_id: uuid.UUID, after: str | None = None) -> Page[Attachment]:
    """The files of a record, newest first."""
    entity = as_the_record(actor, entity_id)
    statement = sa.select(Attachment).where(Attachment.entity_id == entity.id)
    return paged(db.session, statement, by=[Attachment.id.desc()], after=after)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def download_attachment(actor: Actor, *, attachment_id: uuid.UUID) -> Attachment:
    """Give out a file; what it holds is read with `content_of`."""
    attachment = fetch(Attachment, attachment_id)
    as_the_record(actor, attachment.entity_id)
    return openable(attachment)


def content_of(attachment: Attachment) -> Iterator[bytes]:
    """The bytes, a block at a time. Raises NotFound when the store has lost them."""
    return storage.read(attachment.sha256)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def see_photograph(actor: Actor, *, person_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """A photograph of a person, to be shown on a page."""
    statement = sa.select(Photograph.attachment_id).where(
        Photograph.person_id == person_id, Photograph.attachment_id == attachment_id
    )
    if db.session.scalar(statement) is None:
        raise NotFound
    return openable(fetch(Attachment, attachment_id))
