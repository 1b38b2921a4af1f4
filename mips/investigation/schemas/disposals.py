"""What is asked of how a case ended and of a disposal, and how both are shown."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.continuity import SECTION
from mips.investigation.rules.retention import Appeal, Ending, How
from mips.investigation.schemas.exhibits import NOW, second_part
from mips.record.schemas.signing import signature_part
from mips.web import fields

_CONVICTED = "ending=convicted"


class EndingIn(Schema):
    name = fields.Text("For whom", required=True, thing="the suspect's name", max=120, hint="The suspect's name")
    ending = fields.Choice("How it ended", Ending, required=True, thing="how it ended", widget="radios")
    on = fields.Day("On which day", required=True, past=True, thing="the day")
    custody = fields.Tick("Sentenced to custody or to a hospital order", shown_when=_CONVICTED)
    released_on = fields.Day("Day of release, if it is known", shown_when=_CONVICTED)
    appeal = fields.Choice("Appeal, or review by the Commission", Appeal, load_default=Appeal.NONE)
    appeal_ended_on = fields.Day("Day on which that ended", past=True, shown_when="appeal=ended")


class DisposalIn(Schema):
    how = fields.Choice("What becomes of it", How, required=True, thing="what becomes of it")
    to_whom = fields.Text("To whom it goes back", max=200, shown_when="how=return", hint="Name, and how they prove it")
    copy_kept = fields.Tick("A photograph or copy of it is kept", shown_when="how=return")
    why = fields.LongText("Why", required=True, thing="why", max=1000)


class DisposalDecisionIn(Schema):
    approved = fields.YesNo("Let it go?", required=True)
    why = fields.LongText("Why", max=1000, hint="Needed when it is refused")


class AgreeIn(Schema):
    """Nothing is asked: to send it is to agree."""


class CarryOutIn(Schema):
    at = fields.Moment("When", past=SECTION, hint=NOW)
    seal_intact = fields.YesNo("Is the seal whole?")
    seal_why = fields.Text("How it was broken", max=300)
    giver = signature_part("of whoever has it now")
    receiver = signature_part("of whoever it goes back to")
    second = second_part()
    seen = fields.Version()


class EndingOut(Schema):
    id = fields.EntityRef()
    name = fields.Text()
    ending = plain.Enum(Ending, by_value=True)
    on = plain.Date(attribute="ended_on")
    custody = plain.Boolean()
    released_on = plain.Date(allow_none=True)
    appeal = plain.Enum(Appeal, by_value=True)
    appeal_ended_on = plain.Date(allow_none=True)
    superseded = plain.Boolean()


class StepOut(Schema):
    why = fields.Text()
    section = fields.Text()
    until = plain.Date(allow_none=True)


class RetentionOut(Schema):
    """How it ended and the count: `until` is the last day; null while there is no end to it."""

    endings = plain.List(plain.Nested(EndingOut))
    steps = plain.List(plain.Nested(StepOut), attribute="kept.steps")
    until = plain.Date(attribute="kept.until", allow_none=True)


class DisposalOut(Schema):
    id = fields.EntityRef()
    exhibit_id = fields.EntityRef()
    how = plain.Enum(How, by_value=True)
    why = fields.Text()
    to_whom = fields.Text()
    copy_kept = plain.Boolean()
    standing = fields.Text()
    asked_by_id = fields.EntityRef()
    asked_at = fields.Moment()
    officer_id = fields.EntityRef()
    officer_at = fields.Moment()
    supervisor_id = fields.EntityRef()
    supervisor_at = fields.Moment()
    count = plain.List(plain.String())
    refused_at = fields.Moment()
    refused_why = fields.Text()
    carried_out_at = fields.Moment()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        return super().get_attribute(getattr(obj, "row", obj), attr, default)


class DisposalPageOut(Schema):
    rows = plain.List(plain.Nested(DisposalOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class WhereIn(Schema):
    """Where in a list to begin."""

    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)
