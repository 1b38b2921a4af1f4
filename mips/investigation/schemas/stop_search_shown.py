"""How stop and searches, their figures and section 60 authorities are shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.section_60 import Ground
from mips.investigation.rules.stop_search import Extent, SearchType
from mips.web import fields


class SearchLineOut(Schema):
    """A stop and search in a list, in the words it is published in."""

    id = fields.EntityRef()
    version = fields.Version()
    reference = fields.Text()
    label = fields.Text()
    search_type = fields.Choice("", SearchType)
    occurred_from = fields.Moment()
    legislation = fields.Text()
    searched_for = fields.Text()
    outcome = fields.Text()
    outcome_linked = plain.Boolean(allow_none=True)
    age_range = fields.Text()
    gender = fields.Text()
    self_defined_ethnicity = fields.Text()
    officer_defined_ethnicity = fields.Text()
    officer_id = fields.EntityRef()
    reviewed_at = fields.Moment()


class SearchReviewOut(Schema):
    id = fields.EntityRef()
    at = fields.Moment()
    enough = plain.Boolean()
    reasons = plain.List(plain.String())
    video_seen = plain.Boolean()
    feedback = fields.Text()


class SearchOut(SearchLineOut):
    """A stop and search as it is kept."""

    grounds = fields.Text()
    code_edition = fields.Text()
    vehicle = fields.Text()
    told = plain.Boolean()
    found = fields.Text()
    extent = fields.Choice("", Extent)
    body_worn = plain.Boolean(allow_none=True)
    body_worn_why_not = fields.Text()
    force_used = plain.Boolean(allow_none=True)
    authority_id = fields.EntityRef()
    detention_id = fields.EntityRef()
    reviews = plain.List(plain.Nested(SearchReviewOut))
    people = plain.List(plain.UUID(), metadata={"description": "Who was searched, where that is known"})
    copy_until = plain.Date(allow_none=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        if attr == "people":
            return [each.party_id for each in obj.people]
        return super().get_attribute(obj if attr == "copy_until" else obj.search, attr, default)


class SearchPageOut(Schema):
    rows = plain.List(plain.Nested(SearchLineOut), attribute="page.rows")
    total = plain.Integer()
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)


class UnreviewedOut(Schema):
    rows = plain.List(plain.Nested(SearchLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class FigureOut(Schema):
    value = plain.String()
    wanted = plain.String(metadata={"description": "What the list's filter takes to show exactly these"})
    count = plain.Integer()


class SearchFiguresOut(Schema):
    total = plain.Integer()
    by = plain.Dict(keys=plain.String(), values=plain.List(plain.Nested(FigureOut)))


class SearchDraftOut(Schema):
    slot = plain.UUID()
    typed = plain.Dict(keys=plain.String(), values=plain.List(plain.String()))
    kept_at = fields.Moment()
    version = plain.Integer()


class SearchDraftsOut(Schema):
    drafts = plain.List(plain.Nested(SearchDraftOut))


class Section60Out(Schema):
    id = fields.EntityRef()
    reference = fields.Text()
    ground = fields.Choice("", Ground)
    reasons = fields.Text()
    area = fields.Text()
    latitude = plain.Decimal(as_string=True, allow_none=True)
    longitude = plain.Decimal(as_string=True, allow_none=True)
    radius = plain.Integer(allow_none=True)
    begins_at = fields.Moment()
    ends_at = fields.Moment()
    authorised_by_id = fields.EntityRef()
    extended_at = fields.Moment()
    ended_at = fields.Moment()


class Section60PageOut(Schema):
    rows = plain.List(plain.Nested(Section60Out))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class AfterIn(Schema):
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class UnreviewedWhereIn(AfterIn):
    team = fields.Tick("My team only")
