"""What is asked of a person's timeline, and how its lines are shown to machines."""

from __future__ import annotations

from marshmallow import Schema, validate
from marshmallow import fields as plain

from mips.between import offers
from mips.record.schemas.work import PageOut
from mips.web import fields

PRECISIONS = ("minute", "day", "month", "year", "circa")


def _kinds() -> list[tuple[str, str]]:
    return [(each.key, each.title) for each in offers.timelines]


class TimelineWhereIn(Schema):
    """Which lines, and where in the timeline to begin."""

    kind = fields.Choice("Kind of line", _kinds, allow_none=False, thing="a kind of line")
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class TimelineLineOut(Schema):
    at = plain.AwareDateTime()
    precision = plain.String(validate=validate.OneOf(PRECISIONS), metadata={"description": "How exactly `at` is known"})
    title = plain.String()
    text = plain.String()
    kind = plain.String()
    entered_at = plain.AwareDateTime(allow_none=True)
    by = plain.String()
    record_id = plain.UUID(attribute="row.id")
    record_kind = plain.String(attribute="row.kind")


class TimelineOut(PageOut):
    rows = plain.List(plain.Nested(TimelineLineOut))
