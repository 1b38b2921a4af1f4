"""What is told of one fact about a person, when it is added or ended by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, validates_schema
from marshmallow import fields as plain

from mips.record.reference.lookup import choices
from mips.record.schemas.people import IdentifierIn, NameIn, ResidenceIn
from mips.web import fields
from mips.web.field.asked import Asked


def said_by(*, required: bool = False) -> fields.Text:
    return fields.Text("Who or what says so", required=required, hint="For example: themselves, a passport")


def main(label: str) -> fields.Tick:
    return fields.Tick(label)


class Measure(Asked, plain.Integer):
    """A whole number of some unit, within bounds."""

    def __init__(self, label: str, least: int, most: int, unit: str) -> None:
        self.least, self.most, self.unit = least, most, unit
        bounds = {"minimum": least, "maximum": most}
        super().__init__(label, hint=f"In {unit}", width=5, metadata=bounds)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "":
            return None
        number = int(value) if re.fullmatch(r"[0-9]{1,4}", str(value), re.ASCII) else -1
        if isinstance(value, bool) or not self.least <= number <= self.most:
            raise ValidationError(f"{self.name_in_messages} must be between {self.least} and {self.most} {self.unit}")
        return number


class NameAddIn(NameIn):
    said_by = said_by()
    main = main("Name them by this from now on")


class BirthAddIn(Schema):
    born = fields.PartialDay("Date of birth", past=True, required=True)
    said_by = said_by()
    main = main("Use this date from now on")


class IdentifierAddIn(IdentifierIn):
    said_by = said_by()


class ResidenceAddIn(ResidenceIn):
    said_by = said_by()


class DescriptionAddIn(Schema):
    height_cm = Measure("Height", 30, 272, "centimetres")
    weight_kg = Measure("Weight", 1, 640, "kilograms")
    build = fields.Text("Build", max=60)
    hair = fields.Text("Hair", max=60)
    eyes = fields.Text("Eyes", max=60)
    marks = fields.LongText("Scars, marks and tattoos", max=2000)
    said_by = said_by()

    @validates_schema
    def _something(self, told: dict[str, object], **_: object) -> None:
        if not any(value for name, value in told.items() if name != "said_by"):
            raise ValidationError("Describe at least one thing", field_name="build")


class PhotographAddIn(Schema):
    file = fields.Upload("Photograph", types=("image/jpeg", "image/png"), required=True)
    taken_at = fields.Moment("Taken", past=True)
    retention_basis = fields.Text("Why it may be kept", hint="For example: PACE s.64A")
    said_by = said_by()
    main = main("Show them by this from now on")


class MarkerAddIn(Schema):
    kind = fields.Choice("Marker", choices("warning-marker"), required=True)
    detail = fields.LongText("What whoever meets them must know", max=1000)
    said_by = said_by(required=True)
    expires_on = fields.Day("Ends on", future=True, hint="A year from now when left blank")


class MarkerReviewIn(Schema):
    expires_on = fields.Day("Ends on", future=True, hint="A year from now when left blank")


class EndIn(Schema):
    why = fields.Text("Why", required=True, max=500, thing="why it no longer holds")
