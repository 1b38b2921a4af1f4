"""Make a backup: the database as of one instant, the files it names, and the keys nothing could go on without."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg

from mips.interchange.backup import manifest, programs
from mips.interchange.backup.files import Store, copy_files, put
from mips.interchange.backup.manifest import AS_TEXT, Manifest
from mips.interchange.backup.programs import BackupFailed

DUMP: Final = "database.dump"
FILES: Final = "attachments"
KEPT: Final = ("seal.key", "secret-key")
"""Files of the data folder: the key of the journal's seals, and the one that opens what people enrolled to sign in."""


def make(url: str, folder: Path, *, data_dir: Path, store: Store) -> Manifest:
    """Write a backup of one instant to a new folder. `url` is the owner's. Nothing is left behind when it fails."""
    with new_folder(folder) as making:
        made = _dump(url, making)
        sizes, missing = copy_files(store, making / FILES, made.files)
        made = replace(made, files=sizes, missing=missing)
        copy_kept(data_dir, making)
        made.write(making)
    return made


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A new private folder that gets its name only when everything is in it and on the disk."""
    folder = folder.absolute()
    if folder.exists():
        raise BackupFailed(f"{folder} is there already: name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield making
        os.sync()
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _dump(url: str, folder: Path) -> Manifest:
    (folder / DUMP).touch(mode=0o600)
    with programs.connect(url, options=AS_TEXT) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        [snapshot] = connection.execute("SELECT pg_export_snapshot()").fetchone() or [""]
        programs.dump(url, folder / DUMP, snapshot=str(snapshot))
        return manifest.take(connection, made_at=datetime.now(UTC).isoformat(timespec="seconds"))


def copy_kept(source: Path, target: Path) -> None:
    """Copy the keys from one folder to another that has none."""
    for name in KEPT:
        if (source / name).exists() and not (target / name).exists():
            put(target / name, [(source / name).read_bytes()])
