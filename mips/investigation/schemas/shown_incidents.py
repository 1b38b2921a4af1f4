"""How reports are shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.incidents import Standing
from mips.investigation.rules.recording import Channel
from mips.investigation.schemas.shown import CrimeLineOut, CrimeLogEntryOut, CrimePartyOut, CrimePlaceOut
from mips.web import fields


class IncidentLineOut(Schema):
    """A report in a list."""

    id = fields.EntityRef()
    version = fields.Version()
    reference = fields.Text()
    label = fields.Text()
    standing = fields.Choice("", Standing)
    category = fields.Text()
    reported_at = fields.Moment()
    decide_by = fields.Moment()
    decided_at = fields.Moment()
    control_room = fields.Text()
    rape = plain.Boolean()


class IncidentDecisionOut(Schema):
    standing = fields.Choice("", Standing)
    crime_id = fields.EntityRef()
    reason = fields.Text()
    why = fields.Text()
    evidence = fields.Text()
    new_facts = fields.Text()
    n100 = fields.Text()
    rule = fields.Text()
    rule_edition = fields.Text()
    rule_text = fields.Text()
    decided_at = fields.Moment()
    decided_by = fields.Text(attribute="decided_by.name")


class IncidentTransferOut(Schema):
    id = fields.EntityRef()
    force = fields.Text()
    evidence = fields.Text()
    sent_at = fields.Moment()
    answered_at = fields.Moment()
    accepted = plain.Boolean(allow_none=True)
    answered_by = fields.Text()
    their_reference = fields.Text()
    why = fields.Text()
    victim_told_at = fields.Moment()
    victim_told_how = fields.Text()


class IncidentOut(IncidentLineOut):
    """A report with its people, decisions and crimes. `log` is absent for those who may not read it."""

    summary = fields.Text()
    channel = fields.Choice("", Channel)
    capacity = fields.Text()
    reporter_name = fields.Text()
    reporter_phone = fields.Text()
    offence_code = fields.Text()
    offence_title = fields.Text()
    occurred_from = fields.Moment()
    occurred_until = fields.Moment()
    decisions = plain.List(plain.Nested(IncidentDecisionOut))
    transfers = plain.List(plain.Nested(IncidentTransferOut))
    place = plain.Nested(CrimePlaceOut, allow_none=True)
    parties = plain.List(plain.Nested(CrimePartyOut))
    crimes = plain.List(plain.Nested(CrimeLineOut))
    log = plain.List(plain.Nested(CrimeLogEntryOut), allow_none=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        around = attr in ("place", "parties", "crimes", "log")
        return super().get_attribute(obj if around else obj.incident, attr, default)


class IncidentPageOut(Schema):
    rows = plain.List(plain.Nested(IncidentLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)
