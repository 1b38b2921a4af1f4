"""Victims' requests for a review of a decision not to charge, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.api.victims import VICTIM
from mips.investigation.model.review import VictimReview
from mips.investigation.schemas.reviews import AnswerReviewIn, AskForReviewIn, VictimReviewOut, VictimReviewsOut
from mips.investigation.usecases.reviews import ReviewsShown, answer_review, ask_for_review, list_reviews, read_review
from mips.web.endpoints import current_actor


@resources.operation(f"{VICTIM}/reviews", does=ask_for_review, methods=["POST"])
@resources.arguments(AskForReviewIn)
@resources.response(201, VictimReviewOut)
def post_review(fields: dict[str, Any], crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimReview:
    """Write down that a victim asks for a review"""
    return ask_for_review(current_actor(), crime_id=crime_id, party_id=party_id, **fields)


@resources.operation("/victims/reviews", does=list_reviews)
@resources.response(200, VictimReviewsOut)
def get_reviews() -> ReviewsShown:
    """List the reviews that wait for an answer"""
    return list_reviews(current_actor())


@resources.operation("/victims/reviews/<uuid:review_id>", does=read_review)
@resources.response(200, VictimReviewOut)
def get_review(review_id: uuid.UUID) -> VictimReview:
    """Read a victim's request for a review"""
    return read_review(current_actor(), review_id=review_id)


@resources.operation("/victims/reviews/<uuid:review_id>/answer", does=answer_review, methods=["POST"])
@resources.arguments(AnswerReviewIn)
@resources.response(200, VictimReviewOut)
def post_review_answer(fields: dict[str, Any], review_id: uuid.UUID) -> VictimReview:
    """Uphold or overturn the decision"""
    return answer_review(current_actor(), review_id=review_id, **fields)
