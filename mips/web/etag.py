"""The version of a record in HTTP's own words: ETag, If-None-Match and If-Match (RFC 9110 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from flask import Response, abort, request

from mips.core.db import Base
from mips.core.errors import PreconditionFailed, Stale

_TAG: Final = re.compile(r'"(\d{1,9})"', re.ASCII)

IF_MATCH: Final[dict[str, Any]] = {
    "in": "header",
    "name": "If-Match",
    "description": "The ETag of the record as it was read; another version is refused with 412",
    "schema": {"type": "string"},
    "required": False,
}
"""The header, for OpenAPI: `@resources.operation(...)` then `@resources.doc(parameters=[IF_MATCH])`."""


def tag_of(row: Base) -> str:
    return f'"{row.version}"'


def tagged(row: Any, status: int = 200) -> tuple[Any, int, dict[str, str]]:
    """What a view returns for a record: itself, the status, and its ETag. Answers 304 when the reader has it."""
    tag = tag_of(row)
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag.strip('"')):
        abort(Response(status=304, headers={"ETag": tag}))
    return row, status, {"ETag": tag}


def version_named() -> int | None:
    """The version in If-Match, None where there is none or any will do. Raises PreconditionFailed for no ETag."""
    named = request.headers.get("If-Match", "").strip()
    if named in ("", "*"):
        return None
    found = _TAG.fullmatch(named)
    if not found:
        raise PreconditionFailed
    return int(found[1])


@contextmanager
def matching() -> Iterator[None]:
    """Within this, a record that has changed since the version of If-Match is 412; without the header it stays 409."""
    try:
        yield
    except Stale as stale:
        if "If-Match" in request.headers:
            raise PreconditionFailed from stale
        raise
