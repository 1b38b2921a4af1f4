"""What is asked and shown of crimes before one that is recorded."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.schemas.shown import CrimeLineOut
from mips.web import fields


class BeforeWhereIn(Schema):
    place_id = fields.EntityRef("Where", "place", allow_none=False)
    person_id = fields.PersonRef("Victim", allow_none=False)
    offence_code = fields.OffenceCode("Offence", allow_none=False)
    occurred_from = fields.Moment("When it happened, or began", past=True, allow_none=False)
    occurred_until = fields.Moment("When it ended", past=True, allow_none=False)


class AlikeOut(Schema):
    crime = plain.Nested(CrimeLineOut)
    why = plain.List(plain.String())


class RepeatOut(Schema):
    id = fields.EntityRef(attribute="entity.id")
    label = fields.Text(attribute="entity.label")
    part = fields.Text()
    crimes = plain.List(plain.Nested(CrimeLineOut))


class BeforeOut(Schema):
    alike = plain.List(plain.Nested(AlikeOut))
    repeats = plain.List(plain.Nested(RepeatOut))
    days = plain.Integer()
