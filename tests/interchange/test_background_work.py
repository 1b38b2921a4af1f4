"""Background work on its page: a failure is told to those who run the system, and done again when they say so."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalDetail, JournalEntry
from mips.core.jobs import JOBS


@pytest.fixture
def failed(db_session):
    """The number of a job that failed for good."""
    connection = db_session.connection()
    connection.exec_driver_sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts)"
        " VALUES ('q', 'post.letter', 'failed', 10), ('q', 'another', 'todo', 0)"
    )
    return db_session.scalar(sa.select(JOBS.c.id).where(JOBS.c.task_name == "post.letter"))


def statuses(session):
    return dict(map(tuple, session.execute(sa.select(JOBS.c.task_name, sa.cast(JOBS.c.status, sa.Text())))))


@pytest.mark.usefixtures("failed")
def test_a_failure_is_told_to_those_who_run_the_system(client_for):
    page = client_for(Role.SYSTEM_ADMINISTRATOR).get("/background-work").text
    assert "post.letter" in page
    assert "Do all of it again" in page
    assert "No worker is doing what was queued" in page
    assert "Background work" in client_for(Role.SYSTEM_ADMINISTRATOR).get("/").text
    assert client_for(Role.OFFICER).get("/background-work").status_code == 403


def test_a_worker_that_lives_is_no_warning(client_for, db_session, held_clock):
    insert = sa.text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (:at)")
    db_session.connection().execute(insert, {"at": held_clock})
    page = client_for(Role.SYSTEM_ADMINISTRATOR).get("/background-work").text
    assert "No worker" not in page
    assert "Nothing has failed" in page


def test_what_failed_is_queued_again_and_who_said_so_is_known(client_for, db_session, failed):
    assert client_for(Role.SYSTEM_ADMINISTRATOR).post("/background-work/again").status_code == 303
    assert statuses(db_session) == {"post.letter": "todo", "another": "todo"}
    said = sa.select(JournalDetail.values).join(JournalEntry, JournalEntry.id == JournalDetail.entry_id)
    noted = db_session.scalar(said.where(JournalEntry.usecase.endswith("do_failed_again")))
    assert noted == {"done again": [f"{failed} post.letter"]}


@pytest.mark.usefixtures("failed")
def test_only_who_may_change_the_system_has_it_done_again(client_for, db_session):
    reader = client_for(Role.DATA_PROTECTION_OFFICER)
    assert "Do all of it again" not in reader.get("/background-work").text
    assert reader.post("/background-work/again").status_code == 403
    assert statuses(db_session)["post.letter"] == "failed"
