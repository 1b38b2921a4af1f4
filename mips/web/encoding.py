"""Forms are UTF-8: bytes that are none are refused at the edge, or they would be kept as percent signs and digits."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from flask import Flask, abort, request

_FORM = "application/x-www-form-urlencoded"


def register(app: Flask) -> None:
    app.before_request(_refuse_other_encodings)


def _refuse_other_encodings() -> None:
    if request.mimetype != _FORM:
        return
    try:
        unquote_to_bytes(request.get_data()).decode()
    except UnicodeDecodeError:
        abort(400, "The form holds characters that cannot be read. Type them again and send it once more")
