"""What is told of tasks, log entries, links, files and restrictions, and how they are shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.access.policy import Restriction
from mips.record.model.work import TaskUrgency
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.files import TYPES


class WhereIn(Schema):
    """Which page of a list."""

    after = fields.Text("", max=2000, metadata={"description": "`next` of the page before"})


class PageOut(Schema):
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class TaskIn(Schema):
    title = fields.Text("What is to be done", required=True)
    detail = fields.LongText("More about it", max=2000)
    entity_id = fields.EntityRef("Record it is about", widget="hidden")
    urgency = fields.Choice("Urgency", TaskUrgency)
    assignee_id = fields.EntityRef("For whom", "user", hint="Yourself when left blank")
    due_at = fields.Moment("Due", future=True)


class ColleaguesIn(Schema):
    q = fields.Text("Collar number or name", required=True)


class ColleagueOut(Schema):
    id = plain.UUID()
    collar_number = plain.String()
    name = plain.String()
    rank = plain.Integer()


class TaskDoneIn(Schema):
    result = fields.LongText("What was done", max=2000)


class TaskOut(Schema):
    id = plain.UUID()
    version = plain.Integer()
    title = plain.String()
    detail = plain.String()
    entity_id = plain.UUID(allow_none=True)
    urgency = plain.Enum(TaskUrgency, by_value=True)
    assignee_id = plain.UUID(allow_none=True)
    team_id = plain.UUID(allow_none=True)
    due_at = plain.AwareDateTime(allow_none=True)
    done_at = plain.AwareDateTime(allow_none=True)
    result = plain.String()


class TaskPageOut(PageOut):
    rows = plain.List(plain.Nested(TaskOut))


class LogEntryIn(Schema):
    text = fields.LongText("Entry", required=True, max=10_000, thing="the entry")
    at = fields.Moment("When it happened", past=True, hint="Now when left blank")


class CorrectionIn(Schema):
    text = fields.LongText("How it should read", required=True, max=10_000, thing="the right wording")


class LogEntryOut(Schema):
    id = plain.UUID()
    entity_id = plain.UUID()
    at = plain.AwareDateTime()
    created_at = plain.AwareDateTime()
    kind = plain.String()
    text = plain.String()
    author = plain.String(attribute="author.name")
    corrects_id = plain.UUID(allow_none=True)


class LogPageOut(PageOut):
    rows = plain.List(plain.Nested(LogEntryOut))


class AttachmentIn(Schema):
    file = fields.Upload("File", types=tuple(TYPES), required=True, hint="PDF, picture, text, CSV or ZIP")


class AttachmentOut(Schema):
    id = plain.UUID()
    entity_id = plain.UUID()
    name = plain.String()
    media_type = plain.String()
    size = plain.Integer()
    sha256 = plain.String()
    created_at = plain.AwareDateTime()


class AttachmentPageOut(PageOut):
    rows = plain.List(plain.Nested(AttachmentOut))


class LinkIn(Schema):
    to_id = fields.EntityRef("Person", "person", required=True)
    type = fields.Choice("How they are linked", choices("link-type"), required=True)
    strength = fields.Choice("How sure", choices("link-strength"))
    from_at = fields.Moment("From", past=True)
    until_at = fields.Moment("Until")


class LinkOut(Schema):
    id = plain.UUID()
    from_id = plain.UUID()
    to_id = plain.UUID()
    type = plain.String()
    strength = plain.String()
    grade = plain.String()
    from_at = plain.AwareDateTime(allow_none=True)
    until_at = plain.AwareDateTime(allow_none=True)
    known_from_id = plain.UUID()


class LinksOut(Schema):
    links = plain.List(plain.Nested(LinkOut))


class RestrictionIn(Schema):
    version = fields.Version()
    restriction = fields.Choice("Who may see it", Restriction, required=True)
    why = fields.Text("Why", required=True, max=500, thing="why")


class HoldIn(Schema):
    why = fields.Text("Why it must be kept", required=True, max=500, thing="why")


class LiftHoldIn(Schema):
    why = fields.Text("Why it need not be kept any more", required=True, max=500, thing="why")


class HoldOut(Schema):
    id = plain.UUID()
    why = plain.String()
    created_at = plain.AwareDateTime()
    lifted_at = plain.AwareDateTime(allow_none=True)


class GrantOut(Schema):
    id = plain.UUID()
    user_id = plain.UUID()
    why = plain.String()
    created_at = plain.AwareDateTime()


class RestrictionOut(Schema):
    restriction = plain.Enum(Restriction, by_value=True, attribute="entity.restriction")
    version = plain.Integer(attribute="entity.version")
    grants = plain.List(plain.Nested(GrantOut))
    holds = plain.List(plain.Nested(HoldOut))


class GrantIn(Schema):
    user_id = fields.EntityRef("Who", "user", required=True, thing="somebody")
    why = fields.Text("Why they need to see it", required=True, max=500, thing="why they need to see it")
