"""What is asked of a decision of the policy file and of its review, and shown of them."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.web import fields


class DecisionIn(Schema):
    decision = fields.LongText("Decision", required=True, max=4000, thing="the decision")
    options = fields.LongText("Options considered", required=True, max=4000, thing="the options considered")
    rationale = fields.LongText(
        "Rationale",
        required=True,
        max=8000,
        thing="the rationale",
        hint="What is known, threat and risk, powers and policy, options, and why this action",
    )


class DecisionReviewIn(Schema):
    stands = fields.YesNo("Does the decision stand?", required=True, thing="whether it stands")
    text = fields.LongText("Why", required=True, max=4000, thing="why")


class DecisionReviewOut(Schema):
    id = fields.EntityRef()
    stands = plain.Boolean()
    text = fields.Text()
    by_id = fields.EntityRef()
    at = fields.Moment()


class DecisionOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    number = plain.Integer()
    decision = fields.Text()
    options = fields.Text()
    rationale = fields.Text()
    by_id = fields.EntityRef()
    at = fields.Moment()


class DecisionWithReviewsOut(DecisionOut):
    reviews = plain.List(plain.Nested(DecisionReviewOut))


class PolicyFileOut(Schema):
    decisions = plain.List(plain.Nested(DecisionWithReviewsOut))
