"""Reviews, waiting, closing and the sergeant's board over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.crime import Crime
from mips.investigation.model.supervision import ClosingStatement, CrimeWait, SupervisorReview
from mips.investigation.schemas import supervising as schemas
from mips.investigation.schemas.shown import CrimeLineOut
from mips.investigation.usecases import closing
from mips.investigation.usecases.awaiting import wait_for, wait_no_longer
from mips.investigation.usecases.supervising import Reviews, ToReview, prepare_review, read_reviews, review_crime
from mips.investigation.usecases.team_board import Crimes, TeamBoard, list_team_crimes, read_team_board
from mips.web.endpoints import current_actor


@resources.operation("/crimes/<uuid:crime_id>/supervisor-reviews", does=read_reviews)
@resources.response(200, schemas.ReviewsOut)
def get_supervisor_reviews(crime_id: uuid.UUID) -> Reviews:
    """Read what supervisors said of a crime"""
    return read_reviews(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/supervisor-reviews", does=review_crime, methods=["POST"])
@resources.arguments(schemas.ReviewCrimeIn)
@resources.response(201, schemas.SupervisorReviewOut)
def post_supervisor_review(fields: dict[str, Any], crime_id: uuid.UUID) -> SupervisorReview:
    """Review a crime"""
    return review_crime(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/supervisor-reviews/next", does=prepare_review)
@resources.response(200, schemas.ToReviewOut)
def get_next_review(crime_id: uuid.UUID) -> ToReview:
    """Read what happened of a crime since its last review"""
    return prepare_review(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/waiting", does=wait_for, methods=["POST"])
@resources.arguments(schemas.WaitForIn)
@resources.response(201, schemas.WaitOut)
def post_waiting(fields: dict[str, Any], crime_id: uuid.UUID) -> CrimeWait:
    """Say what a crime waits for"""
    return wait_for(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/waiting/end", does=wait_no_longer, methods=["POST"])
@resources.response(200, CrimeLineOut)
def post_waiting_end(crime_id: uuid.UUID) -> Crime:
    """Say that a crime waits no longer"""
    return wait_no_longer(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/closing", does=closing.read_closing)
@resources.response(200, schemas.ClosingOut)
def get_closing(crime_id: uuid.UUID) -> closing.ClosingPage:
    """Read what stands in the way of finalising a crime"""
    return closing.read_closing(current_actor(), crime_id=crime_id)


@resources.operation(
    "/crimes/<uuid:crime_id>/closing/no-intelligence", does=closing.state_no_intelligence, methods=["POST"]
)
@resources.arguments(schemas.ClosingStatementIn)
@resources.response(201, schemas.ClosingStatementOut)
def post_no_intelligence(fields: dict[str, Any], crime_id: uuid.UUID) -> ClosingStatement:
    """Say why there is no intelligence to submit"""
    return closing.state_no_intelligence(current_actor(), crime_id=crime_id, **fields)


@resources.operation(
    "/crimes/<uuid:crime_id>/closing/exhibits-kept", does=closing.state_exhibits_kept, methods=["POST"]
)
@resources.arguments(schemas.ClosingStatementIn)
@resources.response(201, schemas.ClosingStatementOut)
def post_exhibits_kept(fields: dict[str, Any], crime_id: uuid.UUID) -> ClosingStatement:
    """Say why the exhibits are kept"""
    return closing.state_exhibits_kept(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/retention-group", does=closing.set_retention_group, methods=["PUT"])
@resources.arguments(schemas.RetentionGroupIn)
@resources.response(200, CrimeLineOut)
def put_retention_group(fields: dict[str, Any], crime_id: uuid.UUID) -> Crime:
    """Put a crime into a group of review, retention and disposal"""
    return closing.set_retention_group(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/team-board", does=read_team_board)
@resources.response(200, schemas.TeamBoardOut)
def get_team_board() -> TeamBoard:
    """Read how the open crimes of one's teams stand"""
    return read_team_board(current_actor())


@resources.operation("/team-crimes", does=list_team_crimes)
@resources.arguments(schemas.TeamCrimesWhereIn, location="query")
@resources.response(200, schemas.TeamCrimesOut)
def get_team_crimes(where: dict[str, Any]) -> Crimes:
    """List the crimes that one figure of the board counts"""
    return list_team_crimes(current_actor(), **{name: value for name, value in where.items() if value})
