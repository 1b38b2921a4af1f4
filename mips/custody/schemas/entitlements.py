"""What is asked when rights are told, and of the people a detainee wants told."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, validates_schema
from marshmallow import fields as plain

from mips.custody.model.care import RightKind
from mips.custody.model.entitlements import Notice, Result
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.reference.lookup import choices
from mips.record.schemas.signing import SignatureIn
from mips.web import fields


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_ANSWERED = "not-answered"

    @property
    def label(self) -> str:
        return {"yes": "Yes", "no": "No"}.get(self.value, "Could not answer")


_INFORMED = "To have someone informed (s.56)"
_ADVICE = "Free and independent legal advice (s.58)"
_CONSULATE = "Their consulate (Code C 7)"
_WELFARE = "Child: who is responsible for their welfare (CYPA 1933 s.34)"
_HOW = "How they were told"
ANSWERED = ("informed", "advice", "codes", "telephone", "consulate")
"""The rights that are answered with yes or no."""


class _ToldIn(Schema):
    """How rights were told, for the page and for programs alike."""

    language = fields.Choice("Language, if not English", choices("language"), group=_HOW, load_default="")
    interpreter = fields.Tick("Through an interpreter", group=_HOW)
    adult_present = fields.Tick("Their appropriate adult was there", group=_HOW)
    notice = fields.Choice("Written notice of rights", Notice, group=_HOW)
    offered_at = fields.Moment("Told at", past=HAPPENED, hint=NOW, group=_HOW)
    signature = fields.Part("Signature for the rights they were told", SignatureIn)


class RightsIn(Schema):
    """The rights of everybody, asked in one go as they are told."""

    informed = fields.Choice(
        "Wants someone informed?", Answer, required=True, group=_INFORMED, thing="whether they want someone informed"
    )
    informed_whom = fields.Text(
        "Who, and how to reach them", group=_INFORMED, shown_when="informed=yes", load_default=""
    )
    advice = fields.Choice(
        "Wants a solicitor?", Answer, required=True, group=_ADVICE, thing="whether they want a solicitor"
    )
    solicitor = fields.Text(
        "Which", hint="Duty solicitor, or a name and firm", group=_ADVICE, shown_when="advice=yes", load_default=""
    )
    advice_reason = fields.Text(
        "Reason given for declining, if any", group=_ADVICE, shown_when="advice=no", load_default=""
    )
    codes = fields.Choice(
        "Wants to read the Codes of Practice?",
        Answer,
        required=True,
        group="Codes of Practice",
        thing="whether they want to read the Codes",
    )
    telephone = fields.Choice(
        "Wants to telephone someone, or to write?",
        Answer,
        required=True,
        group="Telephone and writing (Code C 5.6)",
        thing="whether they want to telephone or write",
    )
    consulate = fields.Choice(
        "Wants to speak to their consulate?",
        Answer,
        group=_CONSULATE,
        thing="whether they want to speak to their consulate",
    )
    consulate_told = fields.Tick("Their consulate will be told", group=_CONSULATE)
    seeks_asylum = fields.Tick("They seek asylum from that state", group=_CONSULATE)
    welfare = fields.Text("Who, and how to reach them", group=_WELFARE, load_default="")
    welfare_why_not = fields.Text("If nobody can be told, why", group=_WELFARE, load_default="")
    court_order = fields.YesNo(
        "Does somebody supervise them under a court order?",
        hint="Like: a youth rehabilitation order. Ask, and look at what is on the national computer (Code C 3.14)",
        group=_WELFARE,
        thing="whether somebody supervises them under a court order",
    )
    supervisor = fields.Text(
        "Who supervises them, and how to reach them",
        hint="Like: Northmoor youth offending team",
        group=_WELFARE,
        shown_when="court_order=yes",
        load_default="",
    )
    not_answered_why = fields.Text(
        "Why something could not be answered",
        hint="Like: asleep, waiting for an interpreter",
        group=_HOW,
        load_default="",
    )
    language = fields.Choice("Language, if not English", choices("language"), group=_HOW, load_default="")
    interpreter = fields.Tick("Through an interpreter", group=_HOW)
    adult_present = fields.Tick("Their appropriate adult was there", group=_HOW)
    notice = fields.Choice(
        "Written notice of rights", Notice, group=_HOW, required=True, thing="what was done with the written notice"
    )
    offered_at = fields.Moment("Told at", past=HAPPENED, hint=NOW, group=_HOW)
    signature = fields.Part("Signature for the rights they were told", SignatureIn, required=True)

    @validates_schema
    def _says_why_not(self, given: dict[str, Any], **_: Any) -> None:
        answers = [given.get(name) for name in ANSWERED]
        if Answer.NOT_ANSWERED in answers and not given.get("not_answered_why"):
            raise ValidationError("Say why it could not be answered", "not_answered_why")

    @validates_schema
    def _says_who_supervises(self, given: dict[str, Any], **_: Any) -> None:
        if given.get("court_order") and not given.get("supervisor"):
            raise ValidationError("Enter who supervises them: they are to be told", "supervisor")


class RightIn(Schema):
    kind = fields.Choice("Right", RightKind, required=True)
    wanted = fields.YesNo("Wanted")
    detail = fields.Text("Detail", load_default="")
    reason = fields.Text("Reason", load_default="")


class RightsGivenIn(_ToldIn):
    given = fields.Group("Rights", RightIn, each="Right", at_least=1)


class ContactIn(Schema):
    name = fields.Text("Name", required=True)
    relation = fields.Text("Who they are to them", hint="Like: mother, employer", load_default="")
    telephone = fields.Phone("Telephone")


class ContactsIn(Schema):
    nobody = fields.Tick("They want nobody contacted")
    contacts = fields.Group("People to contact", ContactIn, each="Person", at_most=10)

    @validates_schema
    def _one_or_the_other(self, given: dict[str, Any], **_: Any) -> None:
        if not given.get("contacts") and not given.get("nobody"):
            raise ValidationError("Say whom to contact, or that they want nobody contacted", "nobody")


class ContactTriedIn(Schema):
    result = fields.Choice("What came of it", Result, required=True, thing="what came of it")
    outcome = fields.Text("What was said", max=1000, load_default="")
    tried_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ContactOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    name = plain.String()
    relation = plain.String()
    telephone = plain.String()
    asked_at = plain.AwareDateTime()
    result = plain.Enum(Result, by_value=True, allow_none=True)
    outcome = plain.String()
    tried_at = plain.AwareDateTime(allow_none=True)
