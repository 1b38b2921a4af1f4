"""Periods that returns are drawn up over: months, quarters, years, and years that end on 31 March."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

EARLIEST, LATEST = 2000, 2100


class Span(StrEnum):
    """How long a period is."""

    FINANCIAL_YEAR = "financial-year"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS: Final = {
    "financial-year": "years ending 31 March",
    "year": "calendar years",
    "quarter": "quarters",
    "month": "months",
}


@dataclass(frozen=True, kw_only=True)
class Period:
    """From one day to another, both included."""

    span: Span
    first: date
    last: date

    @property
    def key(self) -> str:
        """'2025-2026' for the year ending 31 March, '2026', '2026-Q1', '2026-03': as it stands in addresses."""
        match self.span:
            case Span.FINANCIAL_YEAR:
                return f"{self.first:%Y}-{self.last:%Y}"
            case Span.YEAR:
                return f"{self.first:%Y}"
            case Span.QUARTER:
                return f"{self.first:%Y}-Q{(self.first.month + 2) // 3}"
            case Span.MONTH:
                return f"{self.first:%Y-%m}"

    @property
    def title(self) -> str:
        match self.span:
            case Span.FINANCIAL_YEAR:
                return f"Year ending 31 March {self.last:%Y}"
            case Span.YEAR:
                return f"{self.first:%Y}"
            case Span.QUARTER:
                return f"{self.first:%B} to {self.last:%B %Y}"
            case Span.MONTH:
                return f"{self.first:%B %Y}"


_SHAPES: Final = {
    Span.FINANCIAL_YEAR: re.compile(r"(?P<year>\d{4})-(?P<next>\d{4})", re.ASCII),
    Span.YEAR: re.compile(r"(?P<year>\d{4})", re.ASCII),
    Span.QUARTER: re.compile(r"(?P<year>\d{4})-Q(?P<part>[1-4])", re.ASCII),
    Span.MONTH: re.compile(r"(?P<year>\d{4})-(?P<part>0[1-9]|1[0-2])", re.ASCII),
}


def period_of(key: str) -> Period | None:
    """The period that an address names; None where it names none. CUS-23, INV-14."""
    for span, shape in _SHAPES.items():
        if (found := shape.fullmatch(key)) is None:
            continue
        year = int(found["year"])
        if not EARLIEST <= year <= LATEST or int(found.groupdict().get("next", year + 1)) != year + 1:
            return None
        return _beginning(span, year, int(found.groupdict().get("part", 1)))
    return None


_MONTHS: Final = {Span.FINANCIAL_YEAR: 12, Span.YEAR: 12, Span.QUARTER: 3, Span.MONTH: 1}


def _beginning(span: Span, year: int, part: int) -> Period:
    month = 4 if span is Span.FINANCIAL_YEAR else (part - 1) * _MONTHS[span] + 1
    first = date(year, month, 1)
    return Period(span=span, first=first, last=_on(first, _MONTHS[span]) - timedelta(days=1))


def _on(first: date, months: int) -> date:
    """The first day of the month so many months on, or back."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def year_over(today: date) -> Period:
    """The latest year ending 31 March that is over."""
    found = _holding(Span.FINANCIAL_YEAR, today)
    return _beginning(Span.FINANCIAL_YEAR, found.first.year - 1, 1)


def recent(span: Span, today: date, many: int) -> Iterator[Period]:
    """The latest that have begun, the newest first."""
    period = _holding(span, today)
    for _ in range(many):
        yield period
        period = _holding(span, period.first - timedelta(days=1))


def _holding(span: Span, day: date) -> Period:
    """The period that a day is in."""
    first = day.replace(day=1)
    begins = 4 if span is Span.FINANCIAL_YEAR else 1
    first = _on(first, -((first.month - begins) % _MONTHS[span]))
    return Period(span=span, first=first, last=_on(first, _MONTHS[span]) - timedelta(days=1))
