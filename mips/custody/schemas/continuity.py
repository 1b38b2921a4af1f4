"""What a suite's computer is given for when the server is gone."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain


class SheetOut(Schema):
    """The document of one detainee as HTML, to be typeset where it is kept."""

    file_name = plain.String()
    html = plain.String()


class PackOut(Schema):
    """The pack of a suite. `at` is the minute whose facts it holds."""

    suite = plain.String()
    name = plain.String()
    at = plain.AwareDateTime()
    detainees = plain.Integer()
    not_shown = plain.Integer()
    html = plain.String()
    sheets = plain.List(plain.Nested(SheetOut))
    blank = plain.String()
