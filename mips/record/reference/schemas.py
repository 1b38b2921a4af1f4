"""How an item of a code list and a found offence are shown outside."""

from __future__ import annotations

from marshmallow import Schema, fields


class ListedOut(Schema):
    code = fields.String(required=True)
    title = fields.String(required=True)
    extra = fields.Dict(keys=fields.String(), required=True, metadata={"description": "What else its source says"})
    valid_from = fields.Date(allow_none=True, metadata={"description": "Null: not known since when"})
    valid_until = fields.Date(allow_none=True)


class CandidateOut(Schema):
    value = fields.String(required=True)
    label = fields.String(required=True)
    detail = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)


class FoundOut(Schema):
    candidates = fields.List(fields.Nested(CandidateOut), required=True)


class FindIn(Schema):
    q = fields.String(load_default="", metadata={"description": "A code, or words of the title, as far as typed"})
