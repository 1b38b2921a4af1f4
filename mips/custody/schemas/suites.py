"""What is asked about a suite and its cells."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.model.suite import CellKind, Corridor, WallNames
from mips.custody.rules.cameras import CameraOut
from mips.custody.rules.cells import Condition
from mips.custody.rules.duty import Duty
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields
from mips.web.field.offered import OneOf

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
    wall_names = fields.Choice(
        "Wall screens show", WallNames, load_default=WallNames.INITIALS, hint="Visitors and detainees can read them"
    )
    version = fields.Version()


class ClosingIn(Schema):
    why = fields.Text("Why", required=True, thing="why", max=300)


class DutyIn(Schema):
    user_id = fields.EntityRef("Who", "officer", required=True, thing="who", hint="Collar number or name")
    duty = fields.Choice("As", Duty, required=True, thing="what they are on duty as")
    from_at = fields.Moment("From", past=HAPPENED, hint=NOW)
    why_below = fields.Text(
        "If below sergeant, why no sergeant was readily available",
        hint="Only for a custody officer (PACE s.36(4))",
        shown_when="duty=custody-officer",
        max=500,
        load_default="",
    )


class KeepApartIn(Schema):
    other_id = OneOf("Keep apart from", required=True, thing="whom they are kept apart from")
    why = fields.Text(
        "Why", required=True, thing="why", max=300, hint="Co-accused, rivals, a witness against the other"
    )


class KeepApartOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    other_id = plain.UUID()
    why = plain.String()
    ended_at = plain.AwareDateTime(allow_none=True)
    ended_why = plain.String()


class ApartOut(Schema):
    """Whom somebody is to be kept apart from."""

    detention_id = plain.UUID(attribute="detention.id")
    pairs = plain.Function(
        lambda shown: [KeepApartOut().dump(row) for row, _ in shown.pairs], metadata={"type": "array"}
    )


class HandoverIn(Schema):
    note = fields.Text("What the next officer must know", max=500, load_default="")


class HandedOverOut(Schema):
    """The signatures for one detainee."""

    detention_id = plain.UUID()
    changed = plain.String()
    note = plain.String()
    given_by_id = plain.UUID()
    given_at = plain.AwareDateTime()
    taken_by_id = plain.UUID(allow_none=True)
    taken_at = plain.AwareDateTime(allow_none=True)


class HandoverOut(Schema):
    """The handover of a suite that is under way, with who has been signed for."""

    outgoing = plain.String(attribute="handover.outgoing.name")
    incoming = plain.String(attribute="handover.incoming.name")
    said = plain.String(attribute="board.handover.said")
    signed = plain.Function(
        lambda shown: [HandedOverOut().dump(row) for row in shown.signed.values()], metadata={"type": "array"}
    )


class HandoverEndOut(Schema):
    id = plain.UUID()
    ended_at = plain.AwareDateTime(allow_none=True)
    ended_why = plain.String()


class WallIn(Schema):
    name = fields.Text("Where the screen is", required=True, thing="where the screen is", max=60)
    days = fields.Whole("Works for", least=1, most=365, required=True, hint="Days, at most 365")


class WallOut(Schema):
    """A wall screen of a suite. Its token is shown once, when it is made."""

    id = plain.UUID()
    suite_id = plain.UUID()
    name = plain.String()
    expires_at = plain.AwareDateTime()
    revoked_at = plain.AwareDateTime(allow_none=True)


class WallMadeOut(WallOut):
    token = plain.String()


class SoughtIn(Schema):
    sought = fields.Text("Name or custody number", max=80, load_default="")


class SuiteLineOut(Schema):
    """A suite at a glance."""

    id = plain.UUID()
    name = plain.String()
    held = plain.Integer()
    waiting = plain.Integer()
    longest = plain.AwareDateTime(allow_none=True)
    places = plain.Integer()
    places_free = plain.Integer()
    late_checks = plain.Integer()
    late_reviews = plain.Integer()
    custody_officer = plain.String()


class FoundOut(Schema):
    """Somebody held, and where."""

    id = plain.UUID()
    reference = plain.String()
    suite_id = plain.UUID()
    suite = plain.String()
    cell = plain.String(allow_none=True)


class OverviewOut(Schema):
    lines = plain.List(plain.Nested(SuiteLineOut))
    found = plain.List(plain.Nested(FoundOut))


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
    name = fields.Text("Name", required=True, max=20, width=10, thing="the name of the cell")
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


class CameraOutIn(Schema):
    out = fields.Choice("What it is", CameraOut, required=True, thing="what it is")
    why = fields.Text(
        "Why", required=True, thing="why", max=300, hint="Like: lens smeared, cable pulled, recorder down"
    )
    asked_by_detainee = fields.Tick("A detainee asked to have it switched off", load_default=False)
    since = fields.Moment("Since", past=HAPPENED, hint=NOW)
    version = fields.Version()


class CameraBackIn(Schema):
    how = fields.Text("How it was put right", max=300, load_default="")
    at = fields.Moment("Since when it shows the cell again", past=HAPPENED, hint=NOW)
    version = fields.Version()


class CameraExceptionOut(Schema):
    """A stretch in which a cell's camera showed nothing, once it is over."""

    id = plain.UUID()
    cell_id = plain.UUID()
    out = plain.Enum(CameraOut, by_value=True)
    since = plain.AwareDateTime()
    until = plain.AwareDateTime()
    why = plain.String()
    how = plain.String()


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
    camera_out = plain.Enum(CameraOut, by_value=True, attribute="cell.camera_out", allow_none=True)
    camera_out_at = plain.AwareDateTime(attribute="cell.camera_out_at", allow_none=True)
    camera_why = plain.String(attribute="cell.camera_why")
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
    cameras = plain.List(plain.Nested(CameraExceptionOut))
    next = plain.String(attribute="page.next_cursor", allow_none=True)
