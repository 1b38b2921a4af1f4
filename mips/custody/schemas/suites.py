"""What is asked about a suite and its cells."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.model.suite import CellKind, Corridor
from mips.custody.rules.cells import Condition
from mips.custody.rules.duty import Duty
from mips.custody.schemas.lists import NOW
from mips.web import fields

PLACES = [(str(number), str(number)) for number in range(1, 7)]


def _minutes(label: str, usual: int) -> fields.Whole:
    """Minutes of patience; what is not said is as usual."""
    return fields.Whole(label, least=0, most=240, hint="Minutes", load_default=usual)


class SuiteChangeIn(Schema):
    name = fields.Text("Name", required=True, max=60)
    court = fields.Text("Court its detainees are first brought before", max=80, load_default="")
    designated = fields.Tick("Designated for detention (PACE s.35)", load_default=False)
    check_patience = _minutes("A late check is told to the custody officer after", 5)
    review_reminder = _minutes("A review is called to mind before it is due by", 30)
    review_patience = _minutes("A late review is told to the custody officer after", 0)
    second_patience = _minutes("The duty inspector is told of either after a further", 10)
    version = fields.Version()


class ClosingIn(Schema):
    why = fields.Text("Why", required=True, thing="why", max=300)


class DutyIn(Schema):
    user_id = fields.EntityRef("Who", "officer", required=True, thing="who", hint="Collar number or name")
    duty = fields.Choice("As", Duty, required=True, thing="what they are on duty as")
    from_at = fields.Moment("From", past=True, hint=NOW)
    why_below = fields.Text(
        "If below sergeant, why no sergeant was readily available",
        hint="Only for a custody officer (PACE s.36(4))",
        shown_when="duty=custody-officer",
        max=500,
        load_default="",
    )


class OnDutyOut(Schema):
    """One shift of somebody in a suite."""

    id = plain.UUID()
    user_id = plain.UUID()
    name = plain.String(attribute="user.name")
    duty = plain.Enum(Duty, by_value=True)
    from_at = plain.AwareDateTime()
    until_at = plain.AwareDateTime(allow_none=True)
    why_below = plain.String()
    involved = plain.String()


class CellAboutIn(Schema):
    name = fields.Text("Name", required=True, max=20, width=10)
    kind = fields.Choice("Kind", CellKind, required=True, thing="the kind of cell")
    capacity = fields.Choice("Places", PLACES, required=True, hint="One, unless more are to share it", widget="select")
    corridor = fields.Choice("Kept for", Corridor, required=True, thing="whom it is kept for")
    camera = fields.Tick("Has a camera", load_default=False)
    version = fields.Version()

    @post_load
    def _counted(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"capacity": int(given["capacity"])}


class CellConditionIn(Schema):
    condition = fields.Choice("The cell is", Condition, required=True, thing="what the cell is")
    why = fields.Text("What is wrong", shown_when="condition=out-of-order", max=300, load_default="")
    version = fields.Version()


class OccupantOut(Schema):
    name = plain.String()
    place = plain.Integer()


class CellShownOut(Schema):
    """A cell with who is in it."""

    id = plain.UUID(attribute="cell.id")
    name = plain.String(attribute="cell.name")
    kind = plain.Enum(CellKind, by_value=True, attribute="cell.kind")
    capacity = plain.Integer(attribute="cell.capacity")
    corridor = plain.Enum(Corridor, by_value=True, attribute="cell.corridor")
    camera = plain.Boolean(attribute="cell.camera")
    version = plain.Integer(attribute="cell.version")
    state = plain.Function(lambda each: each.state.value, metadata={"type": "string"})
    places_free = plain.Integer()
    closed_why = plain.String(attribute="cell.closed_why")
    occupants = plain.List(plain.Nested(OccupantOut))


class SuiteCellsOut(Schema):
    suite_id = plain.UUID(attribute="suite.id")
    name = plain.String(attribute="suite.name")
    closed_at = plain.AwareDateTime(attribute="suite.closed_at", allow_none=True)
    places_free = plain.Integer()
    cells = plain.List(plain.Nested(CellShownOut))


class CellStayOut(Schema):
    """How long somebody was in a place of a cell."""

    detention_id = plain.Function(lambda row: str(row[1].id), metadata={"type": "string", "format": "uuid"})
    detainee = plain.Function(lambda row: row[1].detainee, metadata={"type": "string"})
    place = plain.Function(lambda row: row[0].place, metadata={"type": "integer"})
    from_at = plain.AwareDateTime(attribute="0.from_at")
    until_at = plain.AwareDateTime(attribute="0.until_at", allow_none=True)
    why = plain.Function(lambda row: row[0].why, metadata={"type": "string"})


class CellStaysOut(Schema):
    stays = plain.List(plain.Nested(CellStayOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
