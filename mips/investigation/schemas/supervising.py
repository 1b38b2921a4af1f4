"""What is asked of a supervisor's review, of what is awaited and of a closing, and how boards are shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules import closing, silence, supervision
from mips.investigation.rules.plan import ActionPriority
from mips.investigation.rules.pressing import OF_AN_OFFICER, Pressing
from mips.record.reference.lookup import choices
from mips.web import fields


class DirectedActionIn(Schema):
    text = fields.LongText("What is to be done", required=True, max=2000, thing="what is to be done")
    due_at = fields.Moment("Due", future=True, hint="Like 12/1/2026 14:00")
    priority = fields.Choice("Priority", ActionPriority, load_default=ActionPriority.ROUTINE)


class ReviewCrimeIn(Schema):
    looked_at = fields.Choices("What you looked at", choices(supervision.LOOKED_AT))
    found = fields.LongText("What you find", required=True, max=8000, thing="what you find")
    direction = fields.LongText(
        "Direction", max=8000, hint="What is to be done. The officer is told of it. Leave blank if it goes on as it is"
    )
    actions = fields.Group("Actions to raise", DirectedActionIn, each="Action", at_most=10)
    next_due_at = fields.Moment(
        "Next review", future=True, hint="Only if sooner than it falls due anyway. Like 12/1/2026 14:00"
    )


class WaitForIn(Schema):
    on = fields.Choice("What it waits for", choices(silence.WAITS_FOR), required=True, widget="radios")
    until_on = fields.Day("Until", required=True, future=True, hint="Somebody looks again then. Like 12/1/2026")
    why = fields.LongText("What was asked, and of whom", max=2000)


class ClosingStatementIn(Schema):
    text = fields.LongText("Why", required=True, max=2000, thing="why")


class RetentionGroupIn(Schema):
    group = fields.Choice("Group", choices(closing.GROUPS), required=True, widget="radios", thing="the group")
    version = fields.Version(required=False)


class TeamCrimesFilters(Schema):
    what = fields.Choice("Which", Pressing, widget="select")
    officer_id = fields.EntityRef("Officer", "user")


class TeamCrimesWhereIn(Schema):
    """The same as a machine gives it."""

    what = fields.Choice("Which", Pressing, allow_none=False)
    officer_id = fields.EntityRef("Officer", allow_none=False)


class SupervisorReviewOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    officer_id = fields.EntityRef()
    by_id = fields.EntityRef()
    at = fields.Moment()
    looked_at = plain.List(plain.String())
    found = fields.Text()
    direction = fields.Text()
    raised = plain.List(plain.String())
    unmet = plain.List(plain.String())
    next_due_at = fields.Moment()


class ReviewsOut(Schema):
    reviews = plain.List(plain.Nested(SupervisorReviewOut))
    due_at = fields.Moment()


class UnmetOut(Schema):
    code = fields.Text()
    said = fields.Text()
    rule = fields.Text()


class ToReviewOut(Schema):
    crime_id = fields.EntityRef(attribute="crime.id")
    officer_id = fields.EntityRef(attribute="holder.officer_id")
    since = fields.Moment(attribute="since.at")
    entries = plain.Function(lambda shown: len(shown.since.log), metadata={"type": "integer"})
    actions = plain.Function(lambda shown: len(shown.since.actions), metadata={"type": "integer"})
    contacts = plain.Function(lambda shown: len(shown.since.contacts), metadata={"type": "integer"})
    exhibits = plain.Function(lambda shown: len(shown.since.exhibits), metadata={"type": "integer"})
    unmet = plain.List(plain.Nested(UnmetOut))
    latest = fields.Moment()


class WaitOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    on = fields.Text()
    until_on = plain.Date()
    why = fields.Text()
    at = fields.Moment()


class ClosingStatementOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    kind = fields.Text()
    text = fields.Text()
    at = fields.Moment()


class ClosingOut(Schema):
    crime_id = fields.EntityRef(attribute="crime.id")
    unmet = plain.List(plain.Nested(UnmetOut))


class StandingOut(Schema):
    id = fields.EntityRef()
    reference = fields.Text()
    label = fields.Text()
    status = fields.Choice("", CrimeStatus)
    officer_id = fields.EntityRef()
    since = fields.Moment()
    review_due_at = fields.Moment()
    victim_due_on = plain.Date(allow_none=True)
    victims_overdue = plain.Boolean()
    actions_overdue = plain.Integer()
    unassessed = plain.Boolean()
    silent = fields.Text()
    waits = fields.Text()


class TeamCrimesOut(Schema):
    rows = plain.List(plain.Nested(StandingOut))


class TeamBoardOut(Schema):
    officers = plain.Method("_officers", metadata={"type": "array", "items": {"type": "object"}})
    above = plain.Method("_above", metadata={"type": "object"})

    def _officers(self, board: Any) -> list[dict[str, Any]]:
        return [
            {"officer_id": str(each.id), "officer": each.name}
            | {what.value: board.count(what, each) for what in OF_AN_OFFICER}
            for each in board.officers
        ]

    def _above(self, board: Any) -> dict[str, int]:
        return {what.value: count for what, count, _ in board.above}
