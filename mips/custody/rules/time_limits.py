"""Custody time limits: how long somebody may be kept in custody before trial, in days of London (CAS-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mips.core.england import day_of, working_day_not_after
from mips.core.law import Source
from mips.custody.rules.sources import CTL_4_2, CTL_4_3, CTL_4_4, CTL_5_6
from mips.custody.rules.story import Remand, Story

LIMITS: Final[dict[str, tuple[int, Source]]] = {
    "summary_only": (56, CTL_4_4),
    "either_way_before_allocation": (70, CTL_4_2),
    "either_way_allocated_summary": (56, CTL_4_3),
    "indictable_only": (182, CTL_5_6),
    "either_way_allocated_crown": (182, CTL_5_6),
    "voluntary_bill": (112, CTL_5_6),
}
"""How the case stands -> days, the day that custody began not counted."""


@dataclass(frozen=True)
class Expiry:
    on: date
    source: Source


def ctl_expiry(story: Story) -> Expiry | None:
    """The last day of the time limit now running; None before a court remanded anybody. SI 1987/299 reg 2, 4, 5.

    A weekend or holiday moves it back to the nearest working day. Days held before sending are taken off: those said,
    or those since the first remand on the record.
    """
    if not story.remands:
        return None
    last = max(story.remands, key=lambda remand: (remand.at, remand.sent))
    days, source = LIMITS[last.mode]
    ends = day_of(last.at) + timedelta(days=days - _held_before(story, last))
    return Expiry(working_day_not_after(ends), source)


def _held_before(story: Story, last: Remand) -> int:
    if not last.sent:
        return 0
    if last.held is not None:
        return last.held
    first = min((remand.at for remand in story.remands if not remand.sent), default=last.at)
    return max((day_of(last.at) - day_of(first)).days, 0)
