"""What pickers of code lists ask while somebody types."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify, request

from mips.record.reference.offences import find_offences
from mips.record.reference.usecases import read_list
from mips.web.endpoints import Pages

pages = Pages("reference", __name__, url_prefix="/reference")


@pages.page("/offences/find", does=read_list)
def find_offence() -> Response:
    """Offences that match `?q=`, for the picker. Public law, nobody's record: looking it up leaves no entry."""
    found = find_offences(request.args.get("q", ""))
    answer = jsonify({"candidates": [asdict(candidate) for candidate in found]})
    answer.cache_control.private = True
    answer.cache_control.max_age = 3600
    return answer
