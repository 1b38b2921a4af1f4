"""Coming back from hospital (PACE 1984 s.41(6), s.47ZM(4))."""

from __future__ import annotations

from datetime import date, datetime

from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import LONDON, to_minute


def check_return(
    at: datetime, *, left_at: datetime, admitted_on: date | None = None, discharged_on: date | None = None
) -> None:
    """Back after leaving; in-patient days between the two, discharge not before admission. PACE s.41(6), s.47ZM(4)."""
    if to_minute(at) < to_minute(left_at):
        raise RuleBroken("They cannot be back before they left", rule="PACE 1984 s.41(6)", field="returned_at")
    left, back = left_at.astimezone(LONDON).date(), at.astimezone(LONDON).date()
    days = [day for day in (admitted_on, discharged_on) if day]
    if days != sorted(days) or any(not left <= day <= back for day in days):
        why = "In-patient days lie between leaving and coming back"
        raise RuleBroken(why, rule="PACE 1984 s.47ZM(4)", field="admitted_on")
    if discharged_on and not admitted_on:
        raise RuleBroken("Say when they were admitted", rule="PACE 1984 s.47ZM(4)", field="admitted_on")
