"""How the ledger of imports is asked, and what it shows."""

from __future__ import annotations

from marshmallow import Schema, validate
from marshmallow import fields as plain

from mips.interchange.model import Verdict
from mips.web import fields


class RowFilters(Schema):
    verdict = fields.Choice("What became of it", Verdict, widget="select")
    row = fields.Text(
        "Row number", width=10, max=9, validate=validate.Regexp(r"\A[0-9]*\Z", error="Enter a row number, like 17")
    )


class WhereIn(Schema):
    """Where in a list to begin."""

    after = fields.Text("Cursor", max=2000, hint="`next` of the page before", load_default=None)


class RowsWhereIn(WhereIn):
    """Which rows of a file."""

    verdict = fields.Choice("What became of it", Verdict)
    row = plain.Integer(validate=validate.Range(0, 999_999_999))


class FileOut(Schema):
    """A file and how many of its rows came to each verdict."""

    id = plain.UUID()
    name = plain.String()
    kind = plain.String()
    source = plain.String(attribute="run.source")
    state = plain.String(attribute="state.value")
    reason = plain.String()
    sha256 = plain.String()
    same_as_id = plain.UUID(allow_none=True)
    created_at = plain.AwareDateTime()
    rows = plain.Integer()
    created = plain.Integer()
    updated = plain.Integer()
    unchanged = plain.Integer()
    duplicate = plain.Integer()
    rejected = plain.Integer()


class FilePageOut(Schema):
    rows = plain.List(plain.Nested(FileOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class RowOut(Schema):
    """A row by its number in the file, and its verdict. `raw` is kept of those that were rejected."""

    row = plain.Integer()
    verdict = plain.String(attribute="verdict.value")
    reason = plain.String(allow_none=True)
    raw = plain.String(allow_none=True)
    entity_id = plain.UUID(allow_none=True)


class ReadOut(Schema):
    file = plain.Nested(FileOut)
    rows = plain.List(plain.Nested(RowOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)
