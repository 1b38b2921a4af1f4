"""What is asked of an authority to search without suspicion."""

from __future__ import annotations

from marshmallow import Schema

from mips.investigation.rules.section_60 import WIDEST, Ground
from mips.web import fields

AREA, TIME = "Where", "How long"


class AuthoriseSection60In(Schema):
    ground = fields.Choice("I reasonably believe that", Ground, required=True, thing="what you believe")
    reasons = fields.LongText(
        "Why", required=True, thing="why", max=4000, hint="What is known, from where, and why this area and time"
    )
    area = fields.LongText(
        "The area in words", required=True, thing="the area", max=2000, hint="Its streets or boundary", group=AREA
    )
    point = fields.LatLong("Its centre", hint="With this, searches outside it are refused", group=AREA)
    radius = fields.Whole("Metres around the centre", most=WIDEST, group=AREA)
    begins_at = fields.Moment("From", required=True, thing="from when", group=TIME)
    ends_at = fields.Moment(
        "Until", required=True, thing="until when", hint="No longer than needed, and at most 24 hours", group=TIME
    )
    operation = fields.Text("Operation", max=100)
    superintendent = fields.Text(
        "Superintendent who has been told", max=100, hint="As soon as practicable. Empty: it becomes your task"
    )


class ExtendSection60In(Schema):
    ends_at = fields.Moment("Until", required=True, thing="until when", hint="At most 48 hours from its beginning")
    why = fields.LongText("Why it is still necessary", required=True, thing="why", max=4000)


class EndSection60In(Schema):
    why = fields.LongText("Why it ends", required=True, thing="why it ends", max=2000)
