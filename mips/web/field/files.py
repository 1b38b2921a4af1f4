"""Files handed in with a form: their size and whether they are what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import filetype
from marshmallow import ValidationError, fields

from mips.web.field.asked import Asked

MEGABYTE = 1024 * 1024
TYPES: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "text/csv": (".csv",),
    "text/plain": (".txt",),
    "application/zip": (".zip",),
    "application/gzip": (".gz",),
}
"""The kinds of file that may be taken, with the endings their names may have."""

_PLAIN_TEXT = frozenset({"text/csv", "text/plain"})
_UNSAFE = re.compile(r"[^\w.()' -]", re.UNICODE)


@dataclass(frozen=True)
class Uploaded:
    """A file that was handed in and is what it says: its plain name, type, size in bytes, and content to read."""

    name: str
    type: str
    size: int
    content: BinaryIO


class Upload(Asked, fields.Raw):
    """A file of one of `types` (media types of TYPES), of at most `megabytes`. Gives an Uploaded."""

    widget = "file"
    verb = "Select"

    def __init__(
        self, label: str = "", *, types: Sequence[str] = ("application/pdf",), megabytes: int = 25, **rest: Any
    ) -> None:
        self.types, self.megabytes = tuple(types), megabytes
        endings = ",".join(ending for kind in self.types for ending in TYPES[kind])
        super().__init__(label, metadata={"type": "string", "format": "binary", "accept": endings}, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not getattr(value, "filename", None):
            if self.required or not self.allow_none:
                raise ValidationError(self.wanted)
            return None
        name = plain_name(value.filename)
        content: BinaryIO = value.stream
        size = _size(content)
        if size == 0:
            raise ValidationError("The selected file is empty")
        if size > self.megabytes * MEGABYTE:
            raise ValidationError(f"The selected file must be smaller than {self.megabytes} MB")
        return Uploaded(name, self._type_of(name, content), size, content)

    def _type_of(self, name: str, content: BinaryIO) -> str:
        ending = PurePosixPath(name).suffix.lower()
        says = next((kind for kind in self.types if ending in TYPES[kind]), None)
        if says is None:
            wanted = ", ".join(ending for kind in self.types for ending in TYPES[kind])
            raise ValidationError(f"The selected file must be one of {wanted}")
        if not is_what_it_says(content, says):
            raise ValidationError(f"The selected file is not what its name says: {ending}")
        return says

    def typed(self, value: Any) -> str:
        return ""


def plain_name(name: str) -> str:
    """The last part of a file's name without anything that could be a path, a control or a trick; at most 120 long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = _UNSAFE.sub("_", last).strip(" .") or "file"
    return plain if len(plain) <= 120 else plain[:100] + PurePosixPath(plain).suffix[:20]


def is_what_it_says(content: BinaryIO, says: str) -> bool:
    """True when the first bytes are those of the media type; text must be readable as UTF-8 and hold no NUL."""
    head = content.read(8192)
    content.seek(0)
    found = filetype.guess_mime(head)
    if says in _PLAIN_TEXT:
        return found is None and b"\x00" not in head and _is_utf8(head)
    return bool(found == says)


def _is_utf8(head: bytes) -> bool:
    try:
        head[: len(head) - 3 if len(head) == 8192 else len(head)].decode("utf-8")
    except UnicodeDecodeError as broken:
        return broken.reason == "unexpected end of data"
    return True


def _size(content: BinaryIO) -> int:
    content.seek(0, 2)
    size = content.tell()
    content.seek(0)
    return size
