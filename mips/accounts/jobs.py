"""The nightly upkeep of accounts, as the worker does it."""

from __future__ import annotations

import logging

from mips.access.permissions import Permission
from mips.access.system import worker
from mips.accounts.usecases.upkeep import disable_inactive, sweep
from mips.core.jobs import job

log = logging.getLogger(__name__)


@job("accounts.upkeep", every="40 1 * * *", queueing_lock="accounts.upkeep")
def upkeep(timestamp: int) -> None:
    """Disable accounts nobody uses, then sweep counters."""
    system = worker("RL-8: accounts nobody uses", Permission.ACCOUNTS_USER_UPDATE)
    log.info("accounts disabled for inactivity", extra={"accounts": len(disable_inactive(system))})
    sweep(system)
