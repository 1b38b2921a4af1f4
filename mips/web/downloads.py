"""Files given out so that no browser opens them in our name."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from flask import Response, stream_with_context
from werkzeug.http import dump_options_header


def given_out(name: str, media_type: str, size: int, content: Iterable[bytes]) -> Response:
    """A download of so many bytes, sent as they come."""
    response = Response(stream_with_context(iter(content)), mimetype=media_type)
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    options = {"filename": plain} | ({"filename*": f"UTF-8''{quote(name, safe='')}"} if plain != name else {})
    response.headers["Content-Disposition"] = dump_options_header("attachment", options)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.content_length = size
    return response
