"""Asking somebody for evidence by link, and deciding on what they sent (F138, decision 0013)."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound, RuleBroken
from mips.core.jobs import queue
from mips.core.settings import settings
from mips.investigation.jobs import join_upload
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import Exhibit, Sensitivity
from mips.investigation.model.sending import EvidenceLink, SentFile, SentState
from mips.investigation.model.upload import ExhibitUpload
from mips.investigation.rules import sending as rules
from mips.investigation.rules.acquiring import DeviceOf, Method
from mips.investigation.rules.marks import initials_of, next_mark
from mips.investigation.usecases.acquiring import record_acquisition
from mips.investigation.usecases.exhibits import exhibits_on, record_exhibit
from mips.investigation.usecases.sent_upkeep import PAGE
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.object import ThingKind
from mips.record.model.work import Task
from mips.usecase import usecase
from mips.web.filters import moment

MEGABYTE = 10**6


@dataclass(frozen=True)
class NewLink:
    """A link that was just made. Its token is shown now and never again."""

    link: EvidenceLink
    token: str


@dataclass(frozen=True)
class LinksOfCrime:
    """What was asked for by link of one crime, the last first, with what came in."""

    crime: Crime
    links: Sequence[EvidenceLink]

    def shown(self) -> Iterator[Base]:
        yield self.crime


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def ask_for_evidence(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    asked_of: str,
    shown_as: str,
    wanted: str | None = None,
    days: int = 7,
    most_files: int = 20,
    most_megabytes: int = 2000,
) -> NewLink:
    """Make a link under which somebody may send evidence of a crime, for so many days."""
    crime, now, size = fetch(Crime, crime_id), clock.now(), most_megabytes * MEGABYTE
    rules.check_asked(days=days, files=most_files, size=size, most_size=settings().exhibit_file_limit)
    token = secrets.token_urlsafe(32)
    link = EvidenceLink(
        crime_id=crime.id,
        token_hash=hash_of(token),
        asked_of=asked_of,
        shown_as=shown_as,
        wanted=wanted or "",
        most_files=most_files,
        most_bytes=size,
        made_at=now,
        by_id=actor.id,
        expires_at=now + timedelta(days=days),
        files=[],
    )
    db.session.add(link)
    said = f"{asked_of} was asked for evidence by link, open until {moment(link.expires_at)}. {link.wanted}".strip()
    log(actor.id, crime, now, said, kind="exhibit")
    return NewLink(link, token)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def take_link_back(actor: Actor, *, link_id: uuid.UUID) -> EvidenceLink:
    """End a link before its time. What came in stays."""
    link = fetch(EvidenceLink, link_id)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by_id = clock.now(), actor.id
        said = f"The link by which {link.asked_of} was asked for evidence was taken back"
        log(actor.id, fetch(Crime, link.crime_id), clock.now(), said, kind="exhibit")
    return link


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_links_of(actor: Actor, *, crime_id: uuid.UUID) -> LinksOfCrime:
    """The links of one crime, and what was sent by each."""
    crime = fetch(Crime, crime_id)
    of_it = sa.select(EvidenceLink).where(EvidenceLink.crime_id == crime.id)
    found = of_it.options(joinedload(EvidenceLink.by), selectinload(EvidenceLink.files))
    return LinksOfCrime(crime, db.session.scalars(found.order_by(EvidenceLink.id.desc())).all())


@dataclass(frozen=True)
class Sent:
    """One file that was sent by link, with what it came in by, and the mark it would have as an exhibit."""

    file: SentFile
    link: EvidenceLink
    crime: Crime
    mark: str

    def shown(self) -> Iterator[Base]:
        yield self.crime


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def read_sent_file(actor: Actor, *, file_id: uuid.UUID) -> Sent:
    """What is known of one file that was sent by link."""
    file = fetch(SentFile, file_id)
    link = fetch(EvidenceLink, file.link_id)
    return Sent(file, link, fetch(Crime, file.crime_id), _next_mark(file.crime_id, link.asked_of))


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.DISCLOSED)
def open_sent_file(actor: Actor, *, file_id: uuid.UUID) -> SentFile:
    """Look at what was sent, to decide on it. Raises NotFound for what is not in quarantine, or holds malware."""
    file = fetch(SentFile, file_id)
    if file.state is not SentState.WAITING:
        raise NotFound
    return file


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def accept_sent_file(
    actor: Actor,
    *,
    file_id: uuid.UUID,
    description: str,
    mark: str | None = None,
    sensitivity: Sensitivity = Sensitivity.NONE,
) -> Exhibit:
    """Make an exhibit of what was sent: whoever sent it produces it, and its continuity begins when it came in."""
    file = _to_decide(file_id)
    link = fetch(EvidenceLink, file.link_id)
    exhibit = record_exhibit(
        actor,
        crime_id=file.crime_id,
        mark=mark or _next_mark(file.crime_id, link.asked_of),
        description=description,
        seized_under="consent",
        found_where=f"Sent by {link.asked_of} by link",
        thing_kind=ThingKind.DOCUMENT,
        found_at=file.received_at,
        producer=link.asked_of,
        sensitivity=sensitivity,
    )
    record_acquisition(
        actor,
        exhibit_id=exhibit.id,
        method=Method.SENT,
        device_of=DeviceOf.NOBODY,
        acquired_at=file.received_at,
        examiner=link.asked_of,
        particulars={"scope": f"{file.name}, SHA-256 {file.sha256} when it came in"},
    )
    _hang(actor, exhibit, file)
    _decided(actor, file, SentState.ACCEPTED)
    file.exhibit_id = exhibit.id
    return exhibit


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def refuse_sent_file(actor: Actor, *, file_id: uuid.UUID, why: str) -> SentFile:
    """Make no exhibit of what was sent. It stays in quarantine for 28 days, and is then removed."""
    file = _to_decide(file_id)
    _decided(actor, file, SentState.REFUSED)
    file.why = why
    said = f"{file.name}, sent by link, was not taken as an exhibit: {why}. SHA-256 {file.sha256}"
    log(actor.id, fetch(Crime, file.crime_id), clock.now(), said, kind="exhibit")
    return file


def _next_mark(crime_id: uuid.UUID, name: str) -> str:
    """The next free mark of whoever produces it."""
    return str(next_mark(initials_of(name) or "X", [each.marked for each in exhibits_on(crime_id)]))


def hash_of(token: str) -> str:
    """What is kept of a token. It is 256 random bits: nothing is guessed from its hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _to_decide(file_id: uuid.UUID) -> SentFile:
    """Held until we are done: of two who decide, one comes second."""
    fetch(SentFile, file_id)
    held = sa.select(SentFile).where(SentFile.id == file_id).with_for_update(of=SentFile)
    file = db.session.scalars(held.execution_options(populate_existing=True)).one()
    if file.state is not SentState.WAITING:
        raise RuleBroken("It does not wait to be decided on: open the list again", rule=rules.SECTION)
    return file


