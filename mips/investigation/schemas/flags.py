"""Flags as they are set, ended and shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.flags import LIST
from mips.record.reference.lookup import choices
from mips.web import fields


class SetFlagIn(Schema):
    flag = fields.Choice("Flag", choices(LIST), required=True, thing="the flag")
    from_on = fields.Day("From", past=True, hint="Like today or 12/1/2026. Leave blank for today")


class EndFlagIn(Schema):
    why = fields.LongText("Why it ends", required=True, max=2000, thing="why it ends")
    until_on = fields.Day("Its last day", past=True, hint="Leave blank for today")


class CrimeFlagOut(Schema):
    flag = fields.Text()
    from_on = plain.Date(allow_none=True)
    until_on = plain.Date(allow_none=True)
