"""What is on the record already of a victim, a place or a crime, for other programs that record."""

from __future__ import annotations

from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.schemas.before import BeforeOut, BeforeWhereIn
from mips.investigation.usecases.before import Before, look_before
from mips.web.endpoints import current_actor


@resources.operation("/crimes/before", does=look_before)
@resources.arguments(BeforeWhereIn, location="query")
@resources.response(200, BeforeOut)
def get_before(where: dict[str, Any]) -> Before:
    """Find likely duplicates of a crime, and repeats of its victim and place"""
    place, person = where.pop("place_id", None), where.pop("person_id", None)
    return look_before(
        current_actor(), where={"place_id": place}, victims=[{"person_id": person}] if person else [], **where
    )
