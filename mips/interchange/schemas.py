"""How the ledger of imports is asked."""

from __future__ import annotations

from marshmallow import Schema, validate

from mips.interchange.model import Verdict
from mips.web import fields


class RowFilters(Schema):
    verdict = fields.Choice("What became of it", Verdict, widget="select")
    row = fields.Text(
        "Row number", width=10, max=9, validate=validate.Regexp(r"\A[0-9]*\Z", error="Enter a row number, like 17")
    )
