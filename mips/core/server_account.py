"""The account PostgreSQL runs under when we are root, which it refuses to be, and the places that account can reach."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ACCOUNT: Final = "mips-postgres"
OUTSIDE: Final = Path("/var/lib/mips")
"""Where the server's files go when its account cannot reach the folder we were given."""

REACH: Final = 0o001
READ: Final = 0o004


class EmbeddedTrouble(Exception):
    """The embedded server cannot be used. The message says what to do about it."""


def account_needed(home: Path) -> str | None:
    """The account to run the server of this home under; None to run it under our own.

    A home that an ordinary user made goes on under that user when root comes by.
    """
    if os.geteuid() != 0:
        return None
    if home.exists() and (owner := home.stat().st_uid):
        return pwd.getpwuid(owner).pw_name
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        _make_account()
    return ACCOUNT


def _make_account() -> None:
    command = ("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
    try:
        subprocess.run(  # noqa: S603  # fixed words
            [*command, "--shell", "/usr/sbin/nologin", ACCOUNT], check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError) as trouble:
        if ACCOUNT not in {entry.pw_name for entry in pwd.getpwall()}:  # another process may have been quicker
            raise EmbeddedTrouble(
                f"PostgreSQL does not run as root and the account {ACCOUNT} could not be made ({trouble}). "
                f"Make it by hand, run as an ordinary user, or set DATABASE_URL."
            ) from trouble


def give(path: Path, account: str | None) -> None:
    """Hand a file or folder to the account, when there is one."""
    if account:
        entry = pwd.getpwnam(account)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def run_as(account: str | None, command: Sequence[str | Path], *, words: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program of the server under its account, with `words` as its input. Raises EmbeddedTrouble if it fails."""
    entry = pwd.getpwnam(account) if account else None
    done = subprocess.run(  # noqa: S603  # the server's own programs, by their full path
        [str(part) for part in command],
        input=words,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        user=entry.pw_uid if entry else None,
        group=entry.pw_gid if entry else None,
        extra_groups=[] if entry else None,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise EmbeddedTrouble(f"{Path(command[0]).name} failed with status {done.returncode}: {said}")
    return done


def reachable(path: Path) -> bool:
    """Whether any account may walk to this path: nothing of the way there need be opened for it."""
    return all(parent.stat().st_mode & REACH for parent in path.resolve().parents)


def home_outside() -> Path:
    """A new folder under /var/lib/mips for a server whose data folder cannot be reached by its account."""
    _open_outside()
    home = OUTSIDE / f"server-{secrets.token_hex(4)}"
    home.mkdir(mode=0o700)
    return home


def programs_within_reach(programs: Path) -> Path:
    """The server's programs, or a copy of them where its account can run them when it cannot here."""
    server = programs / "postgres"
    if reachable(server) and server.stat().st_mode & READ:
        return programs
    package = programs.parent.parent
    copy = OUTSIDE / f"programs-{server.stat().st_mtime_ns:x}" / package.name / programs.parent.name
    if not copy.exists():
        _open_outside()
        _copy_readable(package.parent / f"{package.name}.libs", copy.parent.parent / f"{package.name}.libs")
        _copy_readable(programs.parent, copy)
    return copy / programs.name


def _open_outside() -> None:
    OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)


def _copy_readable(source: Path, target: Path) -> None:
    """Copy a tree for everybody to read, whole or not at all."""
    if target.exists():
        return
    making = target.parent / f"{target.name}.{secrets.token_hex(4)}"
    shutil.copytree(source, making, symlinks=True)
    for path in [making, *making.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    _open_parents(making)
    try:
        making.rename(target)
    except OSError:  # another process finished the same copy first
        shutil.rmtree(making)


def _open_parents(path: Path) -> None:
    for parent in path.parents:
        if OUTSIDE in parent.parents:
            parent.chmod(0o755)
