"""What is told of one fact about a person, when it is added or ended by itself."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, validate, validates_schema
from marshmallow import fields as plain

from mips.record.reference.lookup import choices
from mips.record.schemas.people import IdentifierIn, NameIn, ResidenceIn
from mips.web import fields
from mips.web.field.asked import Asked


def said_by(*, required: bool = False) -> fields.Text:
    return fields.Text("Who or what says so", required=required, hint="For example: themselves, a passport")


def main(label: str) -> fields.Tick:
    return fields.Tick(label)


class Measure(Asked, plain.Decimal):
    """A number with at most one decimal, within bounds."""

    def __init__(self, label: str, least: int, most: int, unit: str) -> None:
        within = validate.Range(least, most, error=f"{label} must be between {least} and {most} {unit}")
        super().__init__(label, hint=f"In {unit}", width=5, places=1, validate=within)


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
