"""Searches in custody, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.schemas.searches import SearchesOut, SearchIn, SearchOut
from mips.custody.usecases.searches import need_no_search, read_searches, record_search
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/searches", does=read_searches)
@resources.response(200, SearchesOut)
def get_read_searches(detention_id: uuid.UUID) -> Any:
    """Show the searches of a detainee"""
    return read_searches(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/searches", does=record_search, methods=["POST"])
@resources.arguments(SearchIn)
@resources.response(201, SearchOut)
def post_record_search(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Write down a search as it was done"""
    return record_search(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/no-search", does=need_no_search, methods=["POST"])
@resources.response(204)
def post_need_no_search(detention_id: uuid.UUID) -> Any:
    """Write down that no search is needed"""
    need_no_search(current_actor(), detention_id=detention_id)
