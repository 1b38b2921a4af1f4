"""The upkeep of stored files, as the worker does it."""

from __future__ import annotations

import logging

from mips.access.permissions import Permission
from mips.access.system import worker
from mips.core import clock, malware
from mips.core.jobs import job
from mips.record import storage
from mips.record.usecases.file_upkeep import GRACE, look_at_held, remove_if_nobodys

log = logging.getLogger(__name__)


@job("record.look_at_held", every="*/2 * * * *", queueing_lock="record.look_at_held")
def look_at_files(timestamp: int) -> None:
    """Have files looked at that were taken while the scanner was silent, or before there was one."""
    if not malware.configured():
        return
    system = worker("files not yet looked at for malware", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
    try:
        while seen := look_at_held(system):
            bad = [str(each.id) for each in seen if each.malware]
            log.info("files looked at", extra={"files": len(seen), "infected": bad})
    except malware.ScannerSilent as silent:
        log.warning("the malware scanner is silent: %s", silent)


@job("record.sweep_files", every="20 3 * * *", queueing_lock="record.sweep_files")
def sweep_files(timestamp: int) -> None:
    """Remove stored files that no record names, once they have lain for a day."""
    system = worker("files that no record names", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
    lain = storage.stored_before(clock.now() - GRACE)
    log.info("files removed", extra={"files": sum(remove_if_nobodys(system, sha256=sha256) for sha256 in lain)})
