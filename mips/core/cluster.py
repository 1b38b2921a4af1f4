"""One PostgreSQL server of our own: made, started, asked and stopped, with a password on every role."""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
import sqlalchemy as sa

from mips.core.server_account import EmbeddedTrouble, give, run_as

DATABASE: Final = "mips"
SUPERUSER: Final = "postgres"
OWNER: Final = "mips_owner"
APP: Final = "mips_app"
RETENTION: Final = "mips_retention"
ROLES: Final = (SUPERUSER, OWNER, APP, RETENTION)

SOCKET: Final = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT: Final = 103
"""Bytes of a socket's path that every system takes: macOS 103, Linux 107."""

PATIENCE: Final = 20.0
"""Seconds given to a server that was killed to let go of its memory."""

PLEASE_WAIT: Final = 0.2

HBA: Final = "# Every role by its password, by the socket only.\nlocal all all scram-sha-256\n"

SETTINGS: Final = {
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "dynamic_shared_memory_type": "posix",
    "password_encryption": "'scram-sha-256'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "datestyle": "'iso, ymd'",
    "lc_messages": "'C'",
    "default_text_search_config": "'pg_catalog.english'",
    "jit": "off",
    "logging_collector": "on",
    "log_filename": "'server-%a.log'",
    "log_truncate_on_rotation": "on",
    # A statement's text and the detail of an error hold what people typed: neither is written to a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
FOR_A_TEST: Final = {"fsync": "off", "full_page_writes": "off", "max_connections": "100"}


@dataclass(frozen=True)
class Cluster:
    """A server's home (its files, socket and log lie below), its programs, and the account it runs under."""

    home: Path
    programs: Path
    account: str | None = None
    lasting: bool = True

    @property
    def files(self) -> Path:
        return self.home / "cluster"

    @property
    def sockets(self) -> Path:
        """The folder of the socket, by the short way when the long one is too long for a socket."""
        return (self.home / "run").resolve()

    @property
    def version(self) -> int:
        """The server's major version."""
        said = run_as(self.account, [self.programs / "postgres", "--version"]).stdout
        found = re.search(r"(\d+)[.\w]*\s*(\(|$)", said)
        if not found:
            raise EmbeddedTrouble(f"This is not a PostgreSQL server: {self.programs}")
        return int(found[1])

    def make(self, passwords: Mapping[str, str]) -> None:
        """Make the files, the roles and the database: all of it, or nothing that a later start would take for it."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        give(self.home, self.account)
        making = self.home / "making"
        shutil.rmtree(making, ignore_errors=True)
        run_as(self.account, [self.programs / "initdb", *self._making_options(), "--pgdata", making])
        self._write(making / "pg_hba.conf", HBA)
        alone = ("--single", "-c", "exit_on_error=true", "-c", "log_min_messages=fatal", "-D", making, "postgres")
        run_as(self.account, [self.programs / "postgres", *alone], words="\n".join(birth(passwords)) + "\n")
        making.rename(self.files)

    def _making_options(self) -> Iterator[str]:
        # Sorted by code point: the same on every machine and after every upgrade of its libraries.
        yield from ("--username", SUPERUSER, "--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums")
        yield from ("--auth", "reject")
        if self.version >= 17:  # has collations of its own; earlier ones use the system's
            yield from ("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
        if not self.lasting:
            yield "--no-sync"

    def start(self) -> None:
        """Start the server and wait until it answers, clearing what a killed one left behind."""
        self._short_way_to_socket()
        self._write(self.files / "postgresql.conf", self._configuration())
        give_up = time.monotonic() + PATIENCE
        while True:
            self._clear_away()
            try:
                run_as(self.account, self._control("start", "--log", str(self.home / "start.log"), "--timeout", "60"))
            except EmbeddedTrouble as trouble:
                if time.monotonic() > give_up:
                    raise EmbeddedTrouble(f"{trouble}\n{self._last_words()}") from trouble
                time.sleep(PLEASE_WAIT)
            else:
                return

    def stop(self) -> None:
        """End every session and stop. Nothing happens when the server is not running."""
        if self._postmaster_lives():
            run_as(self.account, self._control("stop", "--mode", "fast", "--timeout", "60"))

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        try:
            state = (self.files / "postmaster.pid").read_text().splitlines()[7].strip()
        except (OSError, IndexError):
            return False
        if state != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as knock:
            return knock.connect_ex(str(self.sockets / SOCKET)) == 0

    def url(self, role: str, password: str, database: str = DATABASE) -> str:
        """Where SQLAlchemy finds a database as one role. Holds the password."""
        address = sa.URL.create(
            "postgresql+psycopg", role, password, database=database, query={"host": str(self.sockets)}
        )
        return address.render_as_string(hide_password=False)

    def _control(self, act: str, *options: str) -> list[str | Path]:
        return [self.programs / "pg_ctl", act, "--silent", "--wait", "--pgdata", self.files, *options]

    def _configuration(self) -> str:
        places = {"unix_socket_directories": f"'{self.sockets}'", "log_directory": f"'{self.home / 'log'}'"}
        settings = SETTINGS | places | ({} if self.lasting else FOR_A_TEST)
        return "".join(f"{name} = {value}\n" for name, value in settings.items())

    def _short_way_to_socket(self) -> None:
        way = self.home / "run"
        if len(os.fsencode(self.home.resolve() / "run" / SOCKET)) <= SOCKET_PATH_LIMIT:
            way.mkdir(mode=0o700, exist_ok=True)
            give(way, self.account)
        elif not way.exists():
            way.unlink(missing_ok=True)
            short = Path(tempfile.mkdtemp(prefix="mips-", dir="/tmp"))  # a new folder that only we enter
            give(short, self.account)
            way.symlink_to(short)

    def _write(self, path: Path, text: str) -> None:
        """Put a file of the server's in place at once, owned by its account."""
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        give(fresh, self.account)
        fresh.replace(path)

    def _clear_away(self) -> None:
        """Remove the lock files of a server that was killed: their process number may be somebody else's by now."""
        if not any(self._processes()):
            for leftover in (self.files / "postmaster.pid", self.sockets / f"{SOCKET}.lock", self.sockets / SOCKET):
                leftover.unlink(missing_ok=True)

    def _postmaster_lives(self) -> bool:
        try:
            number = int((self.files / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return False
        return any(process.pid == number for process in self._processes())

    def _processes(self) -> Iterator[psutil.Process]:
        """The server's processes, those that outlived a killed postmaster included: they work in its folder."""
        folder = self.files.resolve()
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if process.name() == "postgres" and Path(process.cwd()) == folder:
                    yield process

    def _last_words(self) -> str:
        logs = [self.home / "start.log", *sorted((self.home / "log").glob("*.log"), key=os.path.getmtime)]
        return "\n".join(log.read_text(errors="replace")[-1000:] for log in logs[-2:] if log.exists())


def birth(passwords: Mapping[str, str]) -> Iterator[str]:
    """The statements a new server begins with, one a line. The application owns nothing and cannot become owner."""
    yield f"ALTER ROLE {SUPERUSER} PASSWORD '{passwords[SUPERUSER]}';"
    for role in (OWNER, APP, RETENTION):
        yield f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{passwords[role]}';"
    yield f"CREATE DATABASE {DATABASE} OWNER {OWNER};"
    yield f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP};"  # an import fills a temporary table first
    yield f"GRANT CONNECT ON DATABASE {DATABASE} TO {RETENTION};"
    yield f"ALTER DATABASE {DATABASE} SET synchronous_commit = on;"
