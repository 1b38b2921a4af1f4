"""The embedded server: locked by passwords, quick to come back, and not to be lost by a killed process."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest
import sqlalchemy as sa

from mips.core import embedded
from mips.core.cluster import APP, OWNER, RETENTION, SOCKET_PATH_LIMIT, SUPERUSER

ASK = "import sys; from pathlib import Path; from mips.core import embedded; embedded.ensure_running(Path(sys.argv[1]))"


@contextmanager
def an_empty_folder():
    """A data folder to be, on a way that an account of the server may walk."""
    folder = Path(tempfile.mkdtemp(prefix="mips-embedded-"))
    folder.chmod(0o711)
    yield folder / "data"
    embedded.stop(folder / "data")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def data_dir():
    with an_empty_folder() as folder:
        yield folder


@pytest.fixture
def new_data_dir():
    with an_empty_folder() as folder:
        yield folder


@pytest.fixture
def urls(data_dir):
    return embedded.ensure_running(data_dir)


def ask(url, statement):
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        result = connection.execute(sa.text(statement))
        return result.scalar() if result.returns_rows else None


def processes_of(data_dir):
    folder = (data_dir / "postgres" / "cluster").resolve()
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.name() == "postgres" and Path(process.cwd()) == folder:
                found.append(process)
    return found


def postmaster_of(data_dir):
    return int((data_dir / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


@pytest.mark.parametrize("role", [APP, OWNER, RETENTION, SUPERUSER])
def test_a_wrong_password_is_refused(urls, role):
    right = sa.make_url(urls.app)
    for password in ("", "wrong", right.password[::-1]):
        with pytest.raises(sa.exc.OperationalError, match=r"password authentication failed|no password supplied"):
            ask(right.set(username=role, password=password), "SELECT 1")


def test_each_role_comes_in_with_its_own_password(urls):
    came_in = [ask(url, "SELECT current_user") for url in (urls.app, urls.owner, urls.retention, urls.superuser)]
    assert came_in == [APP, OWNER, RETENTION, SUPERUSER]


@pytest.mark.parametrize("role", [OWNER, RETENTION, SUPERUSER])
def test_the_application_cannot_become_another_role(urls, role):
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied to set role"):
        ask(urls.app, f"SET ROLE {role}")


@pytest.mark.parametrize("statement", ["CREATE TABLE mine (id int)", "CREATE SCHEMA mine", "CREATE ROLE mine"])
def test_the_application_can_make_nothing_it_would_own(urls, statement):
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        ask(urls.app, statement)


def test_the_server_listens_on_its_socket_only(urls):
    assert ask(urls.superuser, "SHOW listen_addresses") == ""


def test_pages_carry_checksums_and_text_sorts_by_code_point(urls):
    assert ask(urls.superuser, "SHOW data_checksums") == "on"
    assert ask(urls.app, "SELECT string_agg(n, ' ' ORDER BY n) FROM unnest(ARRAY['é','b','Z']) n") == "Z b é"


def test_passwords_are_for_their_owner_only(urls, data_dir):
    files = list((data_dir / "passwords").iterdir())
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (data_dir / "passwords").stat().st_mode & 0o777 == 0o700
    assert not data_dir.stat().st_mode & 0o066


def test_no_password_shows_when_the_urls_are_printed(urls):
    assert sa.make_url(urls.app).password not in repr(urls)


def test_what_people_typed_stays_out_of_the_log_when_a_statement_fails(urls, data_dir):
    with pytest.raises(sa.exc.ProgrammingError):
        ask(urls.app, "SELECT 'Featherstonehaugh' FROM nowhere")
    with pytest.raises(sa.exc.DataError):
        ask(urls.app, "SELECT 'Featherstonehaugh'::int")
    logs = "".join(log.read_text() for log in (data_dir / "postgres" / "log").iterdir())
    assert 'relation "nowhere" does not exist' in logs
    assert "SELECT 'Featherstonehaugh' FROM" not in logs


def test_asking_again_does_not_start_it_again(urls, data_dir):
    before = postmaster_of(data_dir)
    assert embedded.ensure_running(data_dir) == urls
    assert postmaster_of(data_dir) == before


def test_a_killed_postmaster_comes_back_with_what_was_committed(urls, data_dir):
    ask(urls.owner, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(postmaster_of(data_dir), signal.SIGKILL)
    while embedded.is_running(data_dir):
        time.sleep(0.01)
    assert ask(embedded.ensure_running(data_dir).owner, "SELECT number FROM kept") == 7


def test_lock_files_whose_process_number_is_somebody_elses_do_not_stop_a_start(urls, data_dir):
    lock = data_dir / "postgres" / "cluster" / "postmaster.pid"
    left_behind = lock.read_text()
    embedded.stop(data_dir)
    lock.write_text("\n".join([str(os.getpid()), *left_behind.splitlines()[1:]]) + "\n")
    shutil.copystat(data_dir / "postgres" / "cluster" / "PG_VERSION", lock)
    assert ask(embedded.ensure_running(data_dir).app, "SELECT 1") == 1


def test_an_empty_lock_file_does_not_stop_a_start(urls, data_dir):
    embedded.stop(data_dir)
    (data_dir / "postgres" / "cluster" / "postmaster.pid").touch()
    assert not embedded.is_running(data_dir)
    assert ask(embedded.ensure_running(data_dir).app, "SELECT 1") == 1


def test_many_processes_may_ask_at_once_and_the_last_to_leave_stops_it(new_data_dir):
    asking = [subprocess.Popen([sys.executable, "-c", ASK, str(new_data_dir)]) for _ in range(4)]  # noqa: S603
    assert [process.wait(60) for process in asking] == [0] * 4
    assert not embedded.is_running(new_data_dir)
    assert processes_of(new_data_dir) == []


def test_the_server_stays_while_another_process_holds_it(new_data_dir):
    command = [sys.executable, "-m", "mips.core.embedded", "hold", "--data-dir", str(new_data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603
        assert holder.stdout.readline() == "ready\n"
        subprocess.run([sys.executable, "-c", ASK, str(new_data_dir)], check=True)  # noqa: S603
        assert embedded.is_running(new_data_dir)
        holder.send_signal(signal.SIGINT)
        time.sleep(0.1)
        assert embedded.is_running(new_data_dir)
        holder.terminate()
        assert holder.wait(30) == 0
    assert processes_of(new_data_dir) == []


def test_a_half_made_server_is_made_anew(new_data_dir):
    (new_data_dir / "postgres" / "making").mkdir(parents=True)
    (new_data_dir / "postgres" / "making" / "PG_VERSION").write_text("18")
    assert ask(embedded.ensure_running(new_data_dir).app, "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_gets_a_short_way(new_data_dir):
    new_data_dir.mkdir(mode=0o711)
    deep = new_data_dir / ("d" * SOCKET_PATH_LIMIT)
    assert ask(embedded.ensure_running(deep).app, "SELECT 1") == 1
    assert (deep / "postgres" / "cluster").resolve().is_relative_to(new_data_dir)
    embedded.stop(deep)
    (deep / "postgres" / "run").resolve().rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="machine: only root needs another account for the server")
def test_a_folder_the_servers_account_cannot_reach_is_left_closed(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    data_dir = closed / "data"
    assert ask(embedded.ensure_running(data_dir).app, "SELECT 1") == 1
    home = (data_dir / "postgres").resolve()
    embedded.stop(data_dir)
    assert closed.stat().st_mode & 0o777 == 0o700
    assert not home.is_relative_to(tmp_path)
    shutil.rmtree(home)


def test_a_server_made_by_another_major_version_says_what_to_do(tmp_path):
    (tmp_path / "postgres" / "cluster").mkdir(parents=True)
    (tmp_path / "postgres" / "cluster" / "PG_VERSION").write_text("9\n")
    with pytest.raises(embedded.EmbeddedTrouble, match=r"made by PostgreSQL 9.*mips db backup"):
        embedded.ensure_running(tmp_path)


def test_a_lost_password_says_where_it_belongs(urls, data_dir):
    password = data_dir / "passwords" / APP
    kept = password.rename(data_dir / "kept")
    try:
        with pytest.raises(embedded.EmbeddedTrouble, match="passwords/mips_app is missing: restore it"):
            embedded.ensure_running(data_dir)
    finally:
        kept.rename(password)


def test_the_driver_reads_the_same_url(urls):
    with psycopg.connect(urls.app.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("mips",)
