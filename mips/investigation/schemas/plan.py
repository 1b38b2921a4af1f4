"""What is asked of lines of enquiry and their actions, and shown of them."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.plan import ActionPriority, Points, State
from mips.record.reference.lookup import choices
from mips.web import fields

KINDS = "usual-enquiry-kind"


class AddLineIn(Schema):
    text = fields.LongText("What is to be looked into", required=True, max=2000, thing="what is to be looked into")
    points = fields.Choice("Where it may lead", Points, required=True, thing="where it may lead", widget="radios")
    suspect_id = fields.PersonRef("Which suspect", hint="Where it is about one. Name, date of birth or number")
    pursued = fields.YesNo("Is it pursued?", required=True, thing="whether it is pursued")
    why = fields.LongText("Why", max=2000, hint="Needed when it is not pursued")


class DecideLineIn(Schema):
    pursued = fields.YesNo("Is it pursued?", required=True, thing="whether it is pursued")
    why = fields.LongText("Why", required=True, max=2000, thing="why")


class RaiseActionIn(Schema):
    text = fields.LongText("What is to be done", required=True, max=2000, thing="what is to be done")
    line_id = fields.EntityRef("Line of enquiry", widget="hidden")
    priority = fields.Choice("Priority", ActionPriority, load_default=ActionPriority.ROUTINE)
    officer_id = fields.EntityRef("Who does it", "user", hint="Name or collar number. Leave blank if nobody yet")
    due_at = fields.Moment("Due", future=True, hint="Like 12/1/2026 14:00")


class AllocateActionIn(Schema):
    officer_id = fields.EntityRef(
        "Who does it", "user", required=True, hint="Name or collar number", thing="who does it"
    )
    due_at = fields.Moment("Due", future=True, hint="Like 12/1/2026 14:00. Leave blank to keep what stands")


class ResultActionIn(Schema):
    result = fields.LongText(
        "What came of it", required=True, max=8000, thing="what came of it", hint="A negative result too"
    )


class ReviewActionIn(Schema):
    content = fields.YesNo(
        "Is the result enough?",
        required=True,
        thing="whether it is enough",
        hint="Yes files it, no sends it back to whoever has it",
    )
    review = fields.LongText("What you say of it", max=2000, hint="Needed when it is sent back")


class DropActionIn(Schema):
    why = fields.LongText("Why it is not done", required=True, max=2000, thing="why it is not done")


class AddUsualIn(Schema):
    kind = fields.Choice("Kind of crime", choices(KINDS), required=True, thing="the kind of crime", widget="radios")


class ActionOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    line_id = fields.EntityRef()
    number = plain.Integer()
    text = fields.Text()
    priority = plain.Enum(ActionPriority, by_value=True)
    state = plain.Enum(State, by_value=True)
    overdue = plain.Boolean()
    task_id = fields.EntityRef()
    raised_by_id = fields.EntityRef()
    allocated_to_id = fields.EntityRef(attribute="task.assignee_id")
    due_at = fields.Moment(attribute="task.due_at")
    started_at = fields.Moment()
    resulted_at = fields.Moment(attribute="task.done_at")
    resulted_by_id = fields.EntityRef(attribute="task.done_by_id")
    result = fields.Text(attribute="task.result")
    reviewed_by_id = fields.EntityRef()
    reviewed_at = fields.Moment()
    review = fields.Text()
    filed_at = fields.Moment()
    dropped_why = fields.Text()


class LineOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    text = fields.Text()
    points = plain.Enum(Points, by_value=True)
    suspect_id = fields.EntityRef()
    pursued = plain.Boolean()
    why = fields.Text()
    decided_by_id = fields.EntityRef()
    decided_at = fields.Moment()


class LineWithActionsOut(LineOut):
    actions = plain.List(plain.Nested(ActionOut))


class LinesOut(Schema):
    lines = plain.List(plain.Nested(LineOut))


class PlanOut(Schema):
    lines = plain.List(plain.Nested(LineWithActionsOut))
    loose = plain.List(plain.Nested(ActionOut), metadata={"description": "Actions under no line"})
