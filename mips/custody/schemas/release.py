"""What is asked before somebody leaves, of a child after charge, and of a move between suites."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.child_after_charge import WhyNotMoved
from mips.custody.rules.release_risk import GoingRisk
from mips.custody.schemas.booking import open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields
from mips.web.field.offered import OneOf

_RISK = "Risk"
_PLAN = "Leaving"


class PreReleaseIn(Schema):
    feeling = fields.LongText(
        "How do they feel about leaving, and about what comes next?", max=2000, group=_RISK, load_default="",
        needed="unless they would not answer",
    )  # fmt: skip
    risks = fields.Choices("Risks", GoingRisk, group=_RISK, needed="or say below that there are none")
    none_of_these = fields.Tick("None of these, asked and answered", group=_RISK, load_default=False)
    refused = fields.Tick("They would not answer", group=_RISK, load_default=False)
    action_plan = fields.LongText(
        "What is done about it", max=4000, group=_PLAN, load_default="",
        needed="for every risk, and where they would not answer",
    )  # fmt: skip
    transport = fields.Text(
        "How they get where they are going", max=300, group=_PLAN, load_default="", thing="how they get there"
    )
    medication = fields.Text("Medicine returned or prescribed", hint="Or: none", max=500, group=_PLAN, load_default="")
    told = fields.Text(
        "Who has been told that they leave", hint="Family, GP, mental health team, victim", max=500, group=_PLAN,
        load_default="",
    )  # fmt: skip
    leaflet = fields.Tick("Help and support leaflet given", group=_PLAN, load_default=False)
    assessed_at = fields.Moment("When", past=HAPPENED, hint=NOW, group=_PLAN)


class ChildPlacedIn(Schema):
    authority = fields.Text("Local authority", required=True, max=120, thing="the local authority")
    contacted_at = fields.Moment("Contacted at", required=True, past=HAPPENED, thing="when they were contacted")
    contacted_who = fields.Text("Who was spoken to", required=True, max=120, thing="who was spoken to")
    secure = fields.YesNo("Was secure accommodation asked for?", required=True, thing="what was asked for")
    answer = fields.LongText("What they answered", required=True, max=2000, thing="what they answered")
    moved = fields.YesNo("Is the child moved to them?", required=True, thing="whether the child is moved")
    because = fields.Choice(
        "Why not", WhyNotMoved, shown_when="moved=no", allow_none=True, load_default=None, thing="why not"
    )
    reason = fields.LongText("Reason, as the certificate says it", max=2000, shown_when="moved=no", load_default="")


class MoveIn(Schema):
    suite_id = OneOf("To", open_suite_options, required=True, thing="the suite")
    why = fields.Text("Why", required=True, max=500, thing="why")
    escort = fields.Text("Escorted by", required=True, max=200, thing="who escorts them")
    left_at = fields.Moment("Left at", past=HAPPENED, hint=NOW)


class ReceivedIn(Schema):
    condition = fields.Text("Condition on arrival", required=True, max=500, thing="their condition")
    arrived_at = fields.Moment("Arrived at", past=HAPPENED, hint=NOW)


class PreReleaseOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    assessed_at = plain.AwareDateTime()
    risks = plain.List(plain.String())
    refused = plain.Boolean()
    action_plan = plain.String()


class ChildPlacedOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    number = plain.String()
    moved = plain.Boolean()
    because = plain.Enum(WhyNotMoved, by_value=True, allow_none=True)
    certified_at = plain.AwareDateTime()


class MoveOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    from_suite_id = plain.UUID()
    to_suite_id = plain.UUID()
    left_at = plain.AwareDateTime()
    arrived_at = plain.AwareDateTime(allow_none=True)
