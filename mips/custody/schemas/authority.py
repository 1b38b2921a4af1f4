"""What is asked about authorities of senior officers and courts, and how they are shown to other programs."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.model.authority import Wanted
from mips.custody.model.care import RightKind
from mips.custody.rules.acting import ActingAs, Decided
from mips.custody.rules.calls import Limit, Privilege
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.extending import ExtensionMethod, LinkConsent
from mips.custody.rules.story import Ruling
from mips.custody.schemas.emergency_charge import EmergencyChargeOut
from mips.custody.schemas.hearing import HeardIn
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields

_HOURS = [(str(hours), str(hours)) for hours in range(36, 0, -1)]


class AskAuthorityIn(Schema):
    wanted = fields.Choice("What do you ask for?", Wanted, required=True, thing="what you ask for")
    reason = fields.LongText("Why it is necessary", required=True, thing="why it is necessary", max=4000)
    progress = fields.LongText("What was done so far, and what is still to do", max=4000, load_default="")
    until = fields.Moment("Until when", future=True, shown_when="wanted=extension")
    asked_at = fields.Moment("Asked at", past=HAPPENED, hint=NOW)


class RefuseRequestIn(Schema):
    why = fields.LongText("Why it is refused", required=True, thing="why it is refused", max=2000)
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class DelayIn(Schema):
    grounds = fields.Choices("Allowing the right now", DelayGround, required=True, thing="the grounds for the delay")
    reason = fields.LongText("Why you believe so", required=True, thing="why you believe so", max=4000)
    oral = fields.Tick("Given by word of mouth: to be confirmed in writing")
    told = fields.Tick("The detainee has been told, with the reason")
    authorised_at = fields.Moment("Authorised at", past=HAPPENED, hint=NOW)


class CallsIn(Schema):
    covers = fields.Choices("What is limited", Privilege, required=True, thing="what is limited")
    limit = fields.Choice("How", Limit, required=True, thing="whether it is delayed or denied")
    grounds = fields.Choices(
        "A call or letter now", DelayGround, required=True, thing="the grounds for denying or delaying it"
    )
    reason = fields.LongText("Why you believe so", required=True, thing="why you believe so", max=4000)
    until = fields.Moment(
        "Until when, at the latest",
        required=True,
        thing="when it ends",
        hint="At most 36 hours after the relevant time",
    )
    told = fields.Tick("The detainee has been told, with the reason")
    authorised_at = fields.Moment("Authorised at", past=HAPPENED, hint=NOW)


class DoneAtIn(Schema):
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class EndDelayIn(Schema):
    why = fields.Text("Why the reason has ended", required=True, thing="why the reason has ended", max=500)
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ExtensionIn(HeardIn):
    until = fields.Moment("Extend until", required=True, thing="until when", hint="At most 36 hours in all")
    reason = fields.LongText("Why detention is necessary", required=True, thing="why detention is necessary", max=4000)
    diligence = fields.LongText(
        "How the investigation is diligent and expeditious", required=True, thing="how the investigation goes", max=4000
    )
    responsible = fields.Tick("I am the superintendent responsible for this station")
    method = fields.Choice("How you decide", ExtensionMethod, load_default=ExtensionMethod.IN_PERSON)
    link_appropriate = fields.Tick("The custody officer thinks the link appropriate", shown_when="method=live-link")
    link_advice = fields.Tick("They had legal advice on using the link", shown_when="method=live-link")
    link_consent = fields.Choice("Consent to the link", LinkConsent, shown_when="method=live-link")
    recorded_by_id = fields.EntityRef(
        "Who at the station made the record", kind="officer", hint="Only where you were not there"
    )
    authorised_at = fields.Moment("Decided at", past=HAPPENED, hint=NOW)


class ReferIn(Schema):
    higher_officer_id = fields.EntityRef(
        "Who gave the directions", kind="officer", required=True, thing="who gave the directions"
    )
    directions = fields.LongText("What they directed", required=True, thing="what they directed", max=2000)
    at_odds_with = fields.LongText("Which decision it is at odds with", required=True, thing="which decision", max=2000)
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class SettleIn(Schema):
    decision = fields.LongText("Decision", required=True, thing="the decision", max=2000)
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class WarrantIn(Schema):
    offence = fields.LongText("Nature of the offence", required=True, thing="the nature of the offence", max=4000)
    evidence = fields.LongText(
        "Evidence on which they were arrested", required=True, thing="the evidence for the arrest", max=8000
    )
    enquiries_made = fields.LongText("Enquiries made so far", required=True, thing="the enquiries made", max=8000)
    enquiries_to_make = fields.LongText("Enquiries still to make", required=True, thing="enquiries to make", max=8000)
    reason = fields.LongText(
        "Why further detention is necessary", required=True, thing="why further detention is necessary", max=8000
    )
    new_evidence = fields.LongText(
        "New evidence since the refusal", hint="Only where a court has refused before", max=4000, load_default=""
    )
    hours = fields.Choice("Hours asked for", _HOURS, required=True, thing="the hours")
    court = fields.Text("Court", required=True, max=80, thing="the court")
    court_sits_at = fields.Moment("Court sits", required=True, thing="when the court sits")
    late_why = fields.Text("If that is after 36 hours: why not before?", max=1000, load_default="")
    copy_given = fields.Tick("The detainee has a copy of this")
    made_at = fields.Moment("Made at", past=HAPPENED, hint=NOW)

    @post_load
    def _count(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"hours": int(given["hours"])}


class RulingIn(Schema):
    ruling = fields.Choice("What did the court do?", Ruling, required=True, thing="what the court did")
    hours_given = fields.Choice("For how many hours", _HOURS)
    ruling_reason = fields.LongText("Why it refused", shown_when="ruling=refused", max=2000, load_default="")
    represented_by = fields.Text("Who represented the detainee", max=120, load_default="")
    ruled_at = fields.Moment("When", past=HAPPENED, hint=NOW)

    @post_load
    def _count(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"hours_given": int(given["hours_given"]) if given.get("hours_given") else None}


class AuthorityRequestOut(Schema):
    id = plain.UUID()
    wanted = plain.Enum(Wanted, by_value=True)
    reason = plain.String()
    asked_at = plain.AwareDateTime()
    until = plain.AwareDateTime(allow_none=True)
    answered_at = plain.AwareDateTime(allow_none=True)
    granted = plain.Boolean(allow_none=True)
    refused_why = plain.String()


class RightDelayOut(Schema):
    id = plain.UUID()
    kind = plain.Enum(RightKind, by_value=True)
    authorised_at = plain.AwareDateTime()
    rank = plain.Integer()
    grounds = plain.List(plain.String())
    reason = plain.String()
    latest_end = plain.AwareDateTime()
    oral = plain.Boolean()
    written_at = plain.AwareDateTime(allow_none=True)
    told_at = plain.AwareDateTime(allow_none=True)
    ended_at = plain.AwareDateTime(allow_none=True)
    covers = plain.List(plain.String())
    denied = plain.Boolean()


class ExtensionOut(Schema):
    id = plain.UUID()
    authorised_at = plain.AwareDateTime()
    until = plain.AwareDateTime()
    rank = plain.Integer()
    method = plain.Enum(ExtensionMethod, by_value=True)
    reason = plain.String()
    told_at = plain.AwareDateTime(allow_none=True)


class DisagreementOut(Schema):
    id = plain.UUID()
    at = plain.AwareDateTime()
    directions = plain.String()
    at_odds_with = plain.String()
    decided_at = plain.AwareDateTime(allow_none=True)
    decision = plain.String()


class WarrantApplicationOut(Schema):
    id = plain.UUID()
    extends = plain.Boolean()
    made_at = plain.AwareDateTime()
    hours = plain.Integer()
    court = plain.String()
    court_sits_at = plain.AwareDateTime()
    ruled_at = plain.AwareDateTime(allow_none=True)
    ruling = plain.Enum(Ruling, by_value=True, allow_none=True)
    hours_given = plain.Integer(allow_none=True)


class ActingOfficerOut(Schema):
    id = plain.UUID()
    at = plain.AwareDateTime()
    decided = plain.Enum(Decided, by_value=True)
    by_id = plain.UUID()
    rank = plain.Integer()
    role = plain.Enum(ActingAs, by_value=True)
    why = plain.String()
    told_at = plain.AwareDateTime(allow_none=True)
    told_id = plain.UUID(allow_none=True)
    told_rank = plain.Integer(allow_none=True)
    told_station = plain.String()
    owed = plain.Boolean(metadata={"description": "An inspector is still to be told (PACE 1984 s.36(9))"})


class AuthoritiesOut(Schema):
    requests = plain.List(plain.Nested(AuthorityRequestOut))
    delays = plain.List(plain.Nested(RightDelayOut))
    extensions = plain.List(plain.Nested(ExtensionOut))
    disagreements = plain.List(plain.Nested(DisagreementOut))
    applications = plain.List(plain.Nested(WarrantApplicationOut))
    acting = plain.List(plain.Nested(ActingOfficerOut))
    emergency = plain.Nested(EmergencyChargeOut, allow_none=True)
    untold = plain.Integer(metadata={"description": "Decisions of which the detainee has not been told"})
