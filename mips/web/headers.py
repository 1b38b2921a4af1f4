"""Security headers on every answer: what the browser may load, keep, tell others and do."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), "
        "display-capture=(), browsing-topics=()"
    ),
}
_TWO_YEARS = 63_072_000


def csp_nonce() -> str:
    """The nonce of this request: `<script nonce="{{ csp_nonce() }}">` for a script of ours, never for inline code."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def origin_of(tiles: str) -> str:
    """Where map tiles come from, as a policy names it: `https://*.example` for several servers written {s}."""
    parts = urlsplit(tiles)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else ""


def policy(nonce: str, *, map_tiles: str = "") -> str:
    """The content security policy. `map_tiles` is the one foreign origin that may send images."""
    directives = {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}' 'strict-dynamic'",
        "style-src": "'self'",
        "img-src": f"'self' data: {map_tiles}".strip(),
        "media-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "manifest-src": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def register(app: Flask) -> None:
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_secure)


def _secure(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    tiles = str(current_app.config.get("MAP_TILES_ORIGIN", ""))
    response.headers.setdefault("Content-Security-Policy", policy(csp_nonce(), map_tiles=tiles))
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_TWO_YEARS}; includeSubDomains")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
