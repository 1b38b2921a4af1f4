"""What several topics answer with."""

from __future__ import annotations

from marshmallow import Schema, fields


class FactOut(Schema):
    """A fact about a person: where it is from and whether it still holds."""

    id = fields.UUID()
    version = fields.Integer()
    person_id = fields.UUID()
    said_by = fields.String()
    created_at = fields.AwareDateTime()
    ended_at = fields.AwareDateTime(allow_none=True)
    ended_why = fields.String()
