"""The folder of packs on the suite's own computer: put in whole or not at all, told by age, destroyed when old."""

from __future__ import annotations

import io
import os
import re
import secrets
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from mips.custody.continuity.sealing import Label, PackUnreadable, seal, unseal

SUFFIX: Final = ".mipspack"
_HEAD: Final = 4096
_DATED: Final = (1980, 1, 1, 0, 0, 0)
"""What a zip file says of its entries: when they were made stands on the pack itself."""


def keep(files: Mapping[str, bytes], folder: Path, passphrase: str, *, suite: str, made_at: datetime) -> Path:
    """Seal these files as `pack-SUITE-TIME.mipspack`. A reader of the folder sees the whole pack or none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain = re.sub(r"[^A-Za-z0-9]+", "", suite) or "suite"
    target = folder / f"pack-{plain}-{made_at.astimezone(UTC):%Y%m%dT%H%MZ}{SUFFIX}"
    write_whole(target, seal(_together(files), passphrase, suite=suite, made_at=made_at))
    return target


def unpack(pack: Path, folder: Path, passphrase: str) -> list[Path]:
    """Put the files of a pack in a folder that only its owner reads. Raises PackUnreadable."""
    content = unseal(pack.read_bytes(), passphrase)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    with zipfile.ZipFile(io.BytesIO(content)) as together:
        for name in together.namelist():
            write_whole(folder / PurePosixPath(name).name, together.read(name))
            written.append(folder / PurePosixPath(name).name)
    return written


def labels(folder: Path, *, suite: str | None = None) -> Iterator[tuple[Path, Label]]:
    """Every pack of a folder with what it says of itself, the newest first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(PackUnreadable), path.open("rb") as file:
            found.append((path, Label.read(file.read(_HEAD))))
    of_it = [each for each in found if suite in (None, each[1].suite)]
    return iter(sorted(of_it, key=lambda each: each[1].made_at, reverse=True))


def newest(folder: Path, *, suite: str | None = None) -> Label | None:
    return next((label for _, label in labels(folder, suite=suite)), None)


def destroy_old(folder: Path, *, suite: str, now: datetime, keep_for: timedelta) -> list[Path]:
    """Remove the packs of a suite that are older. Called after a new one was kept: the last is never lost."""
    before = list(labels(folder, suite=suite))[1:]
    old = [path for path, label in before if now - label.made_at > keep_for]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def write_whole(path: Path, content: bytes) -> None:
    """A 0600 file put in place at once, on the disk before its name is."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _together(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as together:
        for name, content in files.items():
            together.writestr(zipfile.ZipInfo(name, _DATED), content)
    return made.getvalue()
