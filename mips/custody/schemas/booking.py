"""What is asked on the way in: arrival, identity, arrest, rights, a cell, the log; and of a suite."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, validates_schema

from mips.custody.model.care import RightKind
from mips.custody.schemas.lists import NOW, OneOf, Picked
from mips.custody.usecases.suites import open_suites
from mips.record.reference.lookup import choices
from mips.web import fields


def _suites() -> list[tuple[str, str]]:
    return [(str(suite.id), suite.name) for suite in open_suites()]


class ArrivalIn(Schema):
    arrived_at = fields.Moment("Arrived at the station", required=True, past=True, hint=NOW, thing="when they arrived")
    suite_id = OneOf("Custody suite", _suites, required=True, thing="the custody suite")
    person_id = fields.PersonRef("Person", hint="Name, date of birth or number. Leave empty if nobody knows yet")
    described_as = fields.Text(
        "If nobody knows yet, what do they look like?", hint="Like: male, white, about 30, red jacket", load_default=""
    )
    attended_voluntarily = fields.Tick("Came to the station voluntarily and was arrested here")
    offence_ids = Picked("Brought in for", hint="What is on the record already", thing="what they are brought in for")


class DetaineeIn(Schema):
    person_id = fields.PersonRef("Person", required=True, thing="the person")
    how = fields.Text("How do you know?", hint="Like: fingerprints, known to PC 4417, driving licence", load_default="")


class OtherOffenceIn(Schema):
    code = fields.OffenceCode("Offence", required=True, thing="the offence")
    committed_from = fields.Moment("Committed", past=True, hint="If known, like yesterday 23:10")


class ArrestIn(Schema):
    arrested_at = fields.Moment(
        "Arrested at", required=True, past=True, thing="when they were arrested", hint="Like 13:05"
    )
    arrest_place = fields.Text("Where", required=True, thing="where they were arrested")
    arrested_by_id = fields.EntityRef("Arresting officer", "officer", hint="Collar number or name")
    arrest_power = fields.Text("Power", load_default="PACE 1984 s.24")
    offence_ids = Picked("Arrested for", hint="What is on the record already", thing="what they were arrested for")
    other_offences = fields.Group("Arrested for something else", OtherOffenceIn, each="Offence", at_most=20)
    arrest_reason = fields.LongText("Circumstances", required=True, thing="the circumstances of the arrest", max=4000)
    necessity = fields.Choices(
        "Why the arrest was necessary", choices("necessity"), required=True, thing="why it was necessary"
    )


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_ANSWERED = "not-answered"

    @property
    def label(self) -> str:
        return {"yes": "Yes", "no": "No"}.get(self.value, "Could not answer")


_INFORMED = "To have someone informed (s.56)"
_ADVICE = "Free and independent legal advice (s.58)"
_HOW = "How they were given"


class RightsIn(Schema):
    """The rights of everybody, asked in one go as they are told."""

    informed = fields.Choice("Wants someone informed?", Answer, required=True, group=_INFORMED, thing="an answer")
    informed_whom = fields.Text(
        "Who, and how to reach them", group=_INFORMED, shown_when="informed=yes", load_default=""
    )
    advice = fields.Choice("Wants a solicitor?", Answer, required=True, group=_ADVICE, thing="an answer")
    solicitor = fields.Text(
        "Which", hint="Duty solicitor, or a name and firm", group=_ADVICE, shown_when="advice=yes", load_default=""
    )
    advice_reason = fields.Text(
        "Reason given for declining, if any", group=_ADVICE, shown_when="advice=no", load_default=""
    )
    codes = fields.Choice(
        "Wants to read the Codes of Practice?", Answer, required=True, group="Codes of Practice", thing="an answer"
    )
    not_answered_why = fields.Text(
        "Why something could not be answered",
        hint="Like: asleep, waiting for an interpreter",
        group=_HOW,
        load_default="",
    )
    language = fields.Text("Language", hint="Leave empty for English", group=_HOW, width=20, load_default="")
    offered_at = fields.Moment("Given at", past=True, hint=NOW, group=_HOW)

    @validates_schema
    def _says_why_not(self, given: dict[str, Any], **_: Any) -> None:
        answers = [given.get(name) for name in ("informed", "advice", "codes")]
        if Answer.NOT_ANSWERED in answers and not given.get("not_answered_why"):
            raise ValidationError("Say why it could not be answered", "not_answered_why")


class RightIn(Schema):
    kind = fields.Choice("Right", RightKind, required=True)
    wanted = fields.YesNo("Wanted")
    detail = fields.Text("Detail", load_default="")
    reason = fields.Text("Reason", load_default="")


class RightsGivenIn(Schema):
    given = fields.Group("Rights", RightIn, each="Right", at_least=1)
    language = fields.Text("Language", load_default="")
    offered_at = fields.Moment("Given at", past=True)


class RightActionIn(Schema):
    text = fields.Text("What was done", required=True, max=1000, hint="Like: duty solicitor scheme called, ref 1234")
    met = fields.Tick("The detainee has now had this right")
    at = fields.Moment("When", past=True, hint=NOW)


class CellIn(Schema):
    cell_id = OneOf("Cell", required=True, thing="a cell", widget="select")
    why = fields.Text("Why", hint="Needed when the cell is to be shared", load_default="")
    from_at = fields.Moment("From", past=True, hint=NOW)


class CustodyEntryIn(Schema):
    text = fields.LongText("Add to the log", required=True, thing="what happened", max=4000)
    at = fields.Moment("When it happened", past=True, hint=NOW)


class CorrectionIn(Schema):
    text = fields.LongText("What it should say", required=True, thing="what it should say", max=4000)


class FactIn(Schema):
    at = fields.Moment("When it happened", required=True, past=True, thing="when it happened")
    why = fields.Text("Why this is corrected", required=True, thing="why this is corrected", max=500)


class SuiteIn(Schema):
    name = fields.Text("Name", required=True, max=60)
    code = fields.Text("Code", required=True, max=6, width=5, hint="Stands first in custody numbers, like CX")
    force = fields.Text("Force code", required=True, min=2, max=2, width=2)
    station = fields.Text("Station code", required=True, min=2, max=2, width=2)
    bureau = fields.Text("Bureau code in arrest summons numbers", min=2, max=2, width=2, load_default="01")
    designated = fields.Tick("Designated for detention (PACE s.35)", load_default=True)
    court = fields.Text("Court its detainees are first brought before", max=80, load_default="")
    cells = fields.LongText("Cells", hint="One a line, in the order of walking round", max=2000)


def with_cells(typed: dict[str, Any]) -> dict[str, Any]:
    """Cells are typed one a line."""
    lines = (typed.get("cells") or "").splitlines()
    return typed | {"cells": list(dict.fromkeys(line.strip() for line in lines if line.strip()))}
