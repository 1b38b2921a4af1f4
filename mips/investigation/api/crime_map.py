"""Where crimes happened, for the map and for other programs."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any, Final

from flask import Response, request

from mips.investigation.api.blueprint import resources
from mips.investigation.schemas.crime_filters import CrimesCountedIn
from mips.investigation.schemas.shown import CrimePointsOut
from mips.investigation.usecases.crime_map import CrimeMap, map_crimes
from mips.web.endpoints import current_actor

WORTH_PACKING: Final = 10_000
"""Bytes."""


@resources.operation("/crimes/points", does=map_crimes)
@resources.arguments(CrimesCountedIn, location="query")
@resources.response(200, CrimePointsOut)
def get_crime_points(where: dict[str, Any]) -> Response:
    """List places of crimes with how many happened at each"""
    return _compact(map_crimes(current_actor(), where=where))


def _compact(found: CrimeMap) -> Response:
    """As short as JSON can be, packed where the reader unpacks it, and not sent again while it is the same."""
    plain = f'{{"points":{found.points},"count":{found.count},"more":{json.dumps(found.more)}}}'.encode()
    answer = Response(plain, mimetype="application/json")
    answer.headers["Cache-Control"], answer.headers["Vary"] = "private, no-cache", "Accept-Encoding, Cookie"
    answer.set_etag(hashlib.sha256(plain).hexdigest()[:32], weak=True)
    if len(plain) > WORTH_PACKING and request.accept_encodings["gzip"] > 0:
        answer.set_data(gzip.compress(plain, compresslevel=1, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    answer.make_conditional(request)
    return answer
