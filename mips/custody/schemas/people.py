"""What is asked about the people around a detainee, and how they are shown to other programs."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.people import AdultBecause, Helper, InterviewWithout, Means
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields

_CHECKED = (
    "I made sure they may be the appropriate adult: 18 or over, not police, not involved in the investigation, "
    "not acting as their solicitor"
)


class AskForIn(Schema):
    helper = fields.Choice("Who is to come?", Helper, required=True, thing="who is to come", widget="select")
    name = fields.Text("Name", max=120, load_default="", hint="Leave empty if a scheme or call centre sends somebody")
    organisation = fields.Text("Firm or organisation", max=120, load_default="")
    phone = fields.Phone("Telephone", load_default="")
    duty = fields.YesNo("Duty solicitor?", shown_when="helper=solicitor")
    reference = fields.Text("DSCC reference", max=40, width=20, shown_when="helper=solicitor", load_default="")
    language = fields.Text("Language", max=60, width=20, shown_when="helper=interpreter", load_default="")
    relation = fields.Text("Relation to the detainee", hint="Like: mother", max=60, width=20, load_default="")
    adult_checked = fields.Tick(_CHECKED, shown_when="helper=appropriate-adult")
    who_asked = fields.Text("Whose wish is it?", hint="Like: the detainee. Empty if yours", max=80, load_default="")
    expected_at = fields.Moment("Expected at")
    requested_at = fields.Moment("Asked for at", past=HAPPENED, hint=NOW)


class TryToReachIn(Schema):
    reached = fields.YesNo("Reached?", required=True, thing="whether they were reached")
    text = fields.Text("What was said, or how you tried", max=500, load_default="")
    expected_at = fields.Moment("Expected at")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ArrivesIn(Schema):
    name = fields.Text("Name", max=120, load_default="")
    organisation = fields.Text("Firm or organisation", max=120, load_default="")
    adult_checked = fields.Tick(_CHECKED)
    at = fields.Moment("Arrived at", past=HAPPENED, hint=NOW)


class LeavesIn(Schema):
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class StandDownIn(Schema):
    why = fields.Text("Why nobody waits for them any more", required=True, thing="why nobody waits for them", max=300)
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ConsultIn(Schema):
    means = fields.Choice("How do they speak?", Means, load_default=Means.IN_PERSON)
    at = fields.Moment("Since", past=HAPPENED, hint=NOW)


class AdultDecisionIn(Schema):
    because = fields.Choice("Appropriate adult", AdultBecause, required=True, thing="whether one is needed")
    reason = fields.LongText(
        "Why",
        hint="For somebody vulnerable: what you saw, heard or were told. Not needed: why not",
        max=2000,
        load_default="",
    )
    decided_at = fields.Moment("Decided at", past=HAPPENED, hint=NOW)


class AllowInterviewIn(Schema):
    without = fields.Choice("What is allowed", InterviewWithout, required=True, thing="what is allowed")
    reason = fields.LongText(
        "Why", hint="For urgency: which harm delay would lead to (Code C 11.1)", required=True, thing="why", max=4000
    )
    authorised_at = fields.Moment("Allowed at", past=HAPPENED, hint=NOW)


class ConsultationOut(Schema):
    id = plain.UUID()
    means = plain.Enum(Means, by_value=True)
    from_at = plain.AwareDateTime()
    until_at = plain.AwareDateTime(allow_none=True)


class ContactAttemptOut(Schema):
    id = plain.UUID()
    at = plain.AwareDateTime()
    reached = plain.Boolean()
    text = plain.String()


class AttendanceOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    helper = plain.Enum(Helper, by_value=True)
    name = plain.String()
    organisation = plain.String()
    phone = plain.String()
    reference = plain.String()
    duty = plain.Boolean(allow_none=True)
    relation = plain.String()
    language = plain.String()
    requested_at = plain.AwareDateTime()
    expected_at = plain.AwareDateTime(allow_none=True)
    arrived_at = plain.AwareDateTime(allow_none=True)
    left_at = plain.AwareDateTime(allow_none=True)
    stood_down_at = plain.AwareDateTime(allow_none=True)
    attempts = plain.List(plain.Nested(ContactAttemptOut))
    consultations = plain.List(plain.Nested(ConsultationOut))


class AdultDecisionOut(Schema):
    id = plain.UUID()
    because = plain.Enum(AdultBecause, by_value=True)
    reason = plain.String()
    decided_at = plain.AwareDateTime()


class InterviewAuthorityOut(Schema):
    id = plain.UUID()
    without = plain.Enum(InterviewWithout, by_value=True)
    rank = plain.Integer()
    reason = plain.String()
    authorised_at = plain.AwareDateTime()


class PeopleOut(Schema):
    attended = plain.List(plain.Nested(AttendanceOut))
    adult = plain.Nested(AdultDecisionOut, allow_none=True)
    allowed = plain.List(plain.Nested(InterviewAuthorityOut))
    rights_again = plain.Boolean()
    interview_bar = plain.String(
        attribute="bar", metadata={"description": "Why nobody may interview now; empty when they may"}
    )


class CoordinatorIn(Schema):
    user_id = fields.EntityRef("Coordinator", "user", required=True, thing="the coordinator")


class CoordinatedOut(Schema):
    id = plain.UUID()
    reference = plain.String()


class AdultWantedOut(Schema):
    detention_id = plain.UUID(attribute="detention.id")
    reference = plain.String(attribute="detention.reference")
    suite = plain.String(attribute="detention.suite.name")
    requested_at = plain.AwareDateTime(attribute="attendance.requested_at")
    expected_at = plain.AwareDateTime(attribute="attendance.expected_at", allow_none=True)
    arrived_at = plain.AwareDateTime(attribute="attendance.arrived_at", allow_none=True)
    because = plain.Enum(AdultBecause, by_value=True, attribute="decision.because", allow_none=True)


class AdultsWantedOut(Schema):
    wanted = plain.List(plain.Nested(AdultWantedOut))
