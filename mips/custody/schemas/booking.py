"""What is asked on the way in: arrival, identity, arrest, rights, a cell, the log; and of a suite."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, post_load, validates_schema

from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.usecases.suites import open_suites
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.offered import OneOf, Picked


def open_suite_options() -> list[tuple[str, str]]:
    """The suites that are open, by id, to choose from."""
    return [(str(suite.id), suite.name) for suite in open_suites()]


class ArrivalIn(Schema):
    arrived_at = fields.Moment(
        "Arrived at the station", required=True, past=HAPPENED, hint=NOW, thing="when they arrived"
    )
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    person_id = fields.PersonRef("Person", hint="Name, date of birth or number. Leave empty if nobody knows yet")
    described_as = fields.Text(
        "If nobody knows yet, what do they look like?", hint="Like: male, white, about 30, red jacket", load_default=""
    )
    escorted_by = fields.Text("Escorting officers", hint="Collar numbers or names", load_default="")
    condition = fields.Text("How they are", hint="Like: calm, smells of drink, cut on the left hand", load_default="")
    attended_voluntarily = fields.Tick("Came to the station voluntarily and was arrested here")
    street_bailed_at = fields.Moment(
        "Released on street bail at", past=HAPPENED, hint="Only where they come to answer it (PACE s.30A)"
    )
    street_bail_broken = fields.Tick("They were arrested on street bail, and do not come to answer it (PACE s.30D)")
    offence_ids = Picked("Brought in for", hint="What is on the record already", thing="what they are brought in for")


class OtherOffenceIn(Schema):
    code = fields.OffenceCode("Offence", required=True, thing="the offence")
    committed_from = fields.Moment("Committed", past=HAPPENED, hint="If known, like yesterday 23:10")


_AT_ARREST = "At the arrest"
_ELSEWHERE = "Another force"


_MANNER = (
    "cautioned",
    "caution_reply",
    "arrest_force",
    "arrest_force_detail",
    "arrest_search",
    "arrest_search_detail",
)
_WHERE = ("arrest_area", "sought_by", "questioned_there")


class ArrestIn(Schema):
    arrested_at = fields.Moment(
        "Arrested at", required=True, past=HAPPENED, thing="when they were arrested", hint="Like 13:05"
    )
    arrest_place = fields.Text("Where", required=True, thing="where they were arrested")
    arrested_by_id = fields.EntityRef("Arresting officer", "officer", hint="Collar number or name")
    arrest_power = fields.Choice("Power", choices("arrest-power"), load_default="PACE 1984 s.24")
    offence_ids = Picked("Arrested for", hint="What is on the record already", thing="what they were arrested for")
    other_offences = fields.Group("Arrested for something else", OtherOffenceIn, each="Offence", at_most=20)
    arrest_reason = fields.LongText("Circumstances", required=True, thing="the circumstances of the arrest", max=4000)
    necessity = fields.Choices(
        "Why the arrest was necessary", choices("necessity"), required=True, thing="why it was necessary"
    )
    cautioned = fields.YesNo("Cautioned?", group=_AT_ARREST)
    caution_reply = fields.Text("Reply, or why there was no caution", group=_AT_ARREST, max=1000, load_default="")
    arrest_force = fields.YesNo("Was force used?", group=_AT_ARREST)
    arrest_force_detail = fields.Text("What force", group=_AT_ARREST, shown_when="arrest_force=yes", load_default="")
    arrest_search = fields.YesNo("Searched on arrest?", group=_AT_ARREST)
    arrest_search_detail = fields.Text(
        "What was found", group=_AT_ARREST, shown_when="arrest_search=yes", load_default=""
    )
    elsewhere = fields.Tick("Arrested in another force\u2019s area, or for another force", group=_ELSEWHERE)
    arrest_area = fields.Choice("Area of the arrest", choices("force"), group=_ELSEWHERE, shown_when="elsewhere=yes")
    sought_by = fields.Choice("Who asked for it", choices("force"), group=_ELSEWHERE, shown_when="elsewhere=yes")
    questioned_there = fields.YesNo(
        "Questioned there about the offence?",
        hint="If so the clock runs from the first station there (PACE s.41(3))",
        group=_ELSEWHERE,
        shown_when="elsewhere=yes",
    )

    @validates_schema
    def _says_where(self, given: dict[str, Any], **_: Any) -> None:
        if given.get("elsewhere") and not (given.get("arrest_area") or given.get("sought_by")):
            raise ValidationError("Select the area of the arrest, or who asked for it", "arrest_area")

    @post_load
    def _in_what_manner(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Together as `manner`; `elsewhere` only opens the three questions below it."""
        there = given.pop("elsewhere", False)
        told = {name: given.pop(name) for name in (*_MANNER, *_WHERE) if name in given}
        return given | {"manner": {name: value for name, value in told.items() if there or name not in _WHERE}}


def asking(schema: Schema, *names: str) -> Schema:
    """The schema with answers to these required: of whoever stands before the detainee, not of every program."""
    for name in names:
        schema.fields[name].required = True
    return schema


class RightActionIn(Schema):
    text = fields.Text("What was done", required=True, max=1000, hint="Like: duty solicitor scheme called, ref 1234")
    met = fields.Tick("The detainee has now had this right")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class CellIn(Schema):
    cell_id = OneOf("Cell", required=True, thing="a cell", widget="select")
    why = fields.Text(
        "Why", hint="Needed to share a cell, and for a child: why no other place is secure", load_default=""
    )
    from_at = fields.Moment("From", past=HAPPENED, hint=NOW)


class CustodyEntryIn(Schema):
    text = fields.LongText("Add to the log", required=True, thing="what happened", max=4000)
    at = fields.Moment("When it happened", past=HAPPENED, hint=NOW)


class CorrectionIn(Schema):
    text = fields.LongText("What it should say", required=True, thing="what it should say", max=4000)


class FactIn(Schema):
    at = fields.Moment("When it happened", required=True, past=HAPPENED, thing="when it happened")
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
