"""What is asked before a document is given to somebody else, and how the register shows that it was."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.web import fields


class GiveIn(Schema):
    recipient = fields.Text(
        "Who is it for?",
        thing="who the document is for",
        required=True,
        max=120,
        hint="A person or an organisation. Their name stands on every page",
    )
    purpose = fields.Text(
        "What do they need it for?",
        thing="what it is needed for",
        required=True,
        max=300,
        hint="For example: first hearing on 12 March, or request of the defence solicitor",
    )


class WhereIn(Schema):
    """Where in a list to begin."""

    after = fields.Text("Cursor", max=2000, hint="`next` of the page before", load_default=None)


class PrintingOut(Schema):
    """One copy: what it was, who made it, for whom and for what. `sha256` is of the file itself."""

    id = plain.UUID()
    document = plain.String()
    title = plain.String()
    printed_at = plain.AwareDateTime()
    printed_by_id = plain.UUID()
    working_copy = plain.Boolean()
    recipient = plain.String()
    purpose = plain.String()
    pages = plain.Integer()
    sha256 = plain.String()


class PrintingPageOut(Schema):
    rows = plain.List(plain.Nested(PrintingOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)
