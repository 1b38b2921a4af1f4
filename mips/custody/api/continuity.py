"""The pack of a suite, and what was written on paper, for other programs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.continuity.laying_out import as_content
from mips.custody.model.paper import PaperEntry
from mips.custody.schemas.continuity import GapOut, PackOut, PaperIn, PaperOut, StretchIn
from mips.custody.usecases.gaps import Gap, read_gaps
from mips.custody.usecases.pack import read_pack
from mips.custody.usecases.reentry import reenter
from mips.web.endpoints import current_actor


@resources.operation("/suites/<uuid:suite_id>/pack", does=read_pack)
@resources.response(200, PackOut)
def get_pack(suite_id: uuid.UUID) -> dict[str, Any]:
    """Take out everything a suite needs to go on without the server"""
    return as_content(read_pack(current_actor(), suite_id=suite_id))


@resources.operation("/paper", does=reenter, methods=["POST"])
@resources.arguments(PaperIn)
@resources.response(201, PaperOut)
def post_paper(fields: dict[str, Any]) -> PaperEntry:
    """Enter a row that was written on paper, for whoever did it; the same row twice is once"""
    return reenter(current_actor(), **fields)


@resources.operation("/suites/<uuid:suite_id>/gaps", does=read_gaps)
@resources.arguments(StretchIn, location="query")
@resources.response(200, GapOut(many=True))
def get_gaps(query: dict[str, Any], suite_id: uuid.UUID) -> Sequence[Gap]:
    """List what fell due in a stretch and has no entry: checks, reviews, medicine, samples to be destroyed"""
    return read_gaps(current_actor(), suite_id=suite_id, **query).found
