"""What custody has done each minute, whoever looks: the worker tells of what is late."""

from __future__ import annotations

import logging

from mips.access.permissions import Permission
from mips.access.system import worker
from mips.core.jobs import job
from mips.custody.usecases.lateness import tell_of_lateness

log = logging.getLogger(__name__)


@job("custody.lateness", every="* * * * *", queueing_lock="custody.lateness")
def lateness(timestamp: int) -> None:
    """Tell a second person of checks and reviews that are late."""
    why = "A late check or review is told to a second person"
    told = tell_of_lateness(worker(why, Permission.CUSTODY_SUITE_UPDATE))
    if told:
        log.info("late checks and reviews were told of", extra={"told": told})
