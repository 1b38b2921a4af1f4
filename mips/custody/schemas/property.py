"""What is asked about property, and shown of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, post_load
from marshmallow import fields as plain

from mips.custody.rules.property import DENOMINATIONS, PropertyEnd, Retained, Signed, pounds
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.schemas.signing import SignatureOut, signature_part
from mips.web import fields
from mips.web.field.offered import Picked

_AMOUNT: Final = re.compile(r"\u00a3?(\d{1,7})(?:\.(\d{2}))?")
_COIN: Final = 100


class Pounds(fields.Text):
    """An amount of sterling: '20', '1,020.50'. Gives pence."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = self.text_of(value, attr, data, **kwargs)
        if not text:
            return None
        found = _AMOUNT.fullmatch(text.replace(",", ""))
        if found is None:
            raise ValidationError("Enter an amount, like 20 or 20.50")
        return int(found[1]) * _COIN + int(found[2] or 0)

    def typed(self, value: Any) -> Any:
        return pounds(value)[1:] if isinstance(value, int) else value or ""


def _each(pence: int) -> str:
    return f"{pence}p" if pence < _COIN else f"\u00a3{pence // _COIN}"


class _CashIn(Schema):
    """How many of each note and coin, and what they come to as the detainee and the officer counted them."""

    total = Pounds("Total", hint="Like 20.50: counted together, it must agree", width=10)
    seal = fields.Text("Seal of the cash bag", load_default="", max=40, width=10)

    @post_load
    def _as_counted(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        counted = {each: number for each in DENOMINATIONS if (number := given.pop(f"of_{each}", None))}
        return {"counted": counted, "total_pence": given.get("total"), "seal": given.get("seal", "")}


CashIn = _CashIn.from_dict(
    {f"of_{each}": fields.Whole(_each(each), least=0, most=9999) for each in DENOMINATIONS}, name="CashIn"
)
CashIn.__module__ = __name__

_SAFE, _WITH, _EFFECTS, _CLOTHING = "safe", "with", "effects", "clothing"


class ItemIn(Schema):
    description = fields.Text("What it is", required=True, thing="what it is", max=200, hint="Like: silver ring")
    quantity = fields.Whole("How many", most=999)
    sort = fields.Choice(
        "What kind",
        [("other", "Valuables or anything else"), (_EFFECTS, "Personal effects"), (_CLOTHING, "Clothing")],
        widget="select",
    )
    keeping = fields.Choice(
        "Where it goes",
        [
            (_SAFE, "Kept safe until release"),
            (_WITH, "Stays with them"),
            *((each.value, f"Kept: {each.label[:1].lower()}{each.label[1:]}") for each in Retained),
        ],
        widget="select",
    )
    seal = fields.Text("Own seal", load_default="", max=40, width=10, hint="If not in the bag below")

    @post_load
    def _as_columns(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        sort, keeping = given.pop("sort", None), given.pop("keeping", None)
        return given | {
            "effects": sort in (_EFFECTS, _CLOTHING),
            "clothing": sort == _CLOTHING,
            "with_detainee": keeping == _WITH,
            "retained": Retained(keeping) if keeping in set(Retained) else None,
        }


class PropertyIn(Schema):
    """Everything on one page: several items, cash, one bag, one signature."""

    nothing = fields.Tick("They have no property")
    items = fields.Group("Property", ItemIn, each="Item")
    has_cash = fields.Tick("They have cash")
    cash = fields.Part("Cash", CashIn, shown_when="has_cash=yes")
    replaced = fields.Text(
        "If clothes are kept: what they were offered instead", hint="Like: grey tracksuit, plimsolls", load_default=""
    )
    seal = fields.Text("Seal of the property bag", load_default="", max=40, width=10)
    location = fields.Text("Where it is kept", load_default="", max=80, hint="Like: store 2, shelf B")
    witness_id = fields.EntityRef("Witnessed by", "officer")
    signature = signature_part("for the property listed here")
    taken_at = fields.Moment("When", past=HAPPENED, hint=NOW)

    @post_load
    def _cash_if_any(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        given.pop("has_cash", None)
        return given


class PropertyEndIn(Schema):
    items = Picked("What goes", required=True, thing="what goes")
    end = fields.Choice("Where to", PropertyEnd, required=True, thing="where it goes")
    whom = fields.Text(
        "To whom, or under which number",
        load_default="",
        hint="Name, number of the escort record or of the exhibit",
        shown_when=f"end={PropertyEnd.GIVEN_TO}|{PropertyEnd.TRANSFERRED}|{PropertyEnd.EXHIBIT}",
    )
    why = fields.Text("Why", load_default="", hint="Needed when it is disposed of, or was kept as evidence")
    signature = signature_part("for what they were given")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class PropertyItemOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    number = plain.Integer()
    description = plain.String()
    quantity = plain.Integer()
    pence = plain.Integer(allow_none=True)
    cash = plain.Dict(keys=plain.String(), values=plain.Integer())
    seal = plain.String()
    location = plain.String()
    with_detainee = plain.Boolean()
    retained = plain.Enum(Retained, by_value=True, allow_none=True)
    signed = plain.Enum(Signed, by_value=True)
    signature = plain.Nested(SignatureOut, allow_none=True)
    taken_at = plain.AwareDateTime()
    held = plain.Boolean()
    end = plain.Enum(PropertyEnd, by_value=True, allow_none=True)
    ended_at = plain.AwareDateTime(allow_none=True)
    ended_signature = plain.Nested(SignatureOut, allow_none=True)


class PropertyOut(Schema):
    items = plain.List(plain.Nested(PropertyItemOut))
