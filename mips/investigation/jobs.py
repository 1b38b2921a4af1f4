"""What investigation has done behind people's backs: files put together, stalled ones given up, many crimes changed."""

from __future__ import annotations

import logging
import uuid

from mips.access.permissions import Permission
from mips.access.system import worker
from mips.core.errors import Forbidden
from mips.core.jobs import job
from mips.investigation.usecases.bulk_doing import go_on_with_bulk, stop_bulk, who_began
from mips.investigation.usecases.joining import finish_upload, give_up_stalled
from mips.investigation.usecases.sent_upkeep import drop_sent, take_in_sent

log = logging.getLogger(__name__)


@job("investigation.join_upload")
def join_upload(upload_id: str) -> None:
    """Put a file of an exhibit together from its pieces."""
    why = "A file of an exhibit is put together from its pieces"
    finish_upload(worker(why, Permission.ACCOUNTS_CONFIGURATION_UPDATE), upload_id=uuid.UUID(upload_id))


@job("investigation.sweep_uploads", every="40 3 * * *", queueing_lock="investigation.sweep_uploads")
def sweep_uploads(timestamp: int) -> None:
    """Remove what was received of files that stopped coming in."""
    why = "Files of exhibits that stopped coming in"
    given_up = give_up_stalled(worker(why, Permission.ACCOUNTS_CONFIGURATION_UPDATE))
    why = "Files sent by link that were refused, or stopped coming in"
    dropped = drop_sent(worker(why, Permission.ACCOUNTS_CONFIGURATION_UPDATE))
    log.info("uploads given up", extra={"uploads": given_up, "sent": dropped})


@job("investigation.look_at_sent")
def look_at_sent(file_id: str) -> None:
    """Hash a file that somebody sent by link, and have it looked at for malware."""
    why = "A file that was sent by link is taken into quarantine"
    take_in_sent(worker(why, Permission.ACCOUNTS_CONFIGURATION_UPDATE), file_id=uuid.UUID(file_id))


@job("investigation.bulk")
def do_bulk(bulk_id: str) -> None:
    """Carry out a change of many crimes, as whoever began it."""
    why, bulk = "A change of many crimes is carried out", uuid.UUID(bulk_id)
    upkeep = (Permission.ACCOUNTS_CONFIGURATION_READ, Permission.ACCOUNTS_CONFIGURATION_UPDATE)
    mips = worker(why, *upkeep)
    try:
        while go_on_with_bulk(who_began(mips, bulk_id=bulk), bulk_id=bulk):
            pass
    except Forbidden:
        stop_bulk(mips, bulk_id=bulk, why="Whoever began it may no longer do it")
