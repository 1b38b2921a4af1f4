"""What a suite's computer is given for when the server is gone, and what is asked afterwards."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.paper import PaperKind
from mips.custody.schemas.lists import HAPPENED
from mips.web import fields


class SheetOut(Schema):
    """The document of one detainee as HTML, to be typeset where it is kept."""

    file_name = plain.String()
    html = plain.String()


class PackOut(Schema):
    """The pack of a suite. `at` is the minute whose facts it holds."""

    suite = plain.String()
    name = plain.String()
    at = plain.AwareDateTime()
    detainees = plain.Integer()
    not_shown = plain.Integer()
    html = plain.String()
    sheets = plain.List(plain.Nested(SheetOut))
    blank = plain.String()


class PaperIn(Schema):
    """A row of paper, as it was written."""

    custody_number = fields.Text("Custody number", required=True, max=40, width=20, thing="the custody number")
    at = fields.Moment("When it happened", required=True, past=HAPPENED, thing="when it happened")
    kind = fields.Choice("What was done", PaperKind, required=True, thing="what was done")
    what = fields.Text(
        "What",
        max=200,
        load_default="",
        hint="Check: fine, asleep, roused, not-roused, away, concern. Meal: light-meal, main-meal, drink and so on. "
        "Medicine and cell: its name. Review: what the detainee said, or why unfit",
    )
    outcome = fields.Text(
        "Outcome",
        max=60,
        load_default="",
        hint="Medicine: given, refused, missed. Meal: declined. Review: reminded (of legal advice), asleep, "
        "reminded unfit",
    )
    text = fields.LongText("In words", max=4000, load_default="")
    by = fields.Text("Collar number of who did it", required=True, max=20, width=10, thing="who did it")
    witness = fields.Text("Collar number of the second person", max=20, width=10, load_default="")


class PaperOut(Schema):
    """The row as it is kept. `repeated`: it had been entered before, and nothing was done."""

    id = plain.UUID()
    detention_id = plain.UUID()
    at = plain.AwareDateTime()
    entered_at = plain.AwareDateTime(attribute="created_at")
    kind = plain.Enum(PaperKind, by_value=True)
    repeated = plain.Boolean()


class StretchIn(Schema):
    since = fields.Moment("From", required=True, past=True, thing="from when")
    until = fields.Moment("Until", required=True, past=True, thing="until when")


class GapOut(Schema):
    """Something that was due and of which nothing is written."""

    detention_id = plain.UUID()
    custody_number = plain.String()
    detainee = plain.String()
    kind = plain.String()
    what = plain.String()
    due_at = plain.AwareDateTime()
