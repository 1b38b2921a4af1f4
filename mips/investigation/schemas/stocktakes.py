"""What is asked of a stocktake, and shown of it."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.stocktake import Differs
from mips.web import fields
from mips.web.field.offered import OneOf


class BeginStocktakeIn(Schema):
    second_id = fields.EntityRef(
        "Who counts with you", "user", hint="Needed for a safe, a drugs or a firearms cabinet: those are counted by two"
    )


class CountShelfIn(Schema):
    shelf_id = OneOf("Shelf", required=True, thing="the shelf")
    codes = fields.LongText(
        "What is on it", required=True, thing="what is on it", max=4000, hint="Scan or type the number of each"
    )


class EndStocktakeIn(Schema):
    """Nothing is asked: to send it is to end it."""


class SettleIn(Schema):
    how = fields.Text("What became of it", required=True, thing="what became of it", max=500)


class StocktakesAsked(Schema):
    after = fields.Text("Cursor", max=2000, load_default=None)


class StockDifferenceOut(Schema):
    id = fields.EntityRef()
    differs = plain.Enum(Differs, by_value=True)
    exhibit_id = fields.EntityRef()
    code = fields.Text()
    recorded_on_id = fields.EntityRef()
    counted_on_id = fields.EntityRef()
    settled_at = fields.Moment()
    settled_how = fields.Text()


class StockTakeOut(Schema):
    id = fields.EntityRef()
    store_id = fields.EntityRef()
    begun_at = fields.Moment()
    by_id = fields.EntityRef()
    second_id = fields.EntityRef()
    ended_at = fields.Moment()
    found = plain.Integer(metadata={"description": "How many were where the record has them, once it has ended"})


class ShelfCountOut(Schema):
    shelf_id = fields.EntityRef(attribute="shelf.id")
    recorded = plain.Integer()
    counted = plain.Integer()


class StockTakeShownOut(Schema):
    stock_take = plain.Nested(StockTakeOut)
    shelves = plain.List(plain.Nested(ShelfCountOut))
    differences = plain.List(plain.Nested(StockDifferenceOut), attribute="stock_take.differences")


class StockTakesOut(Schema):
    rows = plain.List(plain.Nested(StockTakeOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)
