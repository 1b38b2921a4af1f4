"""An import whose process is killed goes on where it stopped, and its journal proves."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from mips.audit.model import JournalEntry
from mips.audit.seals import public_key, seal_pending
from mips.audit.verification import verify
from mips.core import connections
from mips.interchange.model import ImportFile, ImportRow
from mips.interchange.police_uk.run import ONE_AT_A_TIME
from mips.investigation.model.crime import Crime
from tests.interchange.published import crime, written
from tests.ready_cluster import ready_cluster

ROWS, CHUNK = 900, 100


@pytest.fixture(scope="module")
def server():
    """A server of its own: what is committed here stays, and is no business of other tests."""
    with ready_cluster() as scratch:
        yield scratch


@pytest.fixture(scope="module")
def engine(server):
    engine = connections.engine_for(server.app)
    yield engine
    engine.dispose()


@pytest.fixture
def mips(server, tmp_path):
    """Run the import in a process that kills itself after so many chunks; its exit and what it printed."""

    def run(chunks, path, rows=CHUNK):
        environment = {**os.environ, "DATABASE_URL": server.app, "MIPS_DATA_DIR": str(tmp_path)}
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.interchange.dying", str(chunks), str(rows), str(path)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    return run


def counts(engine):
    with engine.connect() as connection:
        crimes, rows, entries = (
            connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (Crime.__table__, ImportRow.__table__, JournalEntry.__table__)
        )
    return crimes, rows, entries


def since(before, engine):
    return tuple(now - then for then, now in zip(before, counts(engine), strict=True))


def test_a_killed_import_goes_on_where_it_stopped_and_its_journal_proves(mips, engine, tmp_path):
    rows = [crime(str(number), location=f"On or near Street {number % 7}") for number in range(ROWS)]
    path = written(tmp_path / "2019-01-city-of-london-street.csv.gz", [*rows, rows[0]])

    at_first = counts(engine)
    done = 0
    for chunks in (3, 0, 4):
        assert mips(chunks, path)[0] == -signal.SIGKILL
        done += chunks * CHUNK
        assert since(at_first, engine)[:2] == (done, done)

    exit_code, (file, total), _ = mips(-1, path)
    assert exit_code == 0
    assert file == {**total, "file": str(path)}
    assert (total["rows"], total["created"], total["duplicate"], total["unchanged"]) == (ROWS + 1, ROWS, 1, 0)

    assert since(at_first, engine)[:2] == (ROWS, ROWS + 1)
    before = counts(engine)
    _, (again, _), _ = mips(-1, path)
    assert (again["unchanged"], again["duplicate"], again["created"]) == (ROWS, 1, 0)
    runs_entries = 2
    assert since(before, engine) == (0, 0, runs_entries)

    keys = tmp_path / "seals"
    while seal_pending(engine, keys):
        pass
    verdict = verify(engine, public_key(keys))
    assert verdict.holds, verdict.problem
    assert verdict.sealed + verdict.pending == counts(engine)[2]
    assert verdict.sealed > ROWS


def test_memory_does_not_grow_with_the_file(mips, tmp_path):
    peaks = []
    for rows in (1_000, 30_000):
        path = written(tmp_path / f"{rows}-street.csv", [crime(f"{rows}/{number}") for number in range(rows)])
        peaks.append(int(re.search(r"peak (\d+) kB", mips(-1, path, rows=5_000)[2])[1]))
    small, large = peaks
    assert large - small < 20_000
    assert large < 300_000


def test_two_imports_do_not_run_at_once(mips, engine, tmp_path):
    path = written(tmp_path / "a-street.csv", [crime("X")])
    with held(engine):
        exit_code, printed, said = mips(-1, path)
    assert (exit_code, printed) == (2, [])
    assert "Another import is running" in said


@contextmanager
def held(engine):
    with engine.connect() as connection:
        connection.scalar(sa.select(sa.func.pg_advisory_lock(ONE_AT_A_TIME)))
        yield
        connection.invalidate()


def test_a_refused_file_is_named_and_the_exit_says_so(mips, engine, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"Category,Street ID\r\n")
    good = written(tmp_path / "good-street.csv", [crime("G")])
    exit_code, printed, said = mips(-1, tmp_path)
    assert exit_code == 1
    assert [report["created"] for report in printed] == [0, 1, 1]
    assert f"{bad}: refused. It is not a street, outcomes or stop and search file" in said
    assert printed[1]["file"] == str(good)
    with engine.connect() as connection:
        reasons = connection.scalars(sa.select(ImportFile.reason).where(ImportFile.name == str(bad))).all()
    assert len(reasons) == 1 and printed[0]["refused"] == reasons[0]
