"""The applicable bail period: whole days in London, from the day after the arrest, by calendar months."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.england import day_of
from mips.core.law import Source
from mips.custody.rules.sources import S47ZB_1, S47ZD, S47ZDA, S47ZDB, S47ZF
from mips.custody.rules.story import BailExtensionAsked, PreChargeBail, Story

STANDARD: Final = "standard"
CUSTODY_OFFICER: Final = "custody_officer"
_AT_LEAST_DAYS: Final = 7


@dataclass(frozen=True)
class Stage:
    """One stage of the period: how many months it reaches from the bail start date, and by what section."""

    key: str
    months: int
    source: Source


STAGES: Final[dict[bool, tuple[Stage, ...]]] = {
    True: (
        Stage("abp_initial_end", 3, S47ZB_1),
        Stage("abp_inspector_end", 6, S47ZD),
        Stage("abp_superintendent_end", 9, S47ZDA),
        Stage("abp_court_first_end", 12, S47ZF),
    ),
    False: (
        Stage("abp_initial_end", 6, S47ZB_1),
        Stage("abp_decision_maker_end", 12, S47ZDB),
        Stage("abp_court_first_end", 18, S47ZF),
    ),
}
"""Of the standard case, and of a non-standard agency case (CUS-18)."""

RANK_FOR: Final = {6: Rank.INSPECTOR, 9: Rank.SUPERINTENDENT}
"""Months -> the least rank that may extend to them. PACE 1984 s.47ZD, s.47ZDA."""


class BailRefusal(StrEnum):
    """Why bail, or a longer period of it, may not be given, in the order that they are looked at."""

    NOT_CUSTODY_OFFICER = "bail_needs_custody_officer"
    ENDED = "abp_ended"
    NO_INSPECTOR = "inspector_extension_not_given"
    RANK = "rank_too_low"


@dataclass(frozen=True)
class Suspension:
    """Whole days that do not use the period up; while `last` is None they go on. PACE 1984 s.47ZL, s.47ZM."""

    first: date
    last: date | None = None


def last_day(start: date, months: int) -> date:
    """The last day of so many months beginning with `start`: the day before the same-numbered day.

    Where that month has no such day, the last of the month. PACE 1984 s.47ZB(1).
    """
    years, month0 = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month0 + 1
    days = calendar.monthrange(year, month)[1]
    return date(year, month, days) if start.day > days else date(year, month, start.day) - timedelta(days=1)


def moved_by(end: date, suspensions: Iterable[Suspension], *, on: date) -> date:
    """The end of a period with the days of suspension so far put on behind it. PACE 1984 s.47ZL(5), s.47ZM(4)-(5).

    `on` is today: an open suspension has lasted until then.
    """
    for each in sorted(suspensions, key=lambda each: each.first):
        if each.first > end:
            break
        until = min(each.last or on, on)
        end += max((until - each.first).days + 1, 0) * timedelta(days=1)
    return end


def end_after_request(end: date, request_on: date) -> date:
    """The prosecutor asked for more before deciding: at least seven days beginning with that day are left.

    PACE 1984 s.47ZL(7)-(8).
    """
    return max(end, request_on + timedelta(days=_AT_LEAST_DAYS - 1))


def bail_start_date(story: Story) -> date | None:
    """The day after the arrest; street bail's three months are the first of it. PACE 1984 s.47ZB(4), s.47ZM(2)."""
    arrested = story.arrested_at or story.street_bailed_at
    if arrested is None or not (story.bails or story.street_bailed_at):
        return None
    return day_of(arrested) + timedelta(days=1)


def is_standard(story: Story) -> bool:
    """False for a case of one of the agencies. PACE 1984 s.47ZB(1)."""
    return not story.bails or story.bails[-1].case == STANDARD


def stage_ends(story: Story) -> list[tuple[Stage, date]]:
    """Each stage that the period may reach, with its last day. PACE 1984 s.47ZB to s.47ZF."""
    start = bail_start_date(story)
    return [(stage, last_day(start, stage.months)) for stage in STAGES[is_standard(story)]] if start else []


def why_not(story: Story, asked: PreChargeBail | BailExtensionAsked) -> BailRefusal | None:
    """The first reason against a release on bail or a longer period, or None. PACE 1984 s.47ZB to s.47ZDA, s.50A."""
    if isinstance(asked, PreChargeBail) and asked.by != CUSTODY_OFFICER:
        return BailRefusal.NOT_CUSTODY_OFFICER
    end = period_end(story, before=asked.at)
    if end is not None and day_of(asked.at) > end:
        return BailRefusal.ENDED
    return _why_not_longer(story, asked) if isinstance(asked, BailExtensionAsked) else None


def period_end(story: Story, *, before: datetime | None = None) -> date | None:
    """The last day of the applicable bail period as extended so far, or by that instant. PACE 1984 s.47ZB(1)."""
    start = bail_start_date(story)
    if start is None:
        return None
    months = STAGES[is_standard(story)][0].months
    for asked in story.bail_extensions_asked:
        if (before is None or asked.at < before) and why_not(story, asked) is None:
            months = max(months, asked.to_months)
    return last_day(start, months)


def _why_not_longer(story: Story, asked: BailExtensionAsked) -> BailRefusal | None:
    earlier = [each for each in story.bail_extensions_asked if each.at < asked.at and each.to_months < asked.to_months]
    if asked.to_months > min(RANK_FOR) and not any(why_not(story, each) is None for each in earlier):
        return BailRefusal.NO_INSPECTOR
    return BailRefusal.RANK if asked.rank < RANK_FOR[asked.to_months] else None
