"""What was sent by link once it is whole: hashed, looked at, told of, and removed in the end (F138, decision 0013)."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db, malware
from mips.investigation.model.crime import Crime
from mips.investigation.model.sending import EvidenceLink, SentFile, SentState
from mips.investigation.rules.digital import said_size
from mips.investigation.usecases.writing import log
from mips.record import storage
from mips.record.model.work import Task
from mips.usecase import usecase

PAGE: Final = "investigation.evidence_links"
REFUSED_KEPT_FOR: Final = timedelta(days=28)
STALLED_KEPT_FOR: Final = timedelta(days=7)


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def take_in_sent(actor: Actor, *, file_id: uuid.UUID) -> SentFile | None:
    """Hash a file that has come in and have it looked at for malware; tell the officer. None: that was done before.

    Raises ScannerSilent: it is tried again, and until then nobody is given it.
    """
    held = sa.select(SentFile).where(SentFile.id == file_id).with_for_update(of=SentFile)
    file = db.session.scalars(held.execution_options(**UNSEEN_TOO)).one_or_none()
    if file is None or file.state is not SentState.COMING or not file.whole:
        return None
    digest = hashlib.sha256()
    for block in storage.read_parts(str(file.id), file.parts):
        digest.update(block)
    file.sha256 = digest.hexdigest()
    found = malware.found_in(storage.read_parts(str(file.id), file.parts)) if malware.configured() else ""
    if found:
        storage.drop_parts(str(file.id), file.parts)
        file.state, file.why, file.dropped_at = SentState.BAD, f"It holds malware ({found})", clock.now()
    else:
        file.state = SentState.WAITING
    _say(file)
    return file


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ERASED, also=[Verb.ALTERED])
def drop_sent(actor: Actor) -> int:
    """Remove what was refused four weeks ago, and what stopped coming in a week ago. How many there were."""
    now = clock.now()
    stalled = sa.and_(
        SentFile.state == SentState.COMING,
        SentFile.received_at.is_(None),
        SentFile.begun_at < now - STALLED_KEPT_FOR,
    )
    refused = sa.and_(SentFile.state == SentState.REFUSED, SentFile.decided_at < now - REFUSED_KEPT_FOR)
    over = sa.select(SentFile).where(SentFile.dropped_at.is_(None), sa.or_(stalled, refused))
    gone = db.session.scalars(over.with_for_update(skip_locked=True, of=SentFile).execution_options(**UNSEEN_TOO)).all()
    for file in gone:
        storage.drop_parts(str(file.id), file.parts)
        file.dropped_at = now
        file.state = SentState.GIVEN_UP if file.state is SentState.COMING else file.state
    return len(gone)


def _say(file: SentFile) -> None:
    """On the log when it came in and as what, and a task for the officer."""
    link = db.session.get_one(EvidenceLink, file.link_id, execution_options=UNSEEN_TOO)
    crime = db.session.get_one(Crime, file.crime_id, execution_options=UNSEEN_TOO)
    came = f"{file.name} ({said_size(file.size)}) came in from {link.asked_of} by link"
    wrong = f". {file.why}: it was removed" if file.why else ""
    log(link.by_id, crime, file.received_at or clock.now(), f"{came}. SHA-256 {file.sha256}{wrong}", kind="exhibit")
    _tell(crime, link)


def _tell(crime: Crime, link: EvidenceLink) -> None:
    """Whoever made the link is to look at it, unless that waits already."""
    waits = sa.select(Task.id).where(
        Task.entity_id == crime.id,
        Task.endpoint == PAGE,
        Task.assignee_id == link.by_id,
        Task.done_at.is_(None),
    )
    if db.session.scalars(waits.limit(1).execution_options(**UNSEEN_TOO)).first() is not None:
        return
    task = Task(
        entity_id=crime.id,
        title=f"{link.asked_of} sent something by link: look at it, take it as an exhibit or refuse it",
        endpoint=PAGE,
        assignee_id=link.by_id,
        raised_by_id=link.by_id,
    )
    db.session.add(task)
