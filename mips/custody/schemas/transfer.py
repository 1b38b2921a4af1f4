"""What is asked of somebody who comes from another force, and shown of it."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.rules.transfers import AtHospital, CameAs, There
from mips.custody.schemas.lists import HAPPENED
from mips.record.reference.lookup import choices
from mips.web import fields

_WHERE, _TIMES, _AWAY, _LONGER, _ALONG = (
    "Where they were",
    "When",
    "Reviews and hospital there",
    "Extended there",
    "What came with them",
)
TOLD: Final = (
    "station",
    "reference",
    "handed_by",
    "escort_number",
    "record_copy",
    "condition",
    "medicines",
    "property_came",
)
_OF_THERE: Final = {
    "came_as": "came_as",
    "entered_at": "entered_at",
    "arrived_there_at": "arrived_at",
    "authorised_there_at": "authorised_at",
    "left_there_at": "left_at",
    "extended_at": "extended_at",
    "extended_until": "extended_until",
    "warrant_at": "warrant_at",
    "warrant_hours": "warrant_hours",
}
"""Field of the form -> of There."""
_FORCE: Final = "came_as=arrested-there-for-us|held-there-for-theirs|same-offence"


class ReviewThereIn(Schema):
    held_at = fields.Moment("Held at", required=True, past=HAPPENED, thing="when it was held")


class HospitalThereIn(Schema):
    left_at = fields.Moment("Left for treatment", required=True, past=HAPPENED, thing="when they left")
    returned_at = fields.Moment("Back at the station", required=True, past=HAPPENED, thing="when they were back")
    questioned_from = fields.Moment("Questioned at the hospital from", past=HAPPENED, needed="if they were")
    questioned_until = fields.Moment("Questioned until", past=HAPPENED, needed="if they were")


class FromForceIn(Schema):
    came_as = fields.Choice(
        "Why they were there first", CameAs, required=True, group=_WHERE, thing="why they were there first"
    )
    force = fields.Choice("Force", choices("force"), group=_WHERE, shown_when=_FORCE, load_default="")
    station = fields.Text("Station", group=_WHERE, load_default="", max=120)
    designated = fields.Tick("Designated for detention (PACE s.35)", group=_WHERE, load_default=True)
    reference = fields.Text("Number of the custody record there", group=_WHERE, load_default="", max=60)
    sought_for = fields.Text(
        "What they are sought for here",
        group=_WHERE,
        shown_when="came_as=held-there-for-theirs",
        load_default="",
        max=300,
    )
    questioned = fields.YesNo(
        "Questioned there about the offence here, to get evidence?",
        hint="If so the clock runs from the first station there",
        group=_WHERE,
        shown_when="came_as=arrested-there-for-us|held-there-for-theirs",
        allow_none=True,
        load_default=None,
        thing="whether they were questioned there",
    )
    entered_at = fields.Moment(
        "Came into England and Wales", past=HAPPENED, group=_TIMES, shown_when="came_as=arrested-outside"
    )
    arrived_there_at = fields.Moment("First at a station there", past=HAPPENED, group=_TIMES)
    authorised_there_at = fields.Moment("Detention authorised there", past=HAPPENED, group=_TIMES)
    left_there_at = fields.Moment("Left the station there", past=HAPPENED, group=_TIMES)
    reviews = fields.Group("Reviews held there", ReviewThereIn, each="Review", at_most=12, group=_AWAY)
    hospital = fields.Group("To hospital for treatment there", HospitalThereIn, each="Stay", at_most=5, group=_AWAY)
    extended_at = fields.Moment("Superintendent extended it at", past=HAPPENED, group=_LONGER, hint="PACE s.42")
    extended_until = fields.Moment("Until", group=_LONGER, needed="if it was extended")
    warrant_at = fields.Moment("Court issued a warrant at", past=HAPPENED, group=_LONGER, hint="PACE s.43")
    warrant_hours = fields.Whole("For how many hours", group=_LONGER, least=1, most=36, needed="with a warrant")
    handed_by = fields.Text("Handed over by", hint="Name and number", group=_ALONG, load_default="", max=200)
    escort_number = fields.Text("Number of their escort record", group=_ALONG, load_default="", max=60)
    record_copy = fields.YesNo(
        "Did a copy of their custody record come?", group=_ALONG, allow_none=True, load_default=None
    )
    condition = fields.Text("How they were", group=_ALONG, load_default="", max=500)
    medicines = fields.Text("Medicine that came, and when it is due", group=_ALONG, load_default="", max=500)
    property_came = fields.Text("Property that came", hint="Seals", group=_ALONG, load_default="", max=500)

    @post_load
    def _as_told(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What happened there as one thing, what came along as another."""
        there = {of: given.pop(name) for name, of in _OF_THERE.items() if name in given}
        there["reviews"] = sorted(each["held_at"] for each in given.pop("reviews", ()))
        there["hospital"] = [AtHospital(**each) for each in given.pop("hospital", ())]
        told = {name: given.pop(name) for name in TOLD if name in given}
        return given | {"there": There(**there), "told": told}


class TransferInOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    came_as = plain.Enum(CameAs, by_value=True)
    force = plain.String()
    station = plain.String()
    reference = plain.String()
    sought_for = plain.String()
    questioned = plain.Boolean(allow_none=True)
    handed_by = plain.String()
    escort_number = plain.String()
    record_copy = plain.Boolean(allow_none=True)
    condition = plain.String()
    recorded_at = plain.AwareDateTime()
