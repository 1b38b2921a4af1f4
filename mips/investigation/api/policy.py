"""The policy file over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.policy import PolicyDecision, PolicyReview
from mips.investigation.schemas import policy as schemas
from mips.investigation.usecases.policy import PolicyFile, enter_decision, read_policy_file, review_decision
from mips.web.endpoints import current_actor


@resources.operation("/crimes/<uuid:crime_id>/policy-file", does=read_policy_file)
@resources.response(200, schemas.PolicyFileOut)
def get_policy_file(crime_id: uuid.UUID) -> PolicyFile:
    """Read the policy file of an investigation"""
    return read_policy_file(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/policy-file", does=enter_decision, methods=["POST"])
@resources.arguments(schemas.DecisionIn)
@resources.response(201, schemas.DecisionOut)
def post_policy_decision(fields: dict[str, Any], crime_id: uuid.UUID) -> PolicyDecision:
    """Enter a decision in the policy file"""
    return enter_decision(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/policy-decisions/<uuid:policy_decision_id>/reviews", does=review_decision, methods=["POST"])
@resources.arguments(schemas.DecisionReviewIn)
@resources.response(201, schemas.DecisionReviewOut)
def post_policy_review(fields: dict[str, Any], policy_decision_id: uuid.UUID) -> PolicyReview:
    """Review a decision of the policy file"""
    return review_decision(current_actor(), decision_id=policy_decision_id, **fields)
