"""The receipt by link: no account, a signature instead, for the three months of the law (docs/decisions/0009)."""

from __future__ import annotations

import hashlib
import uuid
from typing import Final

from flask import current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from mips.access.permissions import Permission
from mips.access.system import holder
from mips.access.visibility import looking
from mips.core.errors import NotFound
from mips.investigation.pages.blueprint import stop_pages as pages
from mips.investigation.rules.stop_search import SearchType
from mips.investigation.usecases.searches import Receipt, open_receipt

SALT: Final = "stop-search-receipt"


@pages.route("/receipt/<token>")
def receipt(token: str) -> ResponseReturnValue:
    """What the law has the record state. A wrong link, an old one and none look alike."""
    actor = holder("receipt of a stop and search", Permission.INVESTIGATION_STOP_SEARCH_READ, request.remote_addr or "")
    found = open_receipt(actor, search_id=_named(token))
    with looking(actor, open_receipt.permission):
        about = {"facts": found, "heading": _heading(found)}
        answer = make_response(render_template("investigation/stop_search/receipt.html", **about))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _heading(found: Receipt) -> str:
    return f"Record of your {'stop' if found.search.search_type is SearchType.STOP else 'search'}"


def link_to(search_id: uuid.UUID) -> str:
    """The address to give to the person searched. It names the record and nobody, and cannot be made up."""
    return url_for("stop_search.receipt", token=_signer().dumps(search_id.hex), _external=True)


def _named(token: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(_signer().loads(token)))
    except (BadSignature, ValueError):
        raise NotFound from None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=SALT, signer_kwargs={"digest_method": hashlib.sha256})
