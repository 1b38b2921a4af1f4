"""What is asked and shown of oversight and custody visits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, validates_schema
from marshmallow import fields as plain

from mips.custody.rules.sources_of_papers import PRA_51
from mips.custody.schemas.lists import NOW
from mips.custody.usecases.suites import open_suites
from mips.returns.usecases.people import Who
from mips.web import fields

_LONGEST_DAYS = 366


def _suites() -> list[tuple[str, str]]:
    return [(str(each.id), each.name) for each in open_suites()]


class PeriodIn(Schema):
    first = fields.Day("Arrived from", width=10, required=True, thing="the first day", allow_none=False)
    last = fields.Day("Until", width=10, required=True, thing="the last day", allow_none=False)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["last"] < data["first"]:
            raise ValidationError({"last": ["The last day must not come before the first"]})
        if (data["last"] - data["first"]).days > _LONGEST_DAYS:
            raise ValidationError({"last": ["The period must be a year at most"]})


class OversightFilters(PeriodIn):
    suite = fields.Choice("Suite", _suites, widget="select")


class OversightAsked(PeriodIn):
    suite_id = plain.UUID(load_default=None)
    after = fields.Text("Where the list goes on", max=2000, load_default=None)


class CustodyVisitIn(Schema):
    visitors = fields.Text(
        "Who came", required=True, thing="who came", max=300, hint="Names, or the numbers on their cards"
    )
    visited_at = fields.Moment("When", past=PRA_51.section, hint=NOW)
    spoken_to = fields.Whole(
        "Detainees they spoke to", thing="how many detainees they spoke to", least=0, most=500, required=True
    )
    remarks = fields.LongText("What they remarked", hint="As they said it", max=4000, load_default="")
    answer = fields.LongText("What was done about it at once", max=4000, load_default="")


class SpreadOut(Schema):
    """Minutes: the middle one, the 95th in a hundred, the longest."""

    count = plain.Integer()
    median = plain.Integer(allow_none=True)
    high = plain.Integer(allow_none=True)
    worst = plain.Integer(allow_none=True)


class LatenessOut(Schema):
    made = plain.Integer()
    late = plain.Integer()
    worst = plain.Integer()
    rate = plain.Float()


class ForceGroupOut(Schema):
    name = plain.String()
    detentions = plain.Integer()
    with_force = plain.Integer()
    forms = plain.Integer()


class PlaceCountOut(Schema):
    place = plain.String()
    count = plain.Integer()


class MissingOut(Schema):
    words = plain.String()
    section = plain.String()


class CompleteOut(Schema):
    have = plain.Integer()
    asked = plain.Integer()
    percent = plain.Integer()
    missing = plain.List(plain.Nested(MissingOut))


class RecordLineOut(Schema):
    detention_id = plain.UUID(attribute="detention.id")
    reference = plain.String(attribute="detention.reference")
    waited = plain.Integer(allow_none=True)
    stayed = plain.Integer(allow_none=True)
    late_checks = plain.Integer()
    late_reviews = plain.Integer()
    complete = plain.Nested(CompleteOut)


def _elsewhere(found: Mapping[Who, int] | None) -> list[dict[str, Any]] | None:
    names = ("age_group", "sex", "ethnicity")
    return None if found is None else [dict(zip(names, who, strict=True)) | {"forms": n} for who, n in found.items()]


class OversightOut(Schema):
    """Minutes and counts of the records of people who arrived in the period."""

    first = plain.Date(attribute="cohort.first")
    last = plain.Date(attribute="cohort.last")
    detentions = plain.Integer(attribute="lengths.detentions")
    refused = plain.Integer(attribute="lengths.refused")
    waits = plain.Nested(SpreadOut, attribute="lengths.waits")
    stays = plain.Nested(SpreadOut, attribute="lengths.stays")
    checks = plain.Nested(LatenessOut)
    reviews = plain.Nested(LatenessOut)
    postponed = plain.Integer()
    adults = plain.Nested(SpreadOut)
    adults_not_come = plain.Integer()
    by_age = plain.List(plain.Nested(ForceGroupOut), attribute="force.by_age")
    by_sex = plain.List(plain.Nested(ForceGroupOut), attribute="force.by_sex")
    by_ethnicity = plain.List(plain.Nested(ForceGroupOut), attribute="force.by_ethnicity")
    by_place = plain.Function(
        lambda shown: [{"place": place, "count": count} for place, count in shown.force.by_place],
        metadata={"type": "array", "items": {"type": "object"}},
    )
    force_elsewhere = plain.Function(
        lambda shown: _elsewhere(shown.force_elsewhere),
        metadata={"type": ["array", "null"], "items": {"type": "object"}},
    )
    records = plain.List(plain.Nested(RecordLineOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)


class SeenByVisitorOut(Schema):
    cell = plain.String()
    age_group = plain.String()
    sex = plain.String()
    since = plain.AwareDateTime()
    level = plain.String()
    needs = plain.List(plain.String())


class ForVisitorOut(Schema):
    """A suite without names."""

    suite = plain.String(attribute="suite.name")
    at = plain.AwareDateTime()
    people = plain.List(plain.Nested(SeenByVisitorOut))


class CustodyVisitOut(Schema):
    id = plain.UUID()
    suite_id = plain.UUID()
    visited_at = plain.AwareDateTime()
    visitors = plain.String()
    held = plain.Integer()
    spoken_to = plain.Integer()
    remarks = plain.String()
    answer = plain.String()
