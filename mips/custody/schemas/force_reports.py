"""What is asked about force used outside custody, and shown of it."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.sources_of_care import S117
from mips.custody.schemas.lists import NOW
from mips.record.reference.lookup import choices
from mips.web import fields


class ForceReportIn(Schema):
    person_id = fields.EntityRef("On whom", "person", hint="Leave empty if nobody knows their name")
    described_as = fields.Text(
        "If their name is not known", load_default="", max=200, hint="Like: man, about 30, black, grey coat"
    )
    at = fields.Moment("When", past=S117.section, hint=NOW)
    location = fields.Text("Where exactly", required=True, thing="where", max=200, hint="Like: outside 12 High Street")
    incident = fields.Text("Crime, stop or incident number", load_default="", max=60, width=20)
    tactics = fields.Choices("What you used", choices("force-tactic"), required=True, thing="what you used")
    reasons = fields.Choices("Why", choices("force-reason"), required=True, thing="why")
    account = fields.LongText("What happened", required=True, thing="what happened", max=8000)
    effective = fields.YesNo("Was it effective?", required=True)
    body_worn = fields.YesNo("Was it recorded on body-worn video?", required=True)
    officer_injury = fields.Text("Injury to you", hint="Leave empty for none", load_default="", max=500)
    subject_injury = fields.Text("Injury to them", hint="Leave empty for none", load_default="", max=500)


class ForceAfter(Schema):
    after = fields.Text("Where the list goes on", max=2000, load_default=None)


class ForceReportOut(Schema):
    id = plain.UUID()
    officer_id = plain.UUID()
    person_id = plain.UUID(allow_none=True)
    described_as = plain.String()
    at = plain.AwareDateTime()
    location = plain.String()
    incident = plain.String()
    tactics = plain.List(plain.String())
    reasons = plain.List(plain.String())
    account = plain.String()
    effective = plain.Boolean()
    body_worn = plain.Boolean()
    officer_injury = plain.String()
    subject_injury = plain.String()


class ForceReportsOut(Schema):
    reports = plain.List(plain.Nested(ForceReportOut), attribute="page.rows")
    next_cursor = plain.String(attribute="page.next_cursor", allow_none=True)


class ForceOnOut(Schema):
    reports = plain.List(plain.Nested(ForceReportOut))
