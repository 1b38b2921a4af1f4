"""Our own stylesheets and scripts: addressed by their content, kept by the browser, sent compressed."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory, url_for

FOLDER = Path(__file__).parent / "static"
_COMPRESSED = frozenset({".css", ".js", ".svg"})
_YEAR = 31_536_000
_HOUR = 3_600


def asset(name: str) -> str:
    """The address of a file under static/, which changes when the file does: asset('mips.css')."""
    path = FOLDER / name
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return url_for("static", filename=name, v=_digest(name, stamp))


@lru_cache(maxsize=256)
def _digest(name: str, stamp: int) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12] if stamp else "missing"


@lru_cache(maxsize=64)
def _gzipped(name: str, stamp: int) -> bytes:
    return gzip.compress((FOLDER / name).read_bytes(), mtime=0)


def register(app: Flask) -> None:
    """The app is to be made with `static_folder=None`: this serves /static in its place."""
    app.jinja_env.globals["asset"] = asset
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_serve)


def _serve(filename: str) -> Response:
    response = send_from_directory(FOLDER, filename, conditional=True, max_age=_YEAR if "v" in request.args else _HOUR)
    if Path(filename).suffix in _COMPRESSED:
        response.headers["Vary"] = "Accept-Encoding"
        if response.status_code == 200 and request.accept_encodings["gzip"] > 0 and request.range is None:
            _compress(response, filename)
    return response


def _compress(response: Response, filename: str) -> None:
    """Give the compressed body its own ETag, so that a cache never mixes the two."""
    response.close()  # the open file
    response.direct_passthrough = False
    response.set_data(_gzipped(filename, (FOLDER / filename).stat().st_mtime_ns))
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