def _decided(actor: Actor, file: SentFile, state: SentState) -> None:
    file.state, file.decided_at, file.decided_by_id = state, clock.now(), actor.id
    db.session.flush()
    waits = sa.select(SentFile.id).where(SentFile.crime_id == file.crime_id, SentFile.state == SentState.WAITING)
    if db.session.scalars(waits.limit(1)).first() is None:
        _done(actor, file.crime_id)


def _done(actor: Actor, crime_id: uuid.UUID) -> None:
    """Nothing waits to be decided on: whoever was told need not look."""
    told = sa.select(Task).where(Task.entity_id == crime_id, Task.endpoint == PAGE, Task.done_at.is_(None))
    for task in db.session.scalars(told):
        task.done_at, task.done_by_id, task.result = clock.now(), actor.id, "All that was sent was decided on"


def _hang(actor: Actor, exhibit: Exhibit, file: SentFile) -> None:
    """Its pieces, which bear the same id, are put together as those of any file of an exhibit."""
    upload = ExhibitUpload(
        id=file.id,
        exhibit_id=exhibit.id,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        modified=file.modified,
        received=file.received,
        parts=file.parts,
        by_id=actor.id,
        begun_at=clock.now(),
    )
    db.session.add(upload)
    queue(join_upload, upload_id=str(upload.id))
