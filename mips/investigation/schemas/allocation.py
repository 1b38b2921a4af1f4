"""What is asked when crimes are given to somebody, and how workloads are shown."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError
from marshmallow import fields as plain

from mips.accounts.usecases.users import team_options
from mips.web import fields


class Ticked(fields.Choices):
    """Records ticked in a list of the page: their ids, whether they are there and may be seen is asked elsewhere."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            picked = [uuid.UUID(str(each)) for each in value if each]
        except (ValueError, TypeError) as malformed:
            raise ValidationError(self.wanted) from malformed
        if self.required and not picked:
            raise ValidationError(self.wanted)
        return picked


class Team(fields.Choice):
    """A team, by its id."""

    def one_of(self, value: Any) -> uuid.UUID:
        return uuid.UUID(str(super().one_of(value)))


class AllocateIn(Schema):
    crime_ids = Ticked("Crimes", required=True, thing="at least one crime")
    officer_id = fields.EntityRef("Officer", "user")
    team_id = Team("Or a team, whose supervisor chooses", team_options, widget="select")
    why = fields.LongText("Why", max=2000, needed="needed where somebody has it")
    despite = fields.LongText(
        "Why they take it without the accreditation it needs", max=2000, needed="inspectors and above"
    )


class UnallocatedFilters(Schema):
    team_id = Team("Team", team_options, widget="select")
    everywhere = fields.Tick("All of the force")


class UnallocatedWhereIn(Schema):
    team_id = fields.EntityRef(allow_none=False)
    everywhere = fields.Tick("All of the force")
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class AllocationOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    officer_id = fields.EntityRef()
    team_id = fields.EntityRef()
    since = fields.Moment()
    why = fields.Text()
    despite = fields.Text()
    review_due_at = fields.Moment()


class LoadOut(Schema):
    officer_id = fields.EntityRef(attribute="officer.id")
    officer = fields.Text(attribute="officer.name")
    crimes = plain.Integer()
    oldest = fields.Moment()
    overdue = plain.Integer(metadata={"description": "Actions of theirs that should have had their result by now"})
    accreditations = plain.List(plain.Pluck("_KindOut", "kind"))


class _KindOut(Schema):
    kind = fields.Text()
