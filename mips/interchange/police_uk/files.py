"""Find the files to read - alone, packed, in folders, in zips - and read none that unpacks beyond reason."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from mips.interchange.police_uk.errors import FileRefused

LARGEST: Final = 8 * 1024**3
"""Bytes of one file, unpacked."""
RATIO: Final = 100
"""A published file shrinks about tenfold; what shrinks a hundredfold was made to burst."""
RATIO_FROM: Final = 1024 * 1024
MOST_MEMBERS: Final = 50_000
BLOCK: Final = 1024 * 1024

BROKEN: Final = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What unpacking a damaged, encrypted or foreign file raises."""


@contextmanager
def unpacking() -> Iterator[None]:
    """Damage met on the way is a refusal of the file."""
    try:
        yield
    except BROKEN as damaged:
        raise FileRefused(f"It cannot be unpacked or read: {damaged or type(damaged).__name__}") from damaged


@dataclass(frozen=True)
class Found:
    """One file to read. `packed` is its size as it lies there."""

    name: str
    packed: int
    open_packed: Callable[[], IO[bytes]]
    gzipped: bool = False

    @contextmanager
    def read(self) -> Iterator[IO[bytes]]:
        """Its content, unpacked. Raises FileRefused when it is damaged or unpacks beyond reason."""
        with unpacking():
            packed = self.open_packed()
        with packed:
            plain = gzip.GzipFile(fileobj=packed) if self.gzipped else packed
            measured: Any = Measured(plain, self)
            yield io.BufferedReader(measured, BLOCK)

    def fingerprint(self) -> str:
        """SHA-256 of the content, so that the same file is known again under any name or packing."""
        digest = hashlib.sha256()
        with self.read() as content:
            while block := content.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()


class Measured(io.RawIOBase):
    """Counts what comes out and stops a file that bursts."""

    def __init__(self, plain: IO[bytes] | gzip.GzipFile, found: Found) -> None:
        self._plain, self._found, self._out = plain, found, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with unpacking():
            block = self._plain.read(len(buffer))
        self._out += len(block)
        if self._out > LARGEST:
            raise FileRefused(f"It is larger than {LARGEST // 1024**3} GB unpacked")
        if self._out > RATIO_FROM and self._out > RATIO * max(self._found.packed, 1):
            raise FileRefused(f"It unpacks to more than {RATIO} times its size, as no published file does")
        buffer[: len(block)] = block
        return len(block)


@dataclass(frozen=True)
class Unreadable:
    """A path that leads to nothing that can be read, and why."""

    name: str
    reason: str


def find(paths: Iterable[Path]) -> list[Found | Unreadable]:
    """Every file under the paths, by name but crimes before outcomes. Others of a folder or zip are passed over."""
    return sorted(_under(paths), key=lambda each: "-outcomes.csv" in each.name.lower())


def _under(paths: Iterable[Path]) -> Iterator[Found | Unreadable]:
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file() and _readable(each.name))
            if not inside:
                yield Unreadable(str(path), "There is no csv, csv.gz or zip file in this folder")
            for each in inside:
                yield from _in_file(each)
        elif path.is_file():
            yield from _in_file(path)
        else:
            yield Unreadable(str(path), "There is no such file or folder")


def _in_file(path: Path) -> Iterator[Found | Unreadable]:
    try:
        if path.suffix.lower() == ".zip":
            yield from _in_zip(path)
        else:
            size = path.stat().st_size
            yield Found(str(path), size, lambda: path.open("rb"), path.suffix.lower() == ".gz")
    except BROKEN as damaged:
        yield Unreadable(str(path), f"It cannot be opened: {damaged or type(damaged).__name__}")


def _in_zip(path: Path) -> Iterator[Found | Unreadable]:
    with zipfile.ZipFile(path) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
    if len(members) > MOST_MEMBERS:
        yield Unreadable(str(path), f"It holds more than {MOST_MEMBERS:,} files")
        return
    wanted = [member for member in members if not member.is_dir() and _readable(member.filename)]
    if not wanted:
        yield Unreadable(str(path), "There is no csv file in this zip")
    for member in wanted:
        yield _in_member(path, member)


def _in_member(path: Path, member: zipfile.ZipInfo) -> Found | Unreadable:
    name = f"{path}/{member.filename}"
    if member.filename.lower().endswith(".zip"):
        return Unreadable(name, "A zip inside a zip is not opened: unpack it first")
    return Found(name, member.compress_size, lambda: _open(path, member), member.filename.lower().endswith(".gz"))


def _open(path: Path, member: zipfile.ZipInfo) -> IO[bytes]:
    with zipfile.ZipFile(path) as archive:
        return archive.open(member)


def _readable(name: str) -> bool:
    return name.lower().endswith((".csv", ".csv.gz", ".zip"))
