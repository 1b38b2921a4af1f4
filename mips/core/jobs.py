"""Work in the background: queued in the transaction of the change that causes it, so that a rollback takes it back.

@job("custody.remind")
def remind(detention_id: str) -> None: ...

queue(remind, detention_id=str(detention.id))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import procrastinate
from procrastinate.tasks import Task

from mips.core import db

QUEUE: Final = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())

Job = Task[Any, Any, Any]


def job(name: str, *, every: str = "", **options: Any) -> Callable[[Callable[..., Any]], Job]:
    """Declare a job. `every` is a cron line in UTC; such a job takes the `timestamp` it was due.

    It runs outside any request, with the application's role; whatever it changes it changes by a use case.
    """

    def declare(run: Callable[..., Any]) -> Job:
        decorate: Any = QUEUE.task(name=name, **options)
        task: Job = decorate(run)
        if every:
            QUEUE.periodic(cron=every)(task)
        return task

    return declare


def queue(task: Job, **arguments: Any) -> None:
    """Have it done once the transaction under way is committed. Arguments are plain JSON values: ids, never rows."""
    connection = db.session.connection().connection.driver_connection
    task.configure(connection=connection).defer(**arguments)
