"""The worker as it really runs: what is due is done, what fails is told, and it ends when it is told to."""

import json
import os
import signal
import threading
import time

import pytest
import sqlalchemy as sa

import mips.app  # noqa: F401 - every domain declares its jobs
from mips.access.permissions import Role
from mips.core import db, jobs
from tests.serving.installation import installation, rows, scenery, token_for, wait_for

DUE = {
    "accounts.upkeep",
    "audit.months",
    "audit.seal",
    "custody.lateness",
    "investigation.sweep_uploads",
    "jobs.rescue",
    "record.look_at_held",
    "record.sweep_files",
}


@pytest.fixture(scope="module")
def working():
    """An installation with web server and worker, and somebody who has done something."""
    with installation() as made:
        made.serve()
        with scenery(made) as build:
            made.headers = token_for(build, Role.OFFICER)
        made.get("/api/v1/investigation/crimes", **made.headers)
        made.worker = made.start("worker")
        wait_for(lambda: made.get("/readyz").json["worker"] == "working", "the worker", process=made.worker)
        yield made


def jobs_of(made):
    return dict(map(tuple, rows(made.urls.superuser, "SELECT task_name, status::text FROM procrastinate_jobs")))


def wait_for_row(made, query, **values):
    wait_for(lambda: rows(made.urls.superuser, query, **values), query)


def queue(made, name, **arguments):
    """As another process would, behind the library's back."""
    insert = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', :name, :arguments)"
    with sa.create_engine(made.urls.app, poolclass=sa.NullPool).begin() as connection:
        connection.execute(sa.text(insert), {"name": name, "arguments": json.dumps(arguments)})


def test_what_is_due_by_the_clock_is_what_we_think():
    assert {task.task.name for task in jobs.QUEUE.periodic_registry.periodic_tasks.values()} == DUE


def test_a_seal_is_made_without_anybody_asking(working):
    """Queued as the clock would, within a minute; then the entries of before have their seal."""
    queue(working, "audit.seal", timestamp=0)
    wait_for_row(working, "SELECT 1 FROM seal")
    wait_for(lambda: "audit.seal" not in jobs_of(working), "the finished job to go")
    assert (working.data_dir / "journal-head.json").exists()


def test_every_periodic_job_runs_by_hand_as_the_application(working):
    """As the worker calls them, with the rights the worker has."""
    for name in DUE - {"jobs.rescue"}:
        queue(working, name, timestamp=0)
    wait_for(lambda: not DUE & set(jobs_of(working)), "the jobs to be done")


def test_a_job_that_fails_for_good_stays_and_is_told(working):
    """One whose code is gone cannot be done: people go on working, metrics and log tell."""
    queue(working, "no.such.job")
    wait_for(lambda: jobs_of(working).get("no.such.job") == "failed", "the failure")
    assert working.metrics()['mips_jobs{state="failed"}'] == 1
    assert "no.such.job" in working.log("worker").read_text()


def test_it_ends_within_a_second_of_being_told(working):
    other = working.start("worker")
    count = "SELECT 1 FROM procrastinate_workers HAVING count(*) = 2"
    wait_for_row(working, count)
    begun = time.monotonic()
    os.kill(other.pid, signal.SIGTERM)
    wait_for(lambda: not rows(working.urls.superuser, count), "the worker to have gone")
    assert time.monotonic() - begun < 1.0
    assert other.wait(timeout=10) == 0


def test_each_job_has_a_session_of_its_own():
    """Two at once in two threads: neither sees the other's session, nor leaves its own behind."""
    seen, both = [], threading.Barrier(2)

    def work() -> None:
        seen.append(db.session())
        both.wait(timeout=5)

    threads = [threading.Thread(target=jobs.alone, args=(work, None, None)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(session) for session in seen}) == 2
    assert all(session not in db.session.registry.registry.values() for session in seen)


def test_what_a_killed_worker_was_doing_is_done_after_all(working):
    """Once, and not beside the same job that is waiting already."""
    url = working.urls.superuser
    insert = "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock, scheduled_at, args) VALUES "
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        for values in (
            "('default', 'audit.seal', 'doing', NULL, NULL, '{\"timestamp\": 1}')",
            "('default', 'audit.seal', 'doing', 'one', NULL, '{\"timestamp\": 2}')",
            "('default', 'audit.seal', 'todo', 'one', now() + interval '1 hour', '{\"timestamp\": 3}')",
        ):
            connection.exec_driver_sql(insert + values)
    queue(working, "jobs.rescue", timestamp=0)
    left = "SELECT args->>'timestamp' FROM procrastinate_jobs WHERE task_name IN ('audit.seal', 'jobs.rescue')"
    wait_for(lambda: rows(url, left) == [("3",)], "only what was waiting to be left")
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("DELETE FROM procrastinate_jobs WHERE queueing_lock = 'one'")
