"""How a crime was done, and the series it is in, as they are asked and shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.modus import Aspect
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.offered import OneOf


def _any_of(aspect: Aspect) -> fields.Choices:
    return fields.Choices(aspect.label, choices(aspect.list_name))


class ModusIn(Schema):
    """One question for each aspect, and the words used."""

    location = _any_of(Aspect.LOCATION)
    entry_point = _any_of(Aspect.ENTRY_POINT)
    entry_method = _any_of(Aspect.ENTRY_METHOD)
    time = _any_of(Aspect.TIME)
    instrument = _any_of(Aspect.INSTRUMENT)
    approach = _any_of(Aspect.APPROACH)
    property = _any_of(Aspect.PROPERTY)
    transport = _any_of(Aspect.TRANSPORT)
    disguise = _any_of(Aspect.DISGUISE)
    exit = _any_of(Aspect.EXIT)
    trademark = _any_of(Aspect.TRADEMARK)
    words = fields.Text(
        "Words used", max=120, hint="As they were spoken. The same words are looked for in other crimes"
    )


class NewSeriesIn(Schema):
    name = fields.Text("Name of the series", required=True, max=80, hint="Like Operation Kestrel")
    why = fields.LongText("What speaks for it", required=True, thing="what speaks for it", max=2000)


class AddToSeriesIn(Schema):
    series_id = OneOf("Series", required=True, thing="the series")
    why = fields.LongText("What speaks for it", required=True, thing="what speaks for it", max=2000)


class TakeOutIn(Schema):
    why = fields.LongText("What speaks against it", required=True, thing="what speaks against it", max=2000)


class SeriesAsked(Schema):
    after = fields.Text("Cursor", max=2000, load_default=None)


class AgreesOut(Schema):
    said = fields.Text()
    bits = plain.Float(metadata={"description": "How much it tells: the rarer, the more"})


class DoneAlikeOut(Schema):
    crime_id = fields.EntityRef(attribute="crime.id")
    reference = fields.Text(attribute="crime.reference")
    score = plain.Integer()
    agrees = plain.List(plain.Nested(AgreesOut))


class ModusOut(Schema):
    features = plain.Dict(keys=plain.Enum(Aspect, by_value=True), values=plain.List(fields.Text()), attribute="codes")
    alike = plain.List(plain.Nested(DoneAlikeOut))


class SeriesCrimeOut(Schema):
    id = fields.EntityRef()
    series_id = fields.EntityRef()
    crime_id = fields.EntityRef()
    why = fields.Text()
    added_at = fields.Moment()
    removed_at = fields.Moment()
    removed_why = fields.Text()


class SeriesOut(Schema):
    id = fields.EntityRef()
    name = fields.Text()
    why = fields.Text()
    opened_at = fields.Moment()


class SeriesShownOut(Schema):
    series = plain.Nested(SeriesOut)
    within = plain.List(plain.Nested(SeriesCrimeOut))
    removed = plain.List(plain.Nested(SeriesCrimeOut))


class SeriesPageOut(Schema):
    rows = plain.List(plain.Nested(SeriesOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)
