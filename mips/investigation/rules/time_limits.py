"""The last day on which an offence may still be charged, and how it is reckoned (CAS-15, MCA 1980 s.127)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

SUMMARY: Final = frozenset({"CS", "CM"})
"""Categories of offences that are tried summarily only."""
INDICTABLE_ONLY: Final = "CI"
COMMON_ASSAULT: Final = frozenset({"CJ88001"})
MONTHS: Final = 6
LONGEST_MONTHS: Final = 24
"""Of a common assault that is domestic abuse: the months from the offence after which no report helps."""
SUMMARY_ACT: Final = "Magistrates' Courts Act 1980 s.127"
ASSAULT_ACT: Final = "Criminal Justice Act 1988 s.39A"


@dataclass(frozen=True, kw_only=True)
class ToCharge:
    """What of one offence its time limit depends on."""

    title: str
    code: str
    category: str
    committed_on: date | None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The last day to charge, and the sum that gives it. `last_on` None: there is no limit, or it cannot be told."""

    last_on: date | None
    said: str

    def passed(self, on: date) -> bool:
        """Whether it is too late on that day."""
        return self.last_on is not None and on > self.last_on


def months_on(start: date, months: int) -> date:
    """The day of the same number so many months on, or the last of a month that is shorter (MCA 1980 s.127)."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def limit_of(offence: ToCharge, *, domestic_abuse: bool, reported_on: date | None) -> Limit:
    """The limit of one offence (CAS-15)."""
    if offence.category not in SUMMARY:
        return Limit(last_on=None, said=f"{offence.title}: not summary only, so there is no time limit")
    if offence.committed_on is None:
        return Limit(last_on=None, said=f"{offence.title}: the day of the offence is not known")
    if domestic_abuse and offence.code in COMMON_ASSAULT and reported_on is not None:
        return _assault(offence.title, offence.committed_on, reported_on)
    last = months_on(offence.committed_on, MONTHS)
    said = f"{offence.title} on {_day(offence.committed_on)}: six months end on {_day(last)} ({SUMMARY_ACT})"
    return Limit(last_on=last, said=said)


def limit_of_all(offences: Iterable[ToCharge], *, domestic_abuse: bool, reported_on: date | None) -> Limit:
    """The limit of the last of several: while one may be charged the time is not over (CAS-15)."""
    found = [limit_of(each, domestic_abuse=domestic_abuse, reported_on=reported_on) for each in offences]
    lasts = [each.last_on for each in found if each.last_on]
    last = max(lasts) if found and len(lasts) == len(found) else None
    return Limit(last_on=last, said=". ".join(each.said for each in found) or "No offence is known")


def _assault(title: str, committed_on: date, reported_on: date) -> Limit:
    """Six months from the report where that is within two years of the offence (CJA 1988 s.39A)."""
    by_report, by_offence = months_on(reported_on, MONTHS), months_on(committed_on, LONGEST_MONTHS)
    last = min(by_report, by_offence)
    said = (
        f"{title} as domestic abuse, reported {_day(reported_on)}: six months end on {_day(by_report)}, "
        f"two years from the offence on {_day(by_offence)}: the earlier is {_day(last)} ({ASSAULT_ACT})"
    )
    return Limit(last_on=last, said=said)


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
