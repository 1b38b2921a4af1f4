"""Code lists for machines: what forms choose from, and the offence picker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mips.core.errors import NotFound
from mips.record.reference.lookup import Listed
from mips.record.reference.offences import find_offences
from mips.record.reference.schemas import FindIn, FoundOut, ListedOut
from mips.record.reference.usecases import read_list
from mips.web.endpoints import Resources, current_actor

resources = Resources(
    "reference_api", __name__, url_prefix="/api/v1/reference", description="The code lists, and finding an offence"
)


@resources.operation("/lists/<name>", does=read_list)
@resources.response(200, ListedOut(many=True))
@resources.alt_response(404, description="There is no such list")
def get_list(name: str) -> Sequence[Listed]:
    """Read the items of a list that are in use today"""
    if not (items := read_list(current_actor(), name=name)):
        raise NotFound("There is no such list")
    return items


@resources.operation("/offences", does=read_list)
@resources.arguments(FindIn, location="query")
@resources.response(200, FoundOut)
def get_offences(asked: dict[str, Any]) -> dict[str, Any]:
    """Find offences by code or words, best first"""
    return {"candidates": find_offences(asked["q"])}
