"""What is asked of a forensic submission, and shown of it."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.continuity import SECTION
from mips.investigation.rules.forensics import Priority, ReportStage, Standing
from mips.investigation.schemas.exhibits import NOW, SecondIn
from mips.record.reference.lookup import choices
from mips.record.schemas.signing import signature_part
from mips.web import fields
from mips.web.field.offered import Picked

EXAMINATIONS = "forensic-examination"


class ExaminationIn(Schema):
    exhibits = Picked("What is to be examined", required=True, thing="what is to be examined")
    examination = fields.Choice("Examination", choices(EXAMINATIONS), required=True, thing="the examination")
    question = fields.LongText(
        "What should the lab find out?",
        required=True,
        thing="what the lab should find out",
        max=4000,
        hint="And what follows for the case from each answer",
    )
    priority = fields.Choice("Priority", Priority, load_default=Priority.ROUTINE)
    contamination = fields.LongText(
        "Elimination samples and contamination", max=2000, hint="Whose samples rule others out. Needed for DNA"
    )


class ExaminationDecisionIn(Schema):
    approved = fields.YesNo("Let it go to the lab?", required=True)
    why = fields.LongText("Why", max=2000, hint="Needed when it is rejected")


class SendIn(Schema):
    lab = fields.Text("Lab, and who takes it there", required=True, thing="the lab", max=200)
    lab_reference = fields.Text("Lab's reference", max=60, width=20)
    accredited = fields.YesNo("Is the lab accredited for this under the Regulator's Code?")
    seals_whole = fields.Tick("I have looked at the seal of each, and all are whole")
    at = fields.Moment("When", past=SECTION, hint=NOW)
    giver = signature_part("of whoever has them now")
    receiver = signature_part("of whoever takes them")
    second = fields.Part("The officer with you, for cash, drugs and firearms", SecondIn)


class ReceivedIn(Schema):
    at = fields.Moment("When the lab received it", past=SECTION, hint=NOW)
    lab_reference = fields.Text("Lab's reference", max=60, width=20)


class ResultIn(Schema):
    stage = fields.Choice("Report", ReportStage, required=True, thing="which report")
    text = fields.LongText(
        "What it says", required=True, thing="what it says", max=8000, hint="A negative or inconclusive result too"
    )
    at = fields.Moment("Date of the report", past=SECTION, hint=NOW)
    pence = fields.Whole("Cost in pence", least=0, most=100_000_000)


class SubmissionFilters(Schema):
    standing = fields.Choice("Standing", Standing, widget="select")


class SubmissionsWhereIn(Schema):
    standing = fields.Choice("Standing", Standing, allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class ForensicReportOut(Schema):
    id = fields.EntityRef()
    stage = plain.Enum(ReportStage, by_value=True)
    reported_at = fields.Moment()
    text = fields.Text()
    by_id = fields.EntityRef()


class SubmissionLineOut(Schema):
    id = fields.EntityRef()
    number = fields.Text()
    crime_id = fields.EntityRef()
    standing = plain.Enum(Standing, by_value=True)
    examination = fields.Text()
    question = fields.Text()
    priority = plain.Enum(Priority, by_value=True)
    contamination = fields.Text()
    asked_by_id = fields.EntityRef()
    asked_at = fields.Moment()
    decided_by_id = fields.EntityRef()
    decided_at = fields.Moment()
    decided_why = fields.Text()
    lab = fields.Text()
    lab_reference = fields.Text()
    accredited = plain.Boolean(allow_none=True)
    sent_at = fields.Moment()
    received_at = fields.Moment()
    pence = plain.Integer(allow_none=True)


class SubmissionItemOut(Schema):
    exhibit_id = fields.EntityRef()


class SubmissionOut(SubmissionLineOut):
    items = plain.List(plain.Nested(SubmissionItemOut))
    reports = plain.List(plain.Nested(ForensicReportOut))

    def get_attribute(self, obj: object, attr: str, default: object) -> object:
        return super().get_attribute(getattr(obj, "row", obj), attr, default)


class SubmissionPageOut(Schema):
    rows = plain.List(plain.Nested(SubmissionLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)
