"""Pictures that pages show: each an answer of its own, as a page may hold no inline style."""

from __future__ import annotations

import io

import segno
from flask import Response


def qr_code(text: str) -> Response:
    """A QR code as SVG."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=5, border=3, light="#fff")
    return Response(picture.getvalue(), mimetype="image/svg+xml")
