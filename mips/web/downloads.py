"""Files given out so that no browser opens them in our name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from flask import Response, request, stream_with_context
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


def shown_in_page(media_type: str, size: int, stretch: Callable[[int, int], Iterable[bytes]]) -> Response:
    """A file that a page shows or plays: whole, or the stretch that the browser asks for (RFC 9110 section 14).

    `stretch(start, length)` gives so many bytes of it. The caller names only media types a browser runs nothing of.
    """
    asked = request.range.range_for_length(size) if request.range else None
    if request.range and asked is None:
        return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, stop = asked or (0, size)
    response = Response(
        stream_with_context(iter(stretch(start, stop - start))), status=206 if asked else 200, mimetype=media_type
    )
    response.headers["Accept-Ranges"] = "bytes"
    if asked:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = _SHOWN
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.content_length = stop - start
    return response


_SHOWN = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For what a browser opens by itself: its own viewer, and nothing that the file names."""
