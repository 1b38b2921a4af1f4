"""What is asked when an item of the first hours is ticked, and how the board is shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.web import fields


class TickGoldenIn(Schema):
    item = fields.Text("Item", required=True, max=60, widget="hidden")
    needed = fields.YesNo("Is it done?", required=True, hint="No says that it is not needed here")
    note = fields.LongText("What was done, or why it is not needed", max=2000, needed="needed for no")


class GoldenTickOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    item = fields.Text()
    needed = plain.Boolean()
    note = fields.Text()
    at = fields.Moment()
    by_id = fields.EntityRef()


class LiveOut(Schema):
    crime_id = fields.EntityRef(attribute="crime.id")
    since = fields.Moment()
    next_due = fields.Moment()
    items = plain.Method("_items", metadata={"type": "array", "items": {"type": "object"}})

    def _items(self, live: Any) -> list[dict[str, Any]]:
        return [
            {"code": each.code, "title": each.title, "due_at": live.due(each), "done": each.code in live.ticks}
            for each in live.checklist.items
        ]


class GoldenBoardOut(Schema):
    live = plain.List(plain.Nested(LiveOut))
