"""What a person escort record asks, what is told from under way, and what other programs are shown of it."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.rules.escort import Destination, EscortBy, EscortStage, Happening, LegalStatus
from mips.custody.rules.escort_risks import EscortRisk
from mips.custody.schemas.booking import open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.reference.lookup import choices
from mips.record.schemas.signing import SignatureIn, SignatureOut
from mips.web import fields
from mips.web.field.offered import OneOf, Picked

_WHERE, _WHO, _RISKS, _HEALTH, _PROPERTY = "Where to", "Escort", "Risks", "Health and needs", "Property"
TOLD: Final = (
    "escorts",
    "vehicle",
    "restraint",
    "managing",
    "health",
    "medicines",
    "medicines_along",
    "needs",
    "property_note",
)


class EscortRiskIn(Schema):
    risk = fields.Choice("Risk", EscortRisk, required=True, widget="hidden")
    applies = fields.YesNo("Is there such a risk?", allow_none=True, load_default=None)
    evidence = fields.Text("What it is, and what must be done", load_default="", max=1000)
    on = fields.Day("From which day that is", past=True, allow_none=True, load_default=None)


class EscortIn(Schema):
    destination = fields.Choice("Taken to", Destination, required=True, group=_WHERE, thing="where they are taken")
    to_suite_id = OneOf(
        "Suite", open_suite_options, group=_WHERE, shown_when="destination=suite", allow_none=True, load_default=None
    )
    to_force = fields.Choice(
        "Force", choices("force"), group=_WHERE, shown_when="destination=other-force", load_default=""
    )
    to_name = fields.Text(
        "Which court, prison, hospital, station or place",
        group=_WHERE,
        shown_when="destination=court|prison|hospital|other-force|immigration|elsewhere",
        load_default="",
    )
    sought_for = fields.Text(
        "What they are sought for there", group=_WHERE, shown_when="destination=other-force", load_default="", max=300
    )
    questioned_about = fields.YesNo(
        "Questioned here about that?",
        hint="If not, the clock for it starts afresh there (PACE s.41(5))",
        group=_WHERE,
        shown_when="destination=other-force",
        allow_none=True,
        load_default=None,
        thing="whether they were questioned about it",
    )
    due_at = fields.Moment("When they must be there", group=_WHERE, hint="Like 10:00, or tomorrow 10:00")
    why = fields.Text("Why they are moved", group=_WHERE, load_default="", max=300)
    legal_status = fields.Choice(
        "Held as", LegalStatus, required=True, group=_WHERE, widget="select", thing="on what authority they are held"
    )
    escort_by = fields.Choice("Taken by", EscortBy, required=True, group=_WHO, thing="who takes them")
    escorts = fields.Text("Names and numbers", group=_WHO, hint="If they are known yet", load_default="", max=300)
    vehicle = fields.Text("Vehicle", group=_WHO, hint="Like: cellular van, car, on foot", load_default="")
    restraint = fields.Text("Restraint", group=_WHO, hint="Like: handcuffed to the front; none", load_default="")
    risks = fields.Group("Risks", EscortRiskIn, each="Risk", at_most=len(EscortRisk), group=_RISKS)
    none_of_the_others = fields.Tick("None of the others: looked for, and nothing is known", group=_RISKS)
    managing = fields.LongText(
        "How the escort is to manage them",
        hint="Like: constant watch, two escorts, no contact with the co-accused",
        group=_RISKS,
        load_default="",
        max=2000,
    )
    health = fields.LongText(
        "What a healthcare professional told staff to do",
        hint="What to do, not what was found",
        group=_HEALTH,
        load_default="",
        max=4000,
    )
    medicines = fields.LongText("Medicine: last given, next due", group=_HEALTH, load_default="", max=4000)
    medicines_along = fields.Text(
        "Medicine handed to the escort", hint="What, and how much. Or: none", group=_HEALTH, load_default="", max=500
    )
    needs = fields.LongText(
        "Needs", hint="Language, disability, faith, diet, appropriate adult", group=_HEALTH, load_default="", max=2000
    )
    items = Picked("Property that goes along", group=_PROPERTY)
    property_note = fields.Text("More about property", group=_PROPERTY, load_default="", max=500)

    @post_load
    def _told(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The texts together, as they are kept."""
        return given | {"told": {name: given.pop(name) for name in TOLD if name in given}}


class EscortSignIn(Schema):
    no_sergeant_why = fields.Text(
        "Why no sergeant was readily available", hint="Only where a constable acts as custody officer", load_default=""
    )


class EscortHandIn(Schema):
    handed_to = fields.Text(
        "Escort who signs",
        required=True,
        hint="Name, with collar or certificate number",
        thing="the escort, with their number",
    )
    signature = fields.Part("Signature of the escort", SignatureIn)
    handed_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class EscortNoteIn(Schema):
    kind = fields.Choice("What", Happening, required=True, thing="what it was", widget="select")
    text = fields.LongText("What happened", load_default="", max=2000)
    told_by = fields.Text("Told by", load_default="", hint="Name or number of the escort, and how")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class EscortReceivedIn(Schema):
    received_by = fields.Text("Received by", required=True, hint="Name and number", thing="who took them over")
    condition = fields.Text("How they were", load_default="", max=500)
    received_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class EscortCancelIn(Schema):
    why = fields.Text("Why there is no escort", required=True, max=500, thing="why")


class EscortHappeningOut(Schema):
    id = plain.UUID()
    kind = plain.Enum(Happening, by_value=True)
    at = plain.AwareDateTime()
    text = plain.String()
    told_by = plain.String()


class EscortRiskOut(Schema):
    risk = plain.Enum(EscortRisk, by_value=True)
    applies = plain.Boolean()
    evidence = plain.String()
    on = plain.Date(allow_none=True)


class EscortOut(Schema):
    """One escort. Risk and health stand in the record itself, for who may read them."""

    id = plain.UUID()
    detention_id = plain.UUID()
    number = plain.String()
    stage = plain.Enum(EscortStage, by_value=True)
    destination = plain.Enum(Destination, by_value=True)
    to = plain.String()
    due_at = plain.AwareDateTime(allow_none=True)
    legal_status = plain.Enum(LegalStatus, by_value=True)
    escort_by = plain.Enum(EscortBy, by_value=True)
    made_at = plain.AwareDateTime()
    signed_at = plain.AwareDateTime(allow_none=True)
    handed_at = plain.AwareDateTime(allow_none=True)
    handed_to = plain.String()
    signature = plain.Nested(SignatureOut, allow_none=True)
    received_at = plain.AwareDateTime(allow_none=True)
    received_by = plain.String()
    cancelled_at = plain.AwareDateTime(allow_none=True)
    cancelled_why = plain.String()


class EscortsOut(Schema):
    records = plain.List(plain.Nested(EscortOut))
    whole = plain.Boolean()


class KnownRiskOut(Schema):
    risk = plain.Enum(EscortRisk, by_value=True)
    text = plain.String()
    on = plain.Date(allow_none=True)


class KnownOut(Schema):
    risks = plain.List(plain.Nested(KnownRiskOut))
    health = plain.List(plain.String())
    medicines = plain.List(plain.String())
    needs = plain.List(plain.String())


class EscortDraftOut(Schema):
    """What the record knows, and what of it the open person escort record does not say yet."""

    known = plain.Nested(KnownOut)
    news = plain.List(plain.String())
    destination = plain.Enum(Destination, by_value=True, allow_none=True)
