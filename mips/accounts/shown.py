"""What the API shows of accounts, and the questions it takes in an address."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.accounts.model import TieKind
from mips.accounts.schemas import LookFilterIn, UserFilterIn
from mips.web import fields


class WhereIn(Schema):
    """Where in a list to begin."""

    after = fields.Text("Cursor", max=2000, hint="`next` of the page before", load_default=None)


class UsersWhereIn(UserFilterIn, WhereIn):
    """Which users, and where in the list to begin."""


class LooksWhereIn(LookFilterIn, WhereIn):
    """Which days of the journal, and where in them to begin. Without days, the last month."""


class PageOut(Schema):
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class RoleOut(Schema):
    """One appointment: it counts once it is approved and until it has ended."""

    id = plain.UUID()
    user_id = plain.UUID()
    role = plain.String(attribute="role.value")
    why = plain.String()
    approved_at = plain.AwareDateTime(allow_none=True)
    refused_at = plain.AwareDateTime(allow_none=True)
    ended_at = plain.AwareDateTime(allow_none=True)


class TieOut(Schema):
    """Somebody with an account who knows a person on the record; not which person."""

    id = plain.UUID()
    user_id = plain.UUID()
    kind = plain.Enum(TieKind, by_value=True)
    created_at = plain.AwareDateTime()
    ended_at = plain.AwareDateTime(allow_none=True)


class OwnTieOut(TieOut):
    """One's own, with whom it is to."""

    person_id = plain.UUID()
    note = plain.String()


class ActingOut(Schema):
    """A temporary rank."""

    id = plain.UUID()
    user_id = plain.UUID()
    rank = plain.Integer()
    starts_at = plain.AwareDateTime()
    ends_at = plain.AwareDateTime()
    authorised_by_id = plain.UUID()
    authority = plain.String()
    approved_at = plain.AwareDateTime(allow_none=True)
    refused_at = plain.AwareDateTime(allow_none=True)


class AccreditationOut(Schema):
    """What somebody is qualified for."""

    id = plain.UUID()
    user_id = plain.UUID()
    kind = plain.String()
    from_on = plain.Date()
    until_on = plain.Date(allow_none=True)
    evidence = plain.String()


class TeamOut(Schema):
    id = plain.UUID()
    version = plain.Integer()
    name = plain.String()
    unit = plain.String()


class TeamPageOut(PageOut):
    rows = plain.List(plain.Nested(TeamOut))


class MemberOut(Schema):
    team_id = plain.UUID()
    leads = plain.Boolean()


class UserBriefOut(Schema):
    """A user as a list names them."""

    id = plain.UUID()
    version = plain.Integer()
    collar_number = plain.String()
    name = plain.String()
    rank = plain.Integer()
    email = plain.String(allow_none=True)
    clearance = plain.Integer()
    disabled_at = plain.AwareDateTime(allow_none=True)


class UserOut(UserBriefOut):
    roles = plain.List(plain.Nested(RoleOut))
    teams = plain.List(plain.Nested(MemberOut))
    acting = plain.List(plain.Nested(ActingOut))
    accreditations = plain.List(plain.Nested(AccreditationOut))


class UserPageOut(PageOut):
    rows = plain.List(plain.Nested(UserBriefOut))


class WaitingOut(Schema):
    """What waits for a second person, oldest first."""

    roles = plain.List(plain.Nested(RoleOut))
    acting = plain.List(plain.Nested(ActingOut))


class LookOut(Schema):
    """A line of the journal. `values` is there for those who may read values."""

    id = plain.UUID()
    at = plain.AwareDateTime()
    verb = plain.String(attribute="verb.value")
    usecase = plain.String()
    actor_id = plain.UUID(allow_none=True)
    actor_name = plain.String()
    actor_role = plain.String()
    origin = plain.String()
    reason = plain.String()
    subject_kind = plain.String()
    subject_id = plain.UUID(allow_none=True)
    subjects = plain.List(plain.UUID(), allow_none=True)


class LooksOut(PageOut):
    title = plain.String()
    rows = plain.List(plain.Nested(LookOut))

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        return super().get_attribute(obj if attr == "title" else obj.page, attr, default)


class SubjectOut(Schema):
    """Whose or what journal was meant: a user, or a record."""

    id = plain.UUID()
    kind = plain.Function(lambda found: getattr(found, "kind", "user"), metadata={"type": "string"})


class AreaOut(Schema):
    """One row of the permission matrix: for each role the letters it holds there."""

    area = plain.String(attribute="stem")
    title = plain.String()
    cells = plain.Dict(keys=plain.String(), values=plain.String())


class MatrixOut(Schema):
    areas = plain.List(plain.Nested(AreaOut))
