"""What the holder of a link sends: taken in piece by piece, hashed and looked at, kept apart (F138, decision 0013)."""

from __future__ import annotations

import uuid
from typing import Final

import filetype
import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.core.jobs import queue
from mips.investigation.jobs import look_at_sent
from mips.investigation.model.sending import EvidenceLink, SentFile, SentState
from mips.investigation.rules import digital, sending
from mips.record import storage
from mips.usecase import usecase
from mips.web.field.files import plain_name

NOT_COUNTED: Final = (SentState.BAD, SentState.GIVEN_UP)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.CONSULTED)
def open_link(actor: Actor, *, token_hash: str) -> EvidenceLink:
    """The link that a token names, for whoever holds it. NotFound alike for what is wrong, over or taken back."""
    return _open(token_hash)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def begin_sending(
    actor: Actor, *, token_hash: str, name: str, size: int, modified: int = 0, came_from: str = ""
) -> SentFile:
    """Begin to take in a file of `size` bytes, or go on with the same. Raises RuleBroken in words for the sender."""
    link, plain = _open(token_hash, alone=True), plain_name(name)
    same = [each for each in link.files if (each.name, each.size, each.modified) == (plain, size, modified)]
    if going_on := [each for each in same if each.state is SentState.COMING]:
        return going_on[0]
    sending.check_kind(plain)
    counted = [each for each in link.files if each.state not in NOT_COUNTED]
    sending.check_fits(
        size,
        files=len(counted),
        most_files=link.most_files,
        sent=sum(each.size for each in counted),
        most_bytes=link.most_bytes,
    )
    file = SentFile(
        crime_id=link.crime_id,
        name=plain,
        media_type=digital.kind_of(plain),
        size=size,
        modified=modified,
        received=0,
        parts=0,
        begun_at=clock.now(),
        came_from=came_from,
        state=SentState.COMING,
    )
    link.files.append(file)
    return file


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def receive_sent_piece(actor: Actor, *, token_hash: str, file_id: uuid.UUID, offset: int, content: bytes) -> SentFile:
    """Take in the next piece. The last has the file hashed and looked at. Raises RuleBroken, NotFound."""
    file = _file(token_hash, file_id, alone=True)
    if file.state is not SentState.COMING or file.whole:
        raise RuleBroken(file.why or "This file has been received already", rule=sending.SECTION, field="file")
    digital.check_piece(offset=offset, received=file.received, length=len(content), size=file.size)
    if offset == 0 and (wrong := _what_is_wrong(file, content)):
        file.state, file.why = SentState.BAD, wrong
        return file
    storage.keep_part(str(file.id), file.parts, content)
    file.received, file.parts = file.received + len(content), file.parts + 1
    if file.whole:
        file.received_at = clock.now()
        queue(look_at_sent, file_id=str(file.id))
    return file


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.CONSULTED, recorded=False)
def read_sending(actor: Actor, *, token_hash: str, file_id: uuid.UUID) -> SentFile:
    """How much of a file has been received."""
    return _file(token_hash, file_id)


def _open(token_hash: str, *, alone: bool = False) -> EvidenceLink:
    found = sa.select(EvidenceLink).where(EvidenceLink.token_hash == token_hash)
    found = found.options(selectinload(EvidenceLink.files)).execution_options(**UNSEEN_TOO, populate_existing=True)
    link = db.session.scalars(found.with_for_update(of=EvidenceLink) if alone else found).one_or_none()
    if link is None or not sending.is_open(expires_at=link.expires_at, revoked_at=link.revoked_at, now=clock.now()):
        raise NotFound
    return link


def _file(token_hash: str, file_id: uuid.UUID, *, alone: bool = False) -> SentFile:
    link = _open(token_hash)
    found = sa.select(SentFile).where(SentFile.id == file_id, SentFile.link_id == link.id)
    found = found.execution_options(**UNSEEN_TOO, populate_existing=True)
    file = db.session.scalars(found.with_for_update(of=SentFile) if alone else found).one_or_none()
    if file is None:
        raise NotFound
    return file


def _what_is_wrong(file: SentFile, content: bytes) -> str:
    found = filetype.guess_mime(content)
    try:
        sending.check_runs_not(found)
        digital.check_is_what_it_says(file.name, file.media_type, found)
    except RuleBroken as wrong:
        return wrong.said
    return ""
