"""What the journal needs done behind people's backs: seals every minute, the coming months' partitions every night."""

from __future__ import annotations

import logging

import sqlalchemy as sa

from mips.audit.seals import seal_pending
from mips.core import clock, db
from mips.core.jobs import job
from mips.core.settings import settings

MONTHS_AHEAD = 4
"""This month and the three that follow (CNT-10)."""

log = logging.getLogger(__name__)


@job("audit.seal", every="* * * * *", queueing_lock="audit.seal")
def seal(timestamp: int) -> None:
    """Seal what is settled, batch after batch, until nothing is left."""
    bind = db.session.get_bind()
    while isinstance(bind, sa.Engine) and (head := seal_pending(bind, settings().data_dir)) is not None:
        log.info("sealed", extra={"seal": head.number, "entries": head.entries})


@job("audit.months", every="15 2 * * *", queueing_lock="audit.months")
def prepare_months(timestamp: int) -> None:
    """Make the journal's partitions for the coming months."""
    bind = db.session.get_bind()
    if isinstance(bind, sa.Engine):
        with bind.begin() as connection:
            connection.execute(
                sa.text("SELECT journal_months(:first, :months)"), {"first": clock.now().date(), "months": MONTHS_AHEAD}
            )
