"""Work in the background: queued in the transaction of the change that causes it, so that a rollback takes it back.

@job("custody.remind")
def remind(detention_id: str) -> None: ...

queue(remind, detention_id=str(detention.id))
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import procrastinate
import sqlalchemy as sa
from procrastinate.jobs import Status
from procrastinate.tasks import Task

from mips.core import db

QUEUE: Final = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())

AGAIN: Final = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=3)
"""Tries over eight hours, the last wait the longest: for as long as an outage of another system may take."""

JOBS: Final = sa.table(
    "procrastinate_jobs",
    sa.column("id", sa.BigInteger()),
    sa.column("task_name", sa.Text()),
    sa.column("status", sa.Text()),
    sa.column("attempts", sa.Integer()),
    sa.column("args", sa.JSON()),
    sa.column("worker_id", sa.BigInteger()),
)
EVENTS: Final = sa.table(
    "procrastinate_events",
    sa.column("job_id", sa.BigInteger()),
    sa.column("type", sa.Text()),
    sa.column("at", sa.DateTime(timezone=True)),
)
WORKERS: Final = sa.table(
    "procrastinate_workers", sa.column("id", sa.BigInteger()), sa.column("last_heartbeat", sa.DateTime(timezone=True))
)

SILENT_AFTER: Final = timedelta(minutes=1)
"""A worker says every ten seconds that it lives."""

Job = Task[Any, Any, Any]


def job(name: str, *, every: str = "", **options: Any) -> Callable[[Callable[..., Any]], Job]:
    """Declare a job. `every` is a cron line in UTC; such a job takes the `timestamp` it was due.

    It runs outside any request, with the application's role; whatever it changes it changes by a use case. One that
    fails is tried again for eight hours and stays listed as failed after that; a periodic one has its next time.
    """

    def declare(run: Callable[..., Any]) -> Job:
        decorate: Any = QUEUE.task(name=name, **{"retry": not every and AGAIN, **options})
        task: Job = decorate(run)
        if every:
            QUEUE.periodic(cron=every)(task)
        return task

    return declare


def queue(task: Job, **arguments: Any) -> None:
    """Have it done once the transaction under way is committed. Arguments are plain JSON values: ids, never rows."""
    connection = db.session.connection().connection.driver_connection
    task.configure(connection=connection).defer(**arguments)


@QUEUE.periodic(cron="*/5 * * * *")
@QUEUE.task(name="jobs.rescue", queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context: procrastinate.JobContext, timestamp: int) -> None:
    """Queue again what a killed worker was doing. What is waiting in its place already is not done twice."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs():
        try:
            await manager.retry_job(stalled)
        except procrastinate.exceptions.UniqueViolation:
            await manager.finish_job(stalled, Status.ABORTED, delete_job=True)


def alone(do: Callable[[], Any], context: procrastinate.JobContext, worker: object) -> Any:
    """Do a job with a session no other job has: the worker does several at once, a thread each."""
    with db.session_of_its_own():
        return do()
