"""What a browser says by the tus protocol, wherever files come in pieces (https://tus.io/protocols/resumable-upload)."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from flask import request

from mips.core.errors import InputInvalid

PIECE: Final = 8 * 1024 * 1024
"""Bytes that a browser sends at a time: what a lost line costs."""
TUS: Final = {"Tus-Resumable": "1.0.0", "Tus-Version": "1.0.0", "Tus-Extension": "creation"}


def begun() -> tuple[str, int, int]:
    """Of a file that is begun: its name, its size in bytes, and when it was last changed. Raises InputInvalid."""
    told = metadata(request.headers.get("Upload-Metadata", ""))
    size, modified = request.headers.get("Upload-Length", ""), told.get("modified", "")
    if not size.isdecimal():
        raise InputInvalid({"file": ["Say how long the file is"]})
    return told.get("filename") or "file", int(size), int(modified) if modified.isdecimal() else 0


def offset_told() -> int:
    """Where a piece begins. Raises InputInvalid."""
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal():
        raise InputInvalid({"file": ["Say where this piece begins"]})
    return int(offset)


def metadata(header: str) -> dict[str, str]:
    """`filename d29ybGQ=,modified MQ==` -> names with their decoded values; what cannot be decoded is left out."""
    found = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found
