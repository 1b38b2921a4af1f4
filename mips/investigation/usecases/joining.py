"""A file of a digital exhibit is put together from its pieces, or given up: what the worker does (INV-9)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.sending import SentFile
from mips.investigation.model.upload import ExhibitUpload
from mips.investigation.rules.digital import said_size
from mips.investigation.usecases.writing import log
from mips.record import storage
from mips.record.model.work import Attachment
from mips.usecase import usecase

KEPT_FOR: Final = timedelta(days=7)
"""How long a file that stopped coming in is waited for."""


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.COLLECTED)
def finish_upload(actor: Actor, *, upload_id: uuid.UUID) -> Attachment | None:
    """Make one file of the pieces and hang it on the exhibit under its SHA-256. None: that was done before."""
    alone = sa.select(ExhibitUpload).where(ExhibitUpload.id == upload_id).with_for_update(of=ExhibitUpload)
    row = db.session.scalars(alone.execution_options(**UNSEEN_TOO)).one_or_none()
    if row is None or row.ended_at is not None or not row.whole:
        return None
    sha256 = storage.join_parts(str(row.id), row.parts)
    _check_as_sent(row.id, sha256)
    db.session.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(storage.lock_number(sha256))))
    about = {"name": row.name, "media_type": row.media_type, "size": row.size, "sha256": sha256}
    file = Attachment(entity_id=row.exhibit_id, scanned_at=None, **about)
    db.session.add(file)
    db.session.flush()
    row.attachment_id, row.ended_at = file.id, clock.now()
    _say(row, sha256)
    storage.drop_parts(str(row.id), row.parts)
    return file


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ERASED)
def give_up_stalled(actor: Actor) -> int:
    """Remove what was received of files that stopped coming in a week ago. How many there were."""
    still = sa.select(ExhibitUpload).where(
        ExhibitUpload.ended_at.is_(None), ExhibitUpload.begun_at < clock.now() - KEPT_FOR
    )
    stalled = db.session.scalars(still.with_for_update(skip_locked=True).execution_options(**UNSEEN_TOO)).all()
    for row in stalled:
        storage.drop_parts(str(row.id), row.parts)
        row.ended_at, row.ended_why = clock.now(), "It stopped coming in. Select it again"
    return len(stalled)


def _check_as_sent(upload_id: uuid.UUID, sha256: str) -> None:
    """What was sent by link is what came in. Otherwise the job fails, and whoever runs the system is told."""
    sent = db.session.get(SentFile, upload_id, execution_options=UNSEEN_TOO)
    if sent is not None and sent.sha256 != sha256:
        raise RuntimeError(f"file {upload_id} is not what came in: {sent.sha256}, now {sha256}")


def _say(row: ExhibitUpload, sha256: str) -> None:
    exhibit = db.session.get_one(Exhibit, row.exhibit_id, execution_options=UNSEEN_TOO)
    crime = db.session.get_one(Crime, exhibit.crime_id, execution_options=UNSEEN_TOO)
    said = f"{row.name} ({said_size(row.size)}) taken in as part of {exhibit.mark}. SHA-256 {sha256}"
    log(row.by_id, crime, clock.now(), said, kind="exhibit")
