"""Stop and search over HTTP for machines: recording, reading, counting, reviewing."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.stop_search import SearchReview, StopSearch
from mips.investigation.schemas.stop_search import (
    NameSearchedIn,
    RecordSearchIn,
    RecordStopIn,
    ReviewSearchIn,
    SearchesWhereIn,
    SearchFiltersIn,
)
from mips.investigation.schemas.stop_search_shown import (
    SearchDraftsOut,
    SearchFiguresOut,
    SearchLineOut,
    SearchOut,
    SearchPageOut,
    SearchReviewOut,
    UnreviewedOut,
    UnreviewedWhereIn,
)
from mips.investigation.usecases.search_drafts import discard_search_draft, list_search_drafts
from mips.investigation.usecases.search_figures import SearchFigures, count_searches
from mips.investigation.usecases.search_reviews import list_unreviewed, review_search
from mips.investigation.usecases.searches import SearchList, SearchPage, list_searches, read_search
from mips.investigation.usecases.searching import name_searched, record_search, record_stop
from mips.web.endpoints import current_actor
from mips.web.keyset import Page


@resources.operation("/stop-searches", does=record_search, methods=["POST"])
@resources.arguments(RecordSearchIn)
@resources.response(201, SearchLineOut)
def post_search(fields: dict[str, Any]) -> StopSearch:
    """Record a stop and search"""
    return record_search(current_actor(), **fields)


@resources.operation("/stops", does=record_stop, methods=["POST"])
@resources.arguments(RecordStopIn)
@resources.response(201, SearchLineOut)
def post_stop(fields: dict[str, Any]) -> StopSearch:
    """Record a stop without a search"""
    return record_stop(current_actor(), **fields)


@resources.operation("/stop-searches", does=list_searches)
@resources.arguments(SearchesWhereIn, location="query")
@resources.response(200, SearchPageOut)
def get_searches(where: dict[str, Any]) -> SearchList:
    """List stop and searches"""
    after = where.pop("after", None)
    return list_searches(current_actor(), where=where, after=after)


@resources.operation("/stop-searches/figures", does=count_searches)
@resources.arguments(SearchFiltersIn, location="query")
@resources.response(200, SearchFiguresOut)
def get_search_figures(where: dict[str, Any]) -> SearchFigures:
    """Count stop and searches by age, gender, ethnicity, power, object and outcome"""
    return count_searches(current_actor(), where=where)


@resources.operation("/stop-searches/to-review", does=list_unreviewed)
@resources.arguments(UnreviewedWhereIn, location="query")
@resources.response(200, UnreviewedOut)
def get_unreviewed(where: dict[str, Any]) -> Page[StopSearch]:
    """List stop and searches that wait for a supervisor's review"""
    return list_unreviewed(current_actor(), **where)


@resources.operation("/stop-searches/drafts", does=list_search_drafts)
@resources.response(200, SearchDraftsOut)
def get_search_drafts() -> Any:
    """List one's own records of stop and search begun and not finished"""
    return {"drafts": list_search_drafts(current_actor())}


@resources.operation("/stop-searches/drafts/<uuid:slot>", does=discard_search_draft, methods=["DELETE"])
@resources.response(204)
def delete_search_draft(slot: uuid.UUID) -> None:
    """Discard one's own record of stop and search half typed"""
    discard_search_draft(current_actor(), slot=slot)


@resources.operation("/stop-searches/<uuid:search_id>", does=read_search)
@resources.response(200, SearchOut)
def get_search(search_id: uuid.UUID) -> SearchPage:
    """Read a stop and search"""
    return read_search(current_actor(), search_id=search_id)


@resources.operation("/stop-searches/<uuid:search_id>/person", does=name_searched, methods=["POST"])
@resources.arguments(NameSearchedIn)
@resources.response(200, SearchLineOut)
def post_searched(fields: dict[str, Any], search_id: uuid.UUID) -> StopSearch:
    """Say who was searched"""
    return name_searched(current_actor(), search_id=search_id, **fields)


@resources.operation("/stop-searches/<uuid:search_id>/reviews", does=review_search, methods=["POST"])
@resources.arguments(ReviewSearchIn)
@resources.response(201, SearchReviewOut)
def post_search_review(fields: dict[str, Any], search_id: uuid.UUID) -> SearchReview:
    """Review a stop and search"""
    return review_search(current_actor(), search_id=search_id, **fields)
