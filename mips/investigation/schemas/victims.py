"""A victim's needs, rights, contact contract and contacts as they are told and shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules import victims as rules
from mips.record.reference.lookup import choices, listed
from mips.web import fields

_LATE = "Where something is kept after its last day"


def _promises() -> list[tuple[str, str]]:
    """What a contact may keep."""
    return [
        *((item.code, item.title) for item in listed(rules.CODE) if item.code != rules.NEEDS),
        (rules.UPDATE, rules.UPDATE_TITLE),
    ]


class AssessNeedsIn(Schema):
    communication = fields.LongText(
        "What helps them understand and be understood", max=2000, hint="Hearing, sight, reading, learning, autism, age"
    )
    interpreter = fields.YesNo("Do they need an interpreter?")
    language = fields.Text("Language", max=100, shown_when="interpreter=yes", needed="where they need one")
    measures = fields.Choices("Special measures that would help", choices(rules.MEASURES))
    support = fields.LongText("Other support they need", max=2000)
    why_late = fields.Text("Why late", max=500, hint="Where the assessment is past its last day", needed="where late")
    version = fields.Version(required=False, load_default=None)


class ConfirmEnhancedIn(Schema):
    enhanced = fields.YesNo("Do they have enhanced rights?", required=True)
    grounds = fields.Choices("Grounds", choices(rules.GROUNDS))
    why = fields.LongText("Why", max=2000, hint="Needed where the record speaks for enhanced rights and you say no")
    version = fields.Version(required=False, load_default=None)


class AgreeContactIn(Schema):
    method = fields.Choice("How to reach them", choices(rules.METHODS), required=True, widget="radios", thing="how")
    reached_at = fields.Text("Number or address", max=300)
    shared = fields.YesNo("Does anybody else answer or see this telephone?", needed="for a telephone")
    every_days = fields.Whole(
        "Days between updates", least=1, most=365, load_default=rules.EVERY_DAYS, width=4, hint="28 unless they ask"
    )
    avoid = fields.LongText("How and when never to reach them", max=1000)
    version = fields.Version(required=False, load_default=None)


class AddContactIn(Schema):
    method = fields.Choice("How", choices(rules.METHODS), required=True, thing="how")
    reached = fields.YesNo("Were they reached?", required=True, hint="Yes for a letter or message that was sent")
    said = fields.LongText("What was said", required=True, max=4000, thing="what was said")
    keeps = fields.Choices("What it keeps", _promises)
    at = fields.Moment("When", past=True, hint="now, 14:20 or yesterday 23:10. Leave blank for now")
    why_late = fields.Text("Why late", max=500, hint=_LATE, needed="where late")


class OweWordIn(Schema):
    code = fields.Choice(
        "What they are owed", choices(rules.CODE), required=True, widget="radios", thing="what they are owed"
    )
    happened_at = fields.Moment("When it happened", past=True, required=True, hint="now, 14:20 or yesterday 23:10")


class GiveUpPromiseIn(Schema):
    why = fields.LongText("Why it is not kept", required=True, max=1000, thing="why it is not kept")


class VictimCareOut(Schema):
    version = fields.Version()
    communication = fields.Text()
    interpreter = plain.Boolean(allow_none=True)
    language = fields.Text()
    measures = plain.List(plain.String())
    support = fields.Text()
    assessed_at = fields.Moment()
    enhanced = plain.Boolean(allow_none=True)
    grounds = plain.List(plain.String())
    enhanced_why = fields.Text()
    enhanced_at = fields.Moment()
    method = fields.Text()
    reached_at = fields.Text()
    shared = plain.Boolean(allow_none=True)
    every_days = plain.Integer(allow_none=True)
    avoid = fields.Text()
    agreed_at = fields.Moment()


class VictimContactOut(Schema):
    id = fields.EntityRef()
    at = fields.Moment()
    method = fields.Text()
    reached = plain.Boolean()
    said = fields.Text()
    keeps = plain.List(plain.String())
    by_id = fields.EntityRef()


class VictimPromiseOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    party_id = fields.EntityRef()
    code = fields.Text()
    title = fields.Text()
    right = plain.Integer()
    happened_at = fields.Moment()
    due_on = plain.Date()
    kept_at = fields.Moment()
    ended_at = fields.Moment()
    broken = plain.Boolean()
    why = fields.Text()


class ProposedGroundOut(Schema):
    code = plain.Function(lambda pair: pair[0].code, metadata={"type": "string"})
    title = plain.Function(lambda pair: pair[0].title, metadata={"type": "string"})
    why = plain.Function(lambda pair: pair[1], metadata={"type": "string"})


class VictimOut(Schema):
    crime_id = fields.EntityRef(attribute="crime.id")
    party_id = fields.EntityRef(attribute="party.id")
    name = fields.Text(attribute="party.label")
    unsafe = plain.Boolean()
    care = plain.Nested(VictimCareOut, allow_none=True)
    proposed = plain.List(plain.Nested(ProposedGroundOut))
    promises = plain.List(plain.Nested(VictimPromiseOut))
    contacts = plain.List(plain.Nested(VictimContactOut))
