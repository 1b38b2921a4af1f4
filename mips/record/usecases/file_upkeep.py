"""What is done to stored files behind people's backs: those held back are looked at, those of no record removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db, malware
from mips.core.errors import NotFound
from mips.record import storage
from mips.record.model.work import Attachment
from mips.usecase import usecase

AT_ONCE: Final = 10
"""Files looked at in one transaction."""
GRACE: Final = timedelta(days=1)
"""How long a file may lie without a record: longer than any transaction, or restoration, that will name it."""


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ALTERED)
def look_at_held(actor: Actor) -> Sequence[Attachment]:
    """Have the scanner look at files it has not seen, some at once; those looked at. Raises ScannerSilent.

    Another worker's are left to it. One whose content the store has lost cannot be looked at, and is left.
    """
    unseen = sa.select(Attachment).where(Attachment.scanned_at.is_(None)).order_by(Attachment.id).limit(AT_ONCE)
    unseen = unseen.with_for_update(skip_locked=True, of=Attachment)
    return [held for held in db.session.scalars(unseen, execution_options=UNSEEN_TOO) if _looked_at(held)]


def _looked_at(held: Attachment) -> bool:
    try:
        held.malware = malware.found_in(storage.read(held.sha256))
    except NotFound:
        return False
    held.scanned_at = clock.now()
    return True


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ERASED)
def remove_if_nobodys(actor: Actor, *, sha256: str) -> bool:
    """Remove a stored file that no record names: of an upload that was refused, or of rows that were erased.

    Whoever is just storing the same content holds its lock: then nothing is done. True when it was removed.
    """
    if not db.session.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(storage.lock_number(sha256)))):
        return False
    named = sa.select(Attachment.id).where(Attachment.sha256 == sha256).limit(1)
    if db.session.scalar(named, execution_options=UNSEEN_TOO) is not None:
        return False
    storage.remove(sha256)
    return True
