"""What is asked of somebody arrested again, or for another offence while held."""

from __future__ import annotations

from marshmallow import Schema

from mips.custody.rules.rearrest import NewEvidence
from mips.custody.schemas.booking import OtherOffenceIn, open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.offered import OneOf, Picked


class _ArrestedIn(Schema):
    arrested_at = fields.Moment("Arrested at", required=True, past=HAPPENED, thing="when they were arrested")
    arrested_by_id = fields.EntityRef("Arresting officer", "officer", hint="Collar number or name")
    necessity = fields.Choices(
        "Why the arrest was necessary", choices("necessity"), required=True, thing="why it was necessary"
    )


class RearrestIn(_ArrestedIn):
    because = fields.Choice("Why they are arrested again", NewEvidence, required=True, thing="why they are arrested")
    evidence = fields.LongText(
        "What the evidence or analysis is", required=True, max=4000, thing="what the evidence or analysis is"
    )
    arrest_place = fields.Text("Where", required=True, thing="where they were arrested")
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    arrived_at = fields.Moment("Arrived at the station", past=HAPPENED, hint=NOW)


class FurtherArrestIn(_ArrestedIn):
    offence_ids = Picked("Arrested for", hint="What is on the record already", thing="what they were arrested for")
    other_offences = fields.Group("Arrested for something else", OtherOffenceIn, each="Offence", at_most=20)
    reason = fields.LongText("Circumstances", required=True, thing="the circumstances of the arrest", max=4000)
