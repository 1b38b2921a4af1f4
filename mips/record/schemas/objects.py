"""What is told of organisations, places and things, and how they are shown."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, post_load, validates_schema
from marshmallow import fields as plain

from mips.core.values import phone, vehicle_registration
from mips.record.model.object import ThingKind
from mips.web import fields


class OrganisationIn(Schema):
    name = fields.Text("Name", required=True)
    number = fields.Text("Company or charity number", max=20)


class PlaceIn(Schema):
    address = fields.Text("Address", max=500, hint="Without the postcode")
    postcode = fields.Postcode("Postcode", width=10)
    uprn = fields.Text("UPRN", max=12)
    point = fields.LatLong("Point on the map", hint="Latitude and longitude, like 51.5074, -0.1278")

    @validates_schema
    def _somewhere(self, told: dict[str, Any], **_: Any) -> None:
        if not any(told.get(name) for name in ("address", "postcode", "point")):
            raise ValidationError("Enter an address, a postcode or a point on the map", field_name="address")
        if (uprn := told.get("uprn")) and not (uprn.isascii() and uprn.isdigit()):
            raise ValidationError("UPRN must be up to 12 digits", field_name="uprn")


class ThingIn(Schema):
    thing_kind = fields.Choice("What it is", ThingKind, required=True, thing="what it is")
    number = fields.Text("Number", max=60, hint="Registration mark, telephone number, serial or account number")
    description = fields.LongText("Description", max=2000)

    @validates_schema
    def _something(self, told: dict[str, Any], **_: Any) -> None:
        if not (told.get("number") or told.get("description")):
            raise ValidationError("Enter a number or a description", field_name="number")

    @post_load
    def _canonical(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        """A mark or telephone number in the form it is compared in; one that has no such form stays as it was typed."""
        judge = {ThingKind.VEHICLE: vehicle_registration, ThingKind.PHONE: phone}.get(told["thing_kind"])
        if judge and (number := told.get("number")):
            told["number"] = judge(number).canonical or "".join(number.upper().split())
        return told


class _ObjectOut(Schema):
    id = plain.UUID()
    version = plain.Integer()
    label = plain.String()


class OrganisationOut(_ObjectOut):
    name = plain.String()
    number = plain.String()


class PlaceOut(_ObjectOut):
    address = plain.String()
    postcode = plain.String()
    uprn = plain.String()
    latitude = plain.Decimal(as_string=True, allow_none=True)
    longitude = plain.Decimal(as_string=True, allow_none=True)


class ThingOut(_ObjectOut):
    thing_kind = plain.Enum(ThingKind, by_value=True)
    number = plain.String()
    description = plain.String()


class OrganisationsOut(Schema):
    rows = plain.List(plain.Nested(OrganisationOut))


class PlacesOut(Schema):
    rows = plain.List(plain.Nested(PlaceOut))


class ThingsOut(Schema):
    rows = plain.List(plain.Nested(ThingOut))
