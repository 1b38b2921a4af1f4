"""How crimes are shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, validate
from marshmallow import fields as plain

from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.schemas.flags import CrimeFlagOut
from mips.record.model.case import Stage
from mips.record.model.event import Part
from mips.record.model.person import Precision
from mips.web import fields


class CrimeLineOut(Schema):
    """A crime in a list."""

    id = fields.EntityRef()
    version = fields.Version()
    reference = fields.Text()
    label = fields.Text()
    status = fields.Choice("", CrimeStatus)
    offence_code = fields.Text()
    offence_title = fields.Text()
    occurred_from = fields.Moment()
    occurred_precision = plain.String(
        attribute="occurred_known_to",
        validate=validate.OneOf(["minute", "month", "year", "circa"]),
        metadata={"description": "How exactly its times are known; `month`: they are the ends of a month"},
    )
    reported_at = fields.Moment()
    recorded_at = fields.Moment()
    outcome_code = fields.Text()
    outcome = fields.Text()
    outcome_on = plain.Date(allow_none=True)


class CrimePlaceOut(Schema):
    id = fields.EntityRef()
    label = fields.Text()
    address = fields.Text()
    postcode = fields.Text()
    latitude = plain.Decimal(as_string=True, allow_none=True)
    longitude = plain.Decimal(as_string=True, allow_none=True)


class CrimePartyOut(Schema):
    id = fields.EntityRef(attribute="party_id")
    kind = fields.Text(attribute="party.kind")
    label = fields.Text(attribute="party.label")
    part = fields.Choice("", Part)
    status = fields.Text()


class CrimeOffenceOut(Schema):
    id = fields.EntityRef()
    code = fields.Text()
    title = fields.Text()
    stage = fields.Choice("", Stage)
    person_id = fields.EntityRef()


class CrimeOutcomeOut(Schema):
    id = fields.EntityRef()
    code = fields.Text()
    title = fields.Text()
    decided_on = plain.Date(allow_none=True)
    decided_precision = plain.Enum(Precision, by_value=True)
    rationale = fields.Text()
    decision_reference = fields.Text()
    victim_told_on = plain.Date(allow_none=True)
    victim_supports = plain.Boolean(allow_none=True)
    decided_by = fields.Text(attribute="decider")
    evidence = fields.Text()
    limit_said = fields.Text()
    review_told = plain.Boolean(allow_none=True)
    proposed = plain.Boolean()
    in_force_at = fields.Moment()


class RecordingDecisionOut(Schema):
    rule = fields.Text()
    rule_edition = fields.Text()
    rule_text = fields.Text()
    evidence = fields.Text()
    decided_at = fields.Moment()


class CrimeLogEntryOut(Schema):
    id = fields.EntityRef()
    at = fields.Moment()
    entered_at = fields.Moment(attribute="created_at")
    kind = fields.Text()
    text = fields.Text()
    author = fields.Text(attribute="author.name")
    corrects_id = fields.EntityRef()


class CrimeIncidentOut(Schema):
    id = fields.EntityRef()
    reference = fields.Text()


class CrimeHolderOut(Schema):
    """Who had a crime; the one without an end has it."""

    officer_id = fields.EntityRef()
    officer = fields.Text(attribute="officer.name")
    team_id = fields.EntityRef()
    since = fields.Moment()
    until = fields.Moment()
    by = fields.Text(attribute="by.name")
    why = fields.Text()
    despite = fields.Text()
    review_due_at = fields.Moment()


class CrimeOut(CrimeLineOut):
    """A crime with its people, offences and outcomes. `log` is absent for those who may not read it."""

    ho_class = fields.Text()
    notifiable = plain.Boolean()
    basis = fields.Choice("", Basis)
    channel = fields.Choice("", Channel)
    occurred_until = fields.Moment()
    summary = fields.Text()
    modus_operandi = fields.Text()
    officer_in_case = fields.Text(attribute="officer_in_case.name")
    outcomes = plain.List(plain.Nested(CrimeOutcomeOut))
    flags = plain.List(plain.Nested(CrimeFlagOut))
    incident = plain.Nested(CrimeIncidentOut, allow_none=True)
    beside = plain.List(plain.Nested(CrimeLineOut), metadata={"description": "The other crimes of the same incident"})
    decisions = plain.List(plain.Nested(RecordingDecisionOut))
    place = plain.Nested(CrimePlaceOut, allow_none=True)
    parties = plain.List(plain.Nested(CrimePartyOut))
    offences = plain.List(plain.Nested(CrimeOffenceOut))
    log = plain.List(plain.Nested(CrimeLogEntryOut), allow_none=True)
    log_next = plain.String(allow_none=True, metadata={"description": "`after` for the older entries of the log"})
    holders = plain.List(plain.Nested(CrimeHolderOut), allow_none=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        around = attr in ("place", "parties", "offences", "log", "log_next", "incident", "beside", "holders")
        return super().get_attribute(obj if around else obj.crime, attr, default)


class CrimePageOut(Schema):
    rows = plain.List(plain.Nested(CrimeLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class CrimesPageOut(Schema):
    """A page of the list of crimes, and how many there are."""

    rows = plain.List(plain.Nested(CrimeLineOut))
    count = plain.Integer(metadata={"description": "How many there are in all, where `more` is false"})
    more = plain.Boolean(metadata={"description": "There are more than `count`"})
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)


class CountOut(Schema):
    value = plain.String()
    wanted = plain.String(metadata={"description": "What the list's filter takes to show exactly these"})
    count = plain.Integer()


class SpanOut(Schema):
    first = plain.Date()
    last = plain.Date()
    count = plain.Integer()


class ForceBoardOut(Schema):
    """Each of `by`, and the months and the weeks, add up to `total`."""

    total = plain.Integer()
    by = plain.Dict(keys=plain.String(), values=plain.List(plain.Nested(CountOut)))
    months = plain.List(plain.Nested(SpanOut))
    weeks = plain.List(plain.Nested(SpanOut))
    positive = plain.Integer(metadata={"description": "Outcomes 1 to 8"})
    diverted = plain.Integer(metadata={"description": "Outcome 22, which is shown apart"})
    without = plain.Integer(metadata={"description": "No outcome yet"})
    positive_rate = plain.Float(
        allow_none=True, metadata={"description": "Share of those with an outcome; null where none has one"}
    )


class CrimePointsOut(Schema):
    points = plain.List(
        plain.List(plain.Raw()),
        metadata={"description": "Each [latitude, longitude, how many crimes, id of the place], most crimes first"},
    )
    count = plain.Integer(metadata={"description": "Crimes at all of them"})
    more = plain.Boolean(metadata={"description": "There are more places than are given"})
