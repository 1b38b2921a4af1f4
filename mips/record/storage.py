"""Where the bytes of attached files lie: once for each content, under its hash, in a folder or an S3 store."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, cast
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, from_url

from mips.core.errors import NotFound
from mips.core.settings import settings

BLOCK: Final = 1024 * 1024
NAME: Final = re.compile(r"[0-9a-f]{64}")


@functools.cache
def _store_at(url: str) -> Any:
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return LocalStore(folder)
    return from_url(url)


def _store() -> Any:
    return _store_at(settings().attachments_url)


def hash_of(content: BinaryIO) -> str:
    """SHA-256 of a file, read a block at a time and left at its beginning."""
    digest = hashlib.sha256()
    for block in blocks_of(content):
        digest.update(block)
    return digest.hexdigest()


def keep(content: BinaryIO) -> str:
    """Store a file unless its content is stored already. Returns its SHA-256, by which it is opened again."""
    sha256 = hash_of(content)
    try:
        obstore.put(_store(), _path(sha256), content, mode="create")
    except AlreadyExistsError:
        content.seek(0)
    return sha256


def blocks_of(content: BinaryIO) -> Iterator[bytes]:
    """A file a block at a time, left at its beginning."""
    content.seek(0)
    while block := content.read(BLOCK):
        yield block
    content.seek(0)


def keep_part(upload: str, number: int, content: bytes) -> None:
    """Store the next piece of a file that comes in pieces. Stored again it takes the place of the first."""
    obstore.put(_store(), _part(upload, number), content)


def join_parts(upload: str, count: int) -> str:
    """Make one file of its pieces, as they are. Returns its SHA-256; the pieces stay until they are dropped."""
    digest = hashlib.sha256()
    for block in read_parts(upload, count):
        digest.update(block)
    sha256 = digest.hexdigest()
    try:
        obstore.head(_store(), _path(sha256))
    except FileNotFoundError:
        whole = obstore.open_writer(_store(), _path(sha256))
        for block in read_parts(upload, count):
            whole.write(block)
        whole.close()  # only now is it there: a writer that is left open by a failure leaves nothing
    return sha256


def drop_parts(upload: str, count: int) -> None:
    """Remove the pieces of a file. Nothing happens when they are not there."""
    for number in range(count):
        with suppress(FileNotFoundError):
            obstore.delete(_store(), _part(upload, number))


def read_parts(upload: str, count: int) -> Iterator[bytes]:
    """The pieces of a file one after the other, a block at a time."""
    for number in range(count):
        for block in obstore.get(_store(), _part(upload, number)).stream(min_chunk_size=BLOCK):
            yield bytes(block)


def _part(upload: str, number: int) -> str:
    return f"parts/{upload}/{number:06d}"


def read(sha256: str) -> Iterator[bytes]:
    """The content, a block at a time. Raises NotFound before the first when it is not there."""
    try:
        found = obstore.get(_store(), _path(sha256))
    except FileNotFoundError:
        raise NotFound("The file is not in the store") from None
    return (bytes(block) for block in cast(Any, found.stream(min_chunk_size=BLOCK)))


def read_stretch(sha256: str, start: int, length: int) -> Iterator[bytes]:
    """So many bytes from a place in the content, a block at a time. Raises NotFound before the first, as `read`."""
    try:
        found = obstore.get(_store(), _path(sha256), options={"range": (start, start + length)})
    except FileNotFoundError:
        raise NotFound("The file is not in the store") from None
    return (bytes(block) for block in cast(Any, found.stream(min_chunk_size=BLOCK)))


def stored_before(moment: datetime) -> Iterator[str]:
    """The files that were stored before a moment, by their SHA-256; what else lies in the store is passed over."""
    for batch in obstore.list(_store()):
        for found in batch:
            sha256 = str(found["path"]).rpartition("/")[2]
            if NAME.fullmatch(sha256) and found["last_modified"] < moment:
                yield sha256


def remove(sha256: str) -> None:
    """Take a file out of the store, for good. Nothing happens when it is not there."""
    with suppress(FileNotFoundError):
        obstore.delete(_store(), _path(sha256))


def lock_number(sha256: str) -> int:
    """The number by which a content is locked in the database while it is stored or removed."""
    return int.from_bytes(bytes.fromhex(sha256)[:8], "big", signed=True)


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
