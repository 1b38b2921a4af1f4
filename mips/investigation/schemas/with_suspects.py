"""Interviews of suspects and identification procedures, as they are told and shown."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.investigation.rules.identification import Picked, Procedure
from mips.web import fields

PARTICULARS: Final = (
    "ended_at",
    "voluntary",
    "legal_adviser",
    "adult",
    "interpreter",
    "recording",
    "special_warning",
    "prepared_statement",
    "summary",
)
WHEN: Final = "now, 14:20 or yesterday 23:10"


class AddInterviewIn(Schema):
    interview_id = fields.EntityRef("The interview as custody has it", widget="hidden")
    began_at = fields.Moment("When it began", past=True, hint=WHEN)
    ended_at = fields.Moment("When it ended", past=True, hint=WHEN)
    where = fields.Text("Where", max=300)
    voluntary = fields.YesNo("Did they attend voluntarily?")
    recording = fields.Text("Recording", max=200, hint="Its reference, or why there is none")
    legal_adviser = fields.Text("Legal adviser", max=200)
    adult = fields.Text("Appropriate adult", max=200, needed="under 18, or vulnerable")
    interpreter = fields.Text("Interpreter", max=200)
    special_warning = fields.LongText("Special warnings, and what was said to them", max=4000)
    prepared_statement = fields.LongText("Prepared statement", max=20_000)
    summary = fields.LongText("Summary of what was said", max=20_000, needed="where there is no prepared statement")

    @post_load
    def _together(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        particulars = {name: given.pop(name) for name in PARTICULARS if name in given}
        return given | {"particulars": particulars}


NO_NEED: Final = ("began_at", "ended_at", "where", "voluntary", "recording")
"""What of an interview in custody is known already."""


HELD: Final = "procedure=video|parade|group|confrontation"
"""Asked where a procedure was held."""
AMONG: Final = "procedure=video|parade"


class RecordIdentificationIn(Schema):
    procedure = fields.Choice("Procedure", Procedure, required=True, widget="radios", thing="the procedure")
    witness_id = fields.PersonRef(
        "Witness", hint="Name, date of birth or number", needed="where one was held", shown_when=HELD
    )
    description = fields.LongText(
        "Their first description of whom they saw", max=4000, needed="where one was held", shown_when=HELD
    )
    described_at = fields.Moment(
        "When that was written down", past=True, hint=WHEN, needed="where one was held", shown_when=HELD
    )
    consent = fields.YesNo(
        "Did the suspect consent?", needed="but for a confrontation", shown_when="procedure=video|parade|group"
    )
    notice_at = fields.Moment(
        "When the suspect had the written notice", past=True, hint=WHEN, needed="with consent", shown_when="consent=yes"
    )
    why = fields.LongText("Why so", max=2000, hint="Why none was held, why without consent, or why a confrontation")
    officer_id = fields.EntityRef(
        "Officer in charge",
        "user",
        hint="An inspector who does not investigate it. Name or collar number",
        shown_when=HELD,
    )
    held_at = fields.Moment("When it was held", past=True, hint=WHEN, needed="where one was held", shown_when=HELD)
    where = fields.Text("Where", max=300, shown_when=HELD)
    others = fields.Whole(
        "How many others were shown", least=0, most=100, width=3, needed="at least eight", shown_when=AMONG
    )
    picked_whom = fields.Choice(
        "What the witness did", Picked, widget="radios", needed="where one was held", shown_when=HELD
    )
    said = fields.LongText("What the witness said", max=2000, shown_when=HELD)
    recording = fields.Text("Recording", max=200, shown_when=HELD)


class SuspectInterviewOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    person_id = fields.EntityRef()
    interview_id = fields.EntityRef()
    began_at = fields.Moment()
    ended_at = fields.Moment()
    where = fields.Text()
    voluntary = plain.Boolean()
    legal_adviser = fields.Text()
    adult = fields.Text()
    interpreter = fields.Text()
    recording = fields.Text()
    special_warning = fields.Text()
    prepared_statement = fields.Text()
    summary = fields.Text()


class IdentificationOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    person_id = fields.EntityRef()
    witness_id = fields.EntityRef()
    procedure = fields.Choice("", Procedure)
    description = fields.Text()
    described_at = fields.Moment()
    consent = plain.Boolean(allow_none=True)
    notice_at = fields.Moment()
    why = fields.Text()
    officer_id = fields.EntityRef()
    held_at = fields.Moment()
    others = plain.Integer(allow_none=True)
    picked = fields.Choice("", Picked)
    said = fields.Text()


class InterviewToldOut(Schema):
    interview_id = fields.EntityRef()
    person_id = fields.EntityRef()
    voluntary = plain.Boolean()
    began_at = fields.Moment()
    ended_at = fields.Moment()
    where = fields.Text()
    present = fields.Text()
    recording = fields.Text()


class WithSuspectsOut(Schema):
    interviews = plain.List(plain.Nested(SuspectInterviewOut))
    waiting = plain.List(plain.Nested(InterviewToldOut))
    procedures = plain.List(plain.Nested(IdentificationOut))
