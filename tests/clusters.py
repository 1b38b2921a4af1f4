"""Throw-away PostgreSQL servers for tests: from the embedded wheel, or from Debian when MIPS_TEST_SERVER=debian15."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil
import pytest
import sqlalchemy as sa

from mips.core import embedded
from mips.core.cluster import APP, DATABASE, OWNER, RETENTION, ROLES, SUPERUSER, Cluster
from mips.core.server_account import account_needed, give, programs_within_reach, run_as

DEBIAN_15: Final = Path("/usr/lib/postgresql/15/bin")
PREFIX: Final = "mips-scratch-"


@dataclass(frozen=True)
class Scratch:
    """A running server. `app`, `owner`, `retention` and `superuser` are SQLAlchemy URLs of the database `mips`."""

    cluster: Cluster
    passwords: dict[str, str] = field(repr=False)

    def url(self, role: str, database: str = DATABASE) -> str:
        return self.cluster.url(role, self.passwords[role], database)

    @property
    def app(self) -> str:
        return self.url(APP)

    @property
    def owner(self) -> str:
        return self.url(OWNER)

    @property
    def retention(self) -> str:
        return self.url(RETENTION)

    @property
    def superuser(self) -> str:
        return self.url(SUPERUSER)


def chosen_programs() -> Path:
    """The programs of the server that MIPS_TEST_SERVER asks for: embedded (the default) or debian15."""
    match os.environ.get("MIPS_TEST_SERVER") or "embedded":
        case "embedded":
            return embedded.programs()
        case "debian15" if DEBIAN_15.exists():
            return DEBIAN_15
        case "debian15":
            pytest.exit(f"MIPS_TEST_SERVER=debian15 but {DEBIAN_15} is missing: apt-get install postgresql-15", 1)
        case other:
            pytest.exit(f"MIPS_TEST_SERVER is embedded or debian15, not {other}", 1)


@contextmanager
def scratch_cluster(bindir: Path | None = None, *, like: Scratch | None = None) -> Iterator[Scratch]:
    """A server of its own, roles and empty database made as set-up makes them, gone without a trace at the end.

    It forgets to fsync. `bindir` names the folder of its programs; without it MIPS_TEST_SERVER chooses.
    `like`: it begins with the files and passwords of this server, which is stopped.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    account = account_needed(folder / "server")
    if account:
        folder.chmod(0o711)
    programs = bindir or chosen_programs()
    scratch = Scratch(
        Cluster(folder / "server", programs_within_reach(programs) if account else programs, account, lasting=False),
        like.passwords if like else {role: secrets.token_urlsafe(12) for role in ROLES},
    )
    try:
        if like:
            _copy(like.cluster, scratch.cluster)
        else:
            scratch.cluster.make(scratch.passwords)
        scratch.cluster.start()
        yield scratch
    finally:
        _remove(folder)


def _copy(stopped: Cluster, fresh: Cluster) -> None:
    fresh.home.mkdir(mode=0o700)
    give(fresh.home, fresh.account)
    subprocess.run(["cp", "-a", stopped.files, fresh.files], check=True)  # noqa: S603, S607 - keeps whose they are


def _sweep() -> None:
    """Remove the servers of test runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not psutil.pid_exists(int(folder.name.removeprefix(PREFIX).split("-")[0])):
            _remove(folder)


def _remove(folder: Path) -> None:
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.name() == "postgres" and Path(process.cwd()).is_relative_to(folder.resolve()):
                process.kill()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def standby_of(primary: Scratch) -> Iterator[Scratch]:
    """A server that follows another by streaming, ready when it has caught up with what was there."""
    open_for_replication(primary)
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")) / "server"
    of = primary.cluster
    if of.account:
        home.parent.chmod(0o711)
    home.mkdir(mode=0o700)
    give(home, of.account)
    standby = Scratch(Cluster(home, of.programs, of.account, lasting=False), primary.passwords)
    where = f"host={of.sockets} user={SUPERUSER} password={primary.passwords[SUPERUSER]}"
    copy = ("--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--wal-method=stream")
    try:
        run_as(of.account, [of.programs / "pg_basebackup", "-d", where, "-D", standby.cluster.files, *copy])
        standby.cluster.start()
        yield standby
    finally:
        _remove(home.parent)


def open_for_replication(primary: Scratch) -> None:
    """Let the superuser of a test's server follow it."""
    allowed = primary.cluster.files / "pg_hba.conf"
    allowed.write_text(allowed.read_text() + "local replication postgres scram-sha-256\n")
    engine = sa.create_engine(primary.superuser, poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT pg_reload_conf()"))


def both(first: Scratch, second: Scratch) -> str:
    """The application's URL that names two servers, as an installation with a standby gives it."""
    where = [str(each.cluster.sockets) for each in (first, second)]
    return sa.make_url(first.app).set(query={"host": where}).render_as_string(hide_password=False)
