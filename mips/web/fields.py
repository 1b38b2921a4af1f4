"""Every field a schema may use, in one place: `from mips.web import fields`."""

from __future__ import annotations

from mips.web.field.choice import Choice, Choices, Said, Tick, YesNo
from mips.web.field.files import Upload, Uploaded
from mips.web.field.groups import Group, Part
from mips.web.field.known import Email, Identifier, LatLong, Phone, Postcode
from mips.web.field.numbers import Whole
from mips.web.field.records import EntityRef, OffenceCode, PersonRef, Version
from mips.web.field.signature import Signature
from mips.web.field.text import LongText, Secret, Text
from mips.web.field.times import Day, Moment, PartialDay
from mips.web.spoken import PartialDate

__all__ = [
    "Choice",
    "Choices",
    "Day",
    "Email",
    "EntityRef",
    "Group",
    "Identifier",
    "LatLong",
    "LongText",
    "Moment",
    "OffenceCode",
    "Part",
    "PartialDate",
    "PartialDay",
    "PersonRef",
    "Phone",
    "Postcode",
    "Said",
    "Secret",
    "Signature",
    "Text",
    "Tick",
    "Upload",
    "Uploaded",
    "Version",
    "Whole",
    "YesNo",
]
