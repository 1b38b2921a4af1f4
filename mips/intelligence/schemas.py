"""What intelligence accepts and shows: one schema for the form and the API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, post_dump, validates_schema
from marshmallow import fields as plain

from mips.access.policy import Handling, Marking
from mips.core.errors import RuleBroken
from mips.intelligence import rules
from mips.intelligence.rules import (
    ActionCode,
    Assessment,
    Priority,
    Purpose,
    RetentionGroup,
    Sanitisation,
    SourceEvaluation,
    SourceType,
    State,
)
from mips.web import fields

HANDLING = [
    ("P", "P May lawfully be shared"),
    ("C", "C May be shared with conditions"),
]
MARKINGS = [("official", "OFFICIAL"), ("official-sensitive", "OFFICIAL-SENSITIVE")]
ABOUT, SOURCE, WHY = "Who or what it is about", "The source", "Why it is recorded"


class _Marking(fields.Choice):
    """OFFICIAL or OFFICIAL-SENSITIVE; what is higher is refused by name (INT-5)."""

    def one_of(self, value: Any) -> Marking:
        try:
            rules.check_marking(str(value))
        except RuleBroken as refused:
            raise ValidationError(refused.detail) from refused
        return Marking[super().one_of(value).replace("-", "_").upper()]

    def typed(self, value: Any) -> str:
        return Marking(value).name.replace("_", "-").lower() if isinstance(value, int) else str(value or "")

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else self.typed(value)


class _Handling(fields.Choice):
    """Handling code P or C (INT-1)."""

    def one_of(self, value: Any) -> Handling:
        return Handling(super().one_of(value))


class ReportSubjectIn(Schema):
    person_id = fields.PersonRef("Person", required=True, hint="Name, date of birth or number", thing="a person")


class GradeIn(Schema):
    """How one item is graded and handled."""

    assessment = fields.Choice(
        "How does the source know it?", Assessment, required=True, thing="how the source knows it"
    )
    assessment_reason = fields.LongText("Why is it suspected to be false?", shown_when="assessment=E", max=2000)
    handling = _Handling("Handling", HANDLING, required=True, thing="a handling code")
    instructions = fields.LongText(
        "Handling instructions",
        hint="Who may see it, what may be passed on, when to review, the risk if it becomes known",
        shown_when="handling=C",
        max=4000,
    )
    action_code = fields.Choice("Action code", ActionCode, shown_when="handling=C", thing="an action code")
    usage = fields.LongText(
        "Usage instructions",
        hint="For A3: on whom or what it may be used, and its limits",
        shown_when="action_code=A3",
        max=4000,
    )
    sanitisation = fields.Choice(
        "Sanitisation code", Sanitisation, shown_when="handling=C", thing="a sanitisation code"
    )

    @validates_schema(skip_on_field_errors=False)
    def _complete(self, given: dict[str, Any], **_: Any) -> None:
        names = ("assessment", "assessment_reason", "handling", "instructions", "action_code", "usage", "sanitisation")
        if missing := rules.missing_about_item(**{name: given.get(name) for name in names}):
            raise ValidationError({field: [text] for field, text in missing.items()})


GRADE = ("assessment", "assessment_reason", "handling", "instructions", "action_code", "usage", "sanitisation")


class ItemIn(GradeIn):
    text = fields.LongText(
        "Information", required=True, thing="the information", hint="One thing only, without naming the source"
    )

    class Meta:
        fields = ("text", *GRADE)


class AssessedItemIn(GradeIn):
    item_id = fields.EntityRef("Item", required=True, widget="hidden")


class _SourceIn(Schema):
    source_evaluation = fields.Choice(
        "How far is the source to be trusted?",
        SourceEvaluation,
        required=True,
        thing="how far the source is to be trusted",
        group=SOURCE,
    )
    source_reason = fields.LongText(
        "Why is the source not reliable?", shown_when="source_evaluation=3", max=2000, group=SOURCE
    )

    @validates_schema(skip_on_field_errors=False)
    def _reasoned(self, given: dict[str, Any], **_: Any) -> None:
        if missing := rules.missing_about_source(given.get("source_evaluation"), given.get("source_reason")):
            raise ValidationError({field: [text] for field, text in missing.items()})


class SubmitReportIn(_SourceIn):
    """A report as somebody at a desk or in a car fills it in."""

    people = fields.Group(
        "Who it is about",
        ReportSubjectIn,
        each="Person",
        at_least=1,
        at_most=20,
        error_messages={"required": "Select whom the report is about"},
    )
    place_id = fields.EntityRef("Place it is about", "place", thing="a place", hint="Address or postcode")
    source_type = fields.Choice("Kind of source", SourceType, required=True, thing="the kind of source", group=SOURCE)
    source_reference = fields.Text(
        "Source reference", hint="A pseudonymous reference only. Never a name", max=60, width=20, group=SOURCE
    )
    provenance = fields.LongText(
        "How the information came", required=True, thing="how the information came", max=4000, group=SOURCE
    )
    items = fields.Group(
        "The information",
        ItemIn,
        each="Item",
        at_least=1,
        at_most=20,
        error_messages={"required": "Enter at least one item of information"},
    )
    information_on = fields.Day(
        "Date of the information",
        required=True,
        thing="the date of the information",
        past=True,
        hint="Like today, yesterday or 12/1/2026",
        group=WHY,
    )
    purpose = fields.Choice("Policing purpose", Purpose, required=True, thing="the policing purpose", group=WHY)
    priority = fields.Choice("Priority", Priority, required=True, thing="the priority", group=WHY)
    risk = fields.LongText(
        "Risk", hint="To the source, the public or officers. Always said when the priority is high", max=4000, group=WHY
    )
    marking = _Marking(
        "Protective marking",
        MARKINGS,
        required=True,
        thing="the protective marking",
        hint="Nothing higher may be entered here",
        group=WHY,
    )

    class Meta:
        fields = (
            "people",
            "place_id",
            "items",
            "source_type",
            "source_reference",
            "provenance",
            "source_evaluation",
            "source_reason",
            "information_on",
            "purpose",
            "priority",
            "risk",
            "marking",
        )

    @validates_schema(skip_on_field_errors=False)
    def _risk_said(self, given: dict[str, Any], **_: Any) -> None:
        if missing := rules.missing_about_urgency(given.get("priority"), given.get("risk")):
            raise ValidationError({field: [text] for field, text in missing.items()})


class ReleaseReportIn(_SourceIn):
    """The assessment: each grade confirmed or changed, and how long it is kept."""

    items = fields.Group("The information", AssessedItemIn, each="Item", at_least=1, at_most=20)
    retention_group = fields.Choice("Retention group", RetentionGroup, required=True, thing="a retention group")
    note = fields.LongText("Note on the assessment", max=4000)
    version = fields.Version()


class ItemGradingOut(Schema):
    code = fields.Text()
    source = fields.Choice("", SourceEvaluation)
    source_reason = fields.Text()
    assessment = fields.Choice("", Assessment)
    assessment_reason = fields.Text()
    handling = fields.Choice("", HANDLING)
    instructions = fields.Text()
    action_code = fields.Choice("", ActionCode)
    usage = fields.Text()
    sanitisation = fields.Choice("", Sanitisation)
    graded_by = fields.Text(attribute="graded_by.name")
    graded_at = fields.Moment(attribute="created_at")


class ReportItemOut(Schema):
    id = fields.EntityRef()
    text = fields.Text()
    gradings = plain.List(plain.Nested(ItemGradingOut), metadata={"description": "Oldest first; the last one counts"})


class ReportSubjectOut(Schema):
    id = fields.EntityRef()
    kind = fields.Text()
    label = fields.Text()


class ReportLineOut(Schema):
    """A report in a list."""

    id = fields.EntityRef()
    version = fields.Version()
    reference = fields.Text()
    label = fields.Text()
    state = fields.Choice("", State)
    codes = plain.List(fields.Text())
    priority = fields.Choice("", Priority)
    submitted_at = fields.Moment()
    released_at = fields.Moment()


OUTLINE = (
    "id",
    "version",
    "reference",
    "label",
    "state",
    "codes",
    "priority",
    "submitted_at",
    "released_at",
    "whole",
    "subjects",
    "place",
    "marking",
    "handling",
    "information_on",
)
"""What the limited form shows (the L of ROL-3): that it exists, on whom and how graded; no text, no source."""


class ReportOut(ReportLineOut):
    """A report. Without `whole` the reader may see its outline only, and the rest is absent."""

    whole = plain.Boolean()
    subjects = plain.List(plain.Nested(ReportSubjectOut))
    place = plain.Nested(ReportSubjectOut, allow_none=True)
    marking = _Marking("", MARKINGS)
    handling = fields.Choice("", HANDLING)
    information_on = plain.Date()
    purpose = fields.Choice("", Purpose)
    source_type = fields.Choice("", SourceType)
    source_reference = fields.Text()
    provenance = fields.Text()
    risk = fields.Text()
    items = plain.List(plain.Nested(ReportItemOut))
    retention_group = plain.Integer(allow_none=True)
    release_note = fields.Text()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        return super().get_attribute(obj if attr in ("whole", "subjects", "place") else obj.report, attr, default)

    @post_dump
    def _outline(self, shown: dict[str, Any], **_: Any) -> dict[str, Any]:
        return shown if shown["whole"] else {name: shown[name] for name in OUTLINE}


class ReportsWhereIn(Schema):
    """Where in a list to begin."""

    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class ReportPageOut(Schema):
    rows = plain.List(plain.Nested(ReportLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class ReportsAboutOut(Schema):
    reports = plain.List(plain.Nested(ReportOut))
