"""Attached files on their way into a backup and out of it: streamed, and checked against the hash that names them."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from mips.core.errors import NotFound
from mips.interchange.backup.programs import BackupFailed
from mips.record import storage

BLOCK: Final = 1 << 20
NAME: Final = re.compile(r"[0-9a-f]{64}")


class Store(Protocol):
    """Where attached files lie, by the SHA-256 of their contents. Streamed: a file may be larger than memory."""

    def read(self, sha256: str) -> Iterator[bytes]:
        """The contents, a block at a time. Raises FileNotFoundError, at the latest when the first is asked for."""
        ...

    def write(self, sha256: str, blocks: Iterable[bytes]) -> None: ...


class Kept:
    """The store of this installation."""

    def read(self, sha256: str) -> Iterator[bytes]:
        try:
            return storage.read(sha256)
        except NotFound:
            raise FileNotFoundError(sha256) from None

    def write(self, sha256: str, blocks: Iterable[bytes]) -> None:
        with tempfile.TemporaryFile() as whole:  # what fails the check at its end is never stored
            for block in blocks:
                whole.write(block)
            storage.keep(whole)


class FileChanged(BackupFailed):
    """An attached file does not have the contents it is named by."""


def checked(sha256: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Pass blocks on, and raise FileChanged at their end when they are not the contents of this name."""
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
        yield block
    if digest.hexdigest() != sha256:
        raise FileChanged(f"Attached file {sha256} was changed")


def blocks_of(path: Path) -> Iterator[bytes]:
    """A file, a block at a time. Raises BackupFailed when it is not there."""
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block
    except FileNotFoundError:
        raise BackupFailed(f"Attached file {path.name} is missing from the backup") from None


def put(path: Path, blocks: Iterable[bytes]) -> int:
    """Write a new private file; returns its bytes."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        return sum(file.write(block) for block in blocks)


def copy_files(store: Store, folder: Path, named: Iterable[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Copy each file that is named to a new folder: the bytes of each, and those the store lacks or holds otherwise.

    One that is missing stops nothing: it is told.
    """
    folder.mkdir(mode=0o700)
    sizes: dict[str, int] = {}
    missing: list[str] = []
    for sha256 in named:
        if not NAME.fullmatch(sha256):
            missing.append(sha256)
            continue
        try:
            sizes[sha256] = put(folder / sha256, checked(sha256, store.read(sha256)))
        except (FileNotFoundError, FileChanged):
            missing.append(sha256)
            (folder / sha256).unlink(missing_ok=True)
    return sizes, tuple(missing)
