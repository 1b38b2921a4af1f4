"""What an officer says who acts as custody officer for a shift."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.schemas.booking import open_suite_options
from mips.web import fields
from mips.web.field.offered import OneOf


class StandInIn(Schema):
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    why = fields.Text(
        "Why is no custody officer readily available?",
        hint="Who was asked, and why they cannot come. An inspector reads this",
        required=True,
        thing="why no custody officer is readily available",
        max=500,
    )


class StandInOut(Schema):
    id = plain.UUID()
    role = plain.String()
    why = plain.String()
    approved_at = plain.AwareDateTime(data_key="from_at")
    ended_at = plain.AwareDateTime(data_key="until_at")
