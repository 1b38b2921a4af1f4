"""What is asked about the prosecutor's decision on an emergency charge, and shown of it."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.emergency_charge import Followed, Ratified
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields


class RatificationIn(Schema):
    outcome = fields.Choice("What the prosecutor decided", Ratified, required=True, thing="what the prosecutor decided")
    prosecutor = fields.Text("Name of the prosecutor", required=True, thing="the prosecutor", max=120)
    reference = fields.Text("Their reference", load_default="", max=60)
    why = fields.LongText("Why, where it is not ratified", load_default="", max=2000)
    decided_at = fields.Moment("Decided at", past=HAPPENED, hint=NOW)


class FollowedIn(Schema):
    followed = fields.Choice("What became of the charge", Followed, required=True, thing="what became of the charge")
    how = fields.LongText(
        "How, and who was told", required=True, max=2000, thing="how, and who was told",
        hint="The person, the court, whoever is to bring them there",
    )  # fmt: skip
    followed_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class EmergencyChargeOut(Schema):
    id = plain.UUID()
    at = plain.AwareDateTime()
    inspector_id = plain.UUID()
    rank = plain.Integer()
    why = plain.String()
    ends_at = plain.AwareDateTime(allow_none=True)
    decided_at = plain.AwareDateTime(allow_none=True)
    outcome = plain.Enum(Ratified, by_value=True, allow_none=True)
    prosecutor = plain.String()
    reference = plain.String()
    outcome_why = plain.String()
    followed = plain.Enum(Followed, by_value=True, allow_none=True)
    followed_at = plain.AwareDateTime(allow_none=True)
    followed_how = plain.String()
