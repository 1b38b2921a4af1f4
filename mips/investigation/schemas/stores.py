"""What is asked of stores and of a scan."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.two_persons import ShelfKind
from mips.investigation.schemas.exhibits import TO_BY_HAND, ByHand, ContinuityEventOut, SecondIn, WhereToIn
from mips.record.schemas.signing import signature_part
from mips.web import fields

_CODES = "As they stand on the labels, parted by blanks: A1 A2 B1"


class StoreIn(Schema):
    name = fields.Text("Name", required=True, max=80, hint="Like: Charing Cross property store")
    station = fields.Text("Station", max=80)
    shelves = fields.LongText("Shelves", required=True, thing="the shelves", max=4000, hint=_CODES)
    keeper_id = fields.EntityRef("Kept by", "user", hint="Who hears of what goes missing")


class ShelvesIn(Schema):
    shelves = fields.LongText("Shelves", required=True, thing="the shelves", max=4000, hint=_CODES)
    shelf_kind = fields.Choice("What they are", ShelfKind, load_default=ShelfKind.SHELF)


class ScanIn(Schema):
    code = fields.Text("Number on the label or the bag", max=40, width=20)


class MoveScannedIn(WhereToIn):
    codes = fields.LongText(
        "What goes",
        required=True,
        thing="what goes",
        max=4000,
        hint="Scan or type the number of each",
    )
    to = ByHand("Where it goes", TO_BY_HAND[:-1], required=True, thing="where it goes", widget="radios")
    purpose = fields.Text("What for", required=True, thing="what for", max=300, hint="Like: booked in, for court")
    seals_whole = fields.Tick("I have looked at the seal of each, and all are whole")
    giver = signature_part("of whoever has them now")
    receiver = signature_part("of whoever takes them")
    second = fields.Part("The officer with you, for cash, drugs and firearms", SecondIn)

    class Meta:
        fields = (
            *("codes", "to", "officer_id", "shelf_id", "whom", "purpose", "seals_whole"),
            *("giver", "receiver", "second"),
        )


class ShelfOut(Schema):
    id = fields.EntityRef()
    store_id = fields.EntityRef()
    code = fields.Text()
    shelf_kind = plain.Enum(ShelfKind, by_value=True)


class StoreOut(Schema):
    id = fields.EntityRef()
    name = fields.Text()
    station = fields.Text()
    keeper_id = fields.EntityRef()
    shelves = plain.List(plain.Nested(ShelfOut))


class StoresOut(Schema):
    stores = plain.List(plain.Nested(StoreOut))


class ShelvesOut(Schema):
    rows = plain.List(plain.Nested(ShelfOut))


class MovedOut(Schema):
    rows = plain.List(plain.Nested(ContinuityEventOut))
