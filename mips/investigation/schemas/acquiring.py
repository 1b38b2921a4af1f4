"""What is asked of how a digital file was acquired, and shown of it (INV-9)."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.acquiring import Authority, DeviceOf, Method
from mips.investigation.rules.continuity import SECTION
from mips.web import fields

_HOW, _DEVICE, _RIGHT = "How", "From what", "By what right"
_ON_AGREEMENT: Final = "authority=agreement|agreement-for"
ITSELF: Final = ("method", "device_of", "acquired_at", "examiner_id", "examiner", "source_mark")
"""What is asked of every acquisition; the rest are its particulars."""


class AcquisitionIn(Schema):
    """How, from what device, by what right; what was agreed only where it rests on agreement."""

    method = fields.Choice("Method", Method, required=True, thing="the method", widget="select", group=_HOW)
    acquired_at = fields.Moment("When", past=SECTION, hint="Leave as now, or 14:20, or yesterday 23:10", group=_HOW)
    examiner_id = fields.EntityRef("Examiner, if not you", "user", group=_HOW)
    examiner = fields.Text("Examiner who is not of the force", max=200, group=_HOW, hint="Name, and laboratory or firm")
    tool = fields.Text("Tool", max=120, group=_HOW, hint="Like Cellebrite UFED", needed="needed for an extraction")
    tool_version = fields.Text("Its version", max=60, width=10, group=_HOW, needed="needed for an extraction")
    device_of = fields.Choice(
        "Whose device it was", DeviceOf, required=True, thing="whose device it was", group=_DEVICE
    )
    source_mark = fields.Text("The exhibit that the device is", max=12, width=10, group=_DEVICE, hint="Like JS/1")
    source = fields.Text("Or the device in words", max=300, group=_DEVICE, hint="Make, model, IMEI or serial number")
    scope = fields.LongText(
        "What was taken, from when to when", max=2000, group=_DEVICE, needed="needed of a victim or witness"
    )
    authority = fields.Choice("Authority", Authority, widget="select", group=_RIGHT, needed="for anybody's device")
    power = fields.Text("Which power", max=200, group=_RIGHT, shown_when="authority=other", hint="Act and section")
    agreed_by = fields.Text(
        "Who agreed", max=200, group=_RIGHT, shown_when=_ON_AGREEMENT, hint="For somebody else, say as what"
    )
    agreed_on = fields.Day("When they agreed", past=True, group=_RIGHT, shown_when=_ON_AGREEMENT)
    notice_given = fields.Tick(
        "They were given notice in writing: what is sought, why, how it will be dealt with, that they may refuse, and "
        "that refusing alone ends nothing",
        group=_RIGHT,
        shown_when=_ON_AGREEMENT,
    )
    sought = fields.LongText("What the notice says is sought", max=2000, group=_RIGHT, shown_when=_ON_AGREEMENT)
    necessary = fields.LongText(
        "Which line of enquiry it serves, and why nothing less would do",
        max=2000,
        group=_RIGHT,
        shown_when=_ON_AGREEMENT,
    )


def told(fields: dict[str, Any]) -> dict[str, Any]:
    """What the form gives, as the use case takes it."""
    itself = {name: fields.get(name) for name in ITSELF}
    return {**itself, "particulars": {name: value for name, value in fields.items() if name not in ITSELF}}


class AcquisitionOut(Schema):
    id = fields.EntityRef()
    exhibit_id = fields.EntityRef()
    method = plain.Enum(Method, by_value=True)
    acquired_at = fields.Moment()
    examiner_id = fields.EntityRef()
    examiner = fields.Text()
    tool = fields.Text()
    tool_version = fields.Text()
    device_of = plain.Enum(DeviceOf, by_value=True)
    source = fields.Text()
    source_id = fields.EntityRef()
    authority = plain.Enum(Authority, by_value=True, allow_none=True)
    power = fields.Text()
    agreed_by = fields.Text()
    agreed_on = plain.Date(allow_none=True)
    notice_given = plain.Boolean()
    sought = fields.Text()
    necessary = fields.Text()
    scope = fields.Text()
    by_id = fields.EntityRef()
