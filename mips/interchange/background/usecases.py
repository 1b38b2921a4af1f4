"""See how background work goes, and have what failed done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit import journal
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.jobs import EVENTS, JOBS, SILENT_AFTER, WORKERS
from mips.usecase import usecase

MOST_SHOWN = 200


@dataclass(frozen=True)
class BackgroundWork:
    """What waits, what failed (newest first; each has `id`, `task_name`, `attempts` and `at`), and the workers."""

    waiting: int
    failed: Sequence[Any]
    heard_at: datetime | None
    """When a worker last said that it lives; None when none is there."""

    @property
    def silent(self) -> bool:
        return self.heard_at is None or clock.now() - self.heard_at > SILENT_AFTER

    def shown(self) -> Iterable[Base]:
        return ()


@usecase(Permission.ACCOUNTS_CONFIGURATION_READ, verb=Verb.CONSULTED)
def read_background_work(actor: Actor) -> BackgroundWork:
    """What waits to be done, what failed for good, and whether anybody is doing it."""
    failed_at = sa.select(sa.func.max(EVENTS.c.at)).where(EVENTS.c.job_id == JOBS.c.id).scalar_subquery().label("at")
    failed = sa.select(JOBS.c.id, JOBS.c.task_name, JOBS.c.attempts, failed_at).where(_has("failed"))
    waiting = sa.select(sa.func.count()).select_from(JOBS).where(_has("todo"))
    return BackgroundWork(
        waiting=db.session.scalar(waiting) or 0,
        failed=db.session.execute(failed.order_by(JOBS.c.id.desc()).limit(MOST_SHOWN)).all(),
        heard_at=db.session.scalar(sa.select(sa.func.max(WORKERS.c.last_heartbeat))),
    )


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ALTERED)
def do_failed_again(actor: Actor) -> None:
    """Queue everything again that failed for good."""
    failed = sa.select(JOBS.c.id, JOBS.c.task_name).where(_has("failed")).order_by(JOBS.c.id)
    again = db.session.execute(failed).all()
    for job in again:
        db.session.execute(sa.select(sa.func.procrastinate_retry_job_v2(job.id, sa.func.now(), None, None, None)))
    journal.note(Verb.ALTERED, None, {"done again": [f"{job.id} {job.task_name}" for job in again]}, subjects=[])


def _has(status: str) -> sa.ColumnElement[bool]:
    return sa.cast(JOBS.c.status, sa.Text()) == status
