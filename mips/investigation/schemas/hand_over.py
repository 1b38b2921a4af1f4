"""What is asked when a crime is handed over, and how hand-overs are shown to machines."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.web import fields


class CrimeHandOverIn(Schema):
    to_id = fields.EntityRef("To whom", "user", required=True, hint="Name or collar number", thing="to whom")
    text = fields.LongText("What you hand over", required=True, max=8000, thing="what you hand over")


class CrimeHandOverOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    by_id = fields.EntityRef()
    to_id = fields.EntityRef()
    since = fields.Moment()
    text = fields.Text()
    at = fields.Moment()
    acknowledged_at = fields.Moment()


class CrimeHandOversOut(Schema):
    given = plain.List(plain.Nested(CrimeHandOverOut))
    since = fields.Moment()
    draft = fields.Text()
