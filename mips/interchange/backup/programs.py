"""PostgreSQL's own programs for dumping and restoring, given a database's URL."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

import psycopg
import sqlalchemy as sa

from mips.core import embedded
from mips.core.errors import MipsError

UNKNOWN_TO_OLDER_SERVERS: Final = b"SET transaction_timeout = 0;\n"
"""pg_restore 17 and later write it for every server; 15 and 16 refuse it."""
PREAMBLE_LINES: Final = 40


class BackupFailed(MipsError):
    """A backup, a restoration, an export or its proof did not come to its end."""

    status, code, title = 500, "backup-failed", "The backup did not come to its end"


def connect(url: str, **settings: Any) -> psycopg.Connection[Any]:
    """A connection of its own to the database of a SQLAlchemy URL; of several servers to the one written to."""
    plain = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, connect_timeout=10, target_session_attrs="read-write", **settings)


def dump(url: str, file: Path, *, snapshot: str) -> None:
    """Write everything of a database, as of an exported snapshot, to a file in pg_dump's own format."""
    command: list[str | Path] = [_found("pg_dump", url), "--no-password", "--format=custom", "--file", file]
    command.append(f"--snapshot={snapshot}")
    with _complaints("The dump") as complaints:
        subprocess.run(command, env=_environment(url), stderr=complaints, check=True)  # noqa: S603


def restore(url: str, file: Path) -> None:
    """Put a dump into an empty database: all of it, or nothing. Everything belongs to the role of the URL."""
    reading: list[str | Path] = [_found("pg_restore", url), "--file=-", "--no-owner", file]
    writing: list[str | Path] = [
        _found("psql", url),
        "--no-psqlrc",
        "--no-password",
        "--quiet",
        "--single-transaction",
        "--file=-",
    ]
    words = ["--output", os.devnull, "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse"]  # an error's detail quotes rows
    environment = _environment(url)
    with (
        _complaints("The restoration") as complaints,
        subprocess.Popen(reading, stdout=subprocess.PIPE, stderr=complaints) as reader,  # noqa: S603
        subprocess.Popen([*writing, *words], stdin=subprocess.PIPE, stderr=complaints, env=environment) as writer,  # noqa: S603
    ):
        _pass_on(reader, writer)
        if status := reader.wait() or writer.wait():
            raise subprocess.CalledProcessError(status, reading)


def _pass_on(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes]) -> None:
    """The writer commits at the end of its input: unless the reader came to its own end, it must not see one."""
    source, target = cast(IO[bytes], reader.stdout), cast(IO[bytes], writer.stdin)
    try:
        for _ in range(PREAMBLE_LINES):
            if (line := source.readline()) != UNKNOWN_TO_OLDER_SERVERS:
                target.write(line)
        shutil.copyfileobj(source, target, 1 << 20)
        if reader.wait():
            writer.kill()
        target.close()
    except BrokenPipeError:  # the writer has said why
        reader.kill()
    except BaseException:
        writer.kill()
        raise


@contextmanager
def _complaints(what: str) -> Iterator[IO[bytes]]:
    """A file for what programs say on their way, which becomes the reason when one fails."""
    with tempfile.TemporaryFile() as said:
        try:
            yield said
        except subprocess.CalledProcessError as failed:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()[-1500:]
            raise BackupFailed(f"{what} failed: {words or failed}") from None


def _found(program: str, url: str) -> Path:
    """The program of the embedded server, which serves every release up to its own; else the one on the path."""
    with connect(url) as connection:
        server = connection.info.server_version // 10_000
    try:
        own = embedded.programs()
    except embedded.EmbeddedTrouble:
        own = None
    if own is not None and int(own.parent.name.removeprefix("pginstall") or 0) >= server:
        return own / program
    if (other := shutil.which(program)) is None:
        raise BackupFailed(f"{program} was not found: install the client programs of PostgreSQL {server}")
    return Path(other)


def _environment(url: str) -> dict[str, str]:
    """The password goes by the environment, never by the arguments, which every account may read."""
    target = sa.make_url(url)
    host = target.host or target.query.get("host", "")
    given = {
        "PGHOST": host if isinstance(host, str) else ",".join(host),
        "PGPORT": str(target.port or target.query.get("port", "")),
        "PGUSER": target.username or "",
        "PGPASSWORD": str(target.password or ""),
        "PGDATABASE": target.database or "",
        "PGSSLMODE": str(target.query.get("sslmode", "")),
        "PGSSLROOTCERT": str(target.query.get("sslrootcert", "")),
        "PGCONNECT_TIMEOUT": "10",
        "PGTARGETSESSIONATTRS": "read-write",  # all programs of one backup must meet the same server
    }
    return {**os.environ, **{name: value for name, value in given.items() if value}}
