"""A victim's request for a review and its answer, as they are told and shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules import victims as rules
from mips.record.reference.lookup import choices
from mips.web import fields


class AskForReviewIn(Schema):
    method = fields.Choice("How they asked", choices(rules.METHODS), required=True, thing="how they asked")
    asked_at = fields.Moment("When", past=True, hint="now, 14:20 or yesterday 23:10. Leave blank for now")
    said = fields.LongText("Why they ask", max=4000, hint="In their words, where they say. They need give no reason")
    why_late = fields.Text(
        "Why it is reviewed though they ask late", max=500, needed="where the decision is older than three months"
    )


class AnswerReviewIn(Schema):
    overturned = fields.YesNo(
        "Was the decision wrong?",
        required=True,
        hint="Yes overturns it: the crime is investigated again. No upholds it",
        thing="whether the decision was wrong",
    )
    reasons = fields.LongText("Reasons, as the victim will be told", required=True, max=4000, thing="the reasons")
    prosecutor = fields.Text("Prosecutor who reviewed it", max=200, needed="where the CPS decided")


class VictimReviewOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    party_id = fields.EntityRef()
    outcome_id = fields.EntityRef()
    asked_at = fields.Moment()
    method = fields.Text()
    said = fields.Text()
    by_cps = plain.Boolean()
    due_on = plain.Date()
    answered_at = fields.Moment()
    overturned = plain.Boolean(allow_none=True)
    reasons = fields.Text()
    prosecutor = fields.Text()


class VictimReviewsOut(Schema):
    rows = plain.List(plain.Nested(VictimReviewOut), attribute="reviews")
