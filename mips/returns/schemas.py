"""What is asked and shown of returns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, validate, validates_schema
from marshmallow import fields as plain

from mips.core import clock
from mips.core.england import day_of
from mips.returns.offered import sets
from mips.returns.rules.periods import Span, period_of, recent
from mips.web import fields

OFFERED: Final = {Span.FINANCIAL_YEAR: 6, Span.YEAR: 6, Span.QUARTER: 9, Span.MONTH: 25}
"""So many of the latest periods of each kind are to be picked from; an address may name any."""


def _sets() -> list[tuple[str, str]]:
    return [(each.key, each.title) for each in sets.values()]


def _periods() -> Iterator[tuple[str, str]]:
    today = day_of(clock.now())
    for span, many in OFFERED.items():
        yield from ((period.key, period.title) for period in recent(span, today, many))


def _units() -> Iterator[tuple[str, str]]:
    named = dict.fromkeys(unit for each in sets.values() if each.units for unit in each.units())
    return ((unit, unit) for unit in named)


class PeriodIn(Schema):
    about = fields.Choice("About", _sets, required=True, thing="what the returns are about", allow_none=False)
    period = fields.Said("Period", _periods, required=True, thing="the period")

    @validates_schema
    def _drawn_up_over_it(self, asked: Mapping[str, Any], **_: Any) -> None:
        about, period = sets.get(asked.get("about", "")), period_of(asked.get("period") or "")
        if about and period is None:
            raise ValidationError("There is no such period", "period")
        if about and period and period.span not in about.spans:
            over = " or ".join(each.label for each in Span if each in about.spans)
            raise ValidationError(f"These returns are drawn up over {over} only", "period")


class ReturnsFilters(PeriodIn):
    """As a page asks for them: a unit only where the set can be narrowed to one."""

    unit = fields.Said("Unit", _units, hint="Empty for the whole force")

    @validates_schema
    def _may_be_narrowed(self, asked: Mapping[str, Any], **_: Any) -> None:
        about = sets.get(asked.get("about", ""))
        if about and about.units is None and asked.get("unit"):
            raise ValidationError("These returns are of the whole force", "unit")


class ReturnAsked(ReturnsFilters):
    which = fields.Text("Return", required=True, thing="the return")


_STORABLE: Final = re.compile(r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]*$")


def _value() -> plain.String:
    """As it stands in a row: nothing is trimmed, and what no row can hold is refused."""
    return plain.String(validate=[validate.Length(max=300), validate.Regexp(_STORABLE)])


class Narrowed(Schema):
    """What the address of a return's page says beside the return."""

    unit = plain.String(validate=[validate.Length(max=200), validate.Regexp(_STORABLE)], load_default="")
    of = plain.List(_value(), load_default=list)


class CountedAsked(ReturnAsked):
    """`of` are the first values of the rows whose records are asked for, each given once more; none: of all rows."""

    of = plain.List(_value(), load_default=list)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class SignOffIn(Schema):
    why = fields.LongText(
        "Why figures that were signed off have changed", load_default="", max=2000, hint="Only where some were before"
    )


class SignOffAsked(PeriodIn, SignOffIn):
    """For programs: the period stands beside the reason."""


class ReturnOut(Schema):
    """One return: its definition, and its rows in the order of its columns."""

    about = plain.String(attribute="about.key")
    which = plain.String()
    title = plain.String(attribute="definition.title")
    version = plain.Integer(attribute="definition.version")
    counts = plain.String(attribute="definition.counts")
    source = plain.String(attribute="definition.source")
    first = plain.Date(attribute="asked.period.first")
    last = plain.Date(attribute="asked.period.last")
    unit = plain.String(attribute="asked.unit")
    columns = plain.List(plain.String(), attribute="definition.columns")
    rows = plain.List(plain.List(plain.Raw()))


class ReturnListedOut(Schema):
    which = plain.Function(lambda pair: pair[0], metadata={"type": "string"})
    title = plain.Function(lambda pair: pair[1].title, metadata={"type": "string"})
    version = plain.Function(lambda pair: pair[1].version, metadata={"type": "integer"})
    counts = plain.Function(lambda pair: pair[1].counts, metadata={"type": "string"})


class ReturnsOut(Schema):
    about = plain.String(attribute="about.key")
    period = plain.String(attribute="period.key")
    first = plain.Date(attribute="period.first")
    last = plain.Date(attribute="period.last")
    returns = plain.List(plain.Nested(ReturnListedOut), attribute="definitions")


class RecordOut(Schema):
    id = plain.UUID()
    kind = plain.String()
    reference = plain.String(allow_none=True)
    label = plain.String()


class CountedOut(Schema):
    """How many are counted, and a page of those that whoever asks may open."""

    count = plain.Integer()
    records = plain.List(plain.Nested(RecordOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)


class ReturnKeptOut(Schema):
    """One return as it was signed off."""

    id = plain.UUID()
    about = plain.String()
    period = plain.String()
    which = plain.String()
    edition = plain.Integer()
    definition_version = plain.Integer()
    file_name = plain.String()
    sha256 = plain.String()
    differs = plain.List(plain.String())
    why = plain.String()
    signed_at = plain.AwareDateTime()
    by = plain.String(attribute="by.name")


class ReturnFileOut(ReturnKeptOut):
    content = plain.String()


class ReturnsKeptOut(Schema):
    returns = plain.List(plain.Nested(ReturnKeptOut))


class ComparedOut(Schema):
    which = plain.String(attribute="drawn.which")
    edition = plain.Function(
        lambda each: each.latest.edition if each.latest else None, metadata={"type": ["integer", "null"]}
    )
    changed = plain.Boolean()
    differs = plain.List(plain.String())


class PeriodComparedOut(Schema):
    about = plain.String(attribute="about.key")
    period = plain.String(attribute="period.key")
    changed = plain.Boolean()
    returns = plain.List(plain.Nested(ComparedOut))
