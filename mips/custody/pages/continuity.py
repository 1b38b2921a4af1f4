"""The pack of a suite in a browser: to be printed, or saved before the server is stopped."""

from __future__ import annotations

import uuid
from typing import Final

from flask import Response, make_response

from mips.custody.continuity.laying_out import whiteboard
from mips.custody.pages.blueprint import pages
from mips.custody.usecases.pack import read_pack
from mips.web.endpoints import current_actor

OWN_STYLES_ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@pages.page("/suites/<uuid:suite_id>/pack", does=read_pack)
def pack(suite_id: uuid.UUID) -> Response:
    page = make_response(whiteboard(read_pack(current_actor(), suite_id=suite_id)))
    page.headers["Content-Security-Policy"] = OWN_STYLES_ALONE
    return page
