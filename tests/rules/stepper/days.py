"""Periods of days and months, counted by walking from one day to the next."""

import re
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5

BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in re.findall(
        r"\S+",
        "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26 "
        "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28 "
        "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28 "
        "2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26",
    )
)
"""England and Wales, as announced; Saturdays and Sundays need no entry."""

CUSTODY_DAYS = {
    "summary_only": 56,
    "either_way_before_allocation": 70,
    "either_way_allocated_summary": 56,
    "indictable_only": 182,
    "either_way_allocated_crown": 182,
    "voluntary_bill": 112,
}


def last_day_of_months(first, months):
    """The last day of a period of months that begins with a day: walk until as many months have turned."""
    day, turned = first, 0
    while True:
        tomorrow = day + ONE_DAY
        turned += tomorrow.day == 1
        if turned == months and tomorrow.day == first.day:
            return day
        if turned == months + 1:
            return day  # the month ran out before it had a day of that number
        day = tomorrow


def custody_limit(first, mode, already_held=0):
    """The last day of a custody time limit: the first day is not counted, and a day of rest moves it back."""
    day = first
    for _ in range(CUSTODY_DAYS[mode] - already_held):
        day += ONE_DAY
    while day.weekday() >= SATURDAY or day in BANK_HOLIDAYS:
        day -= ONE_DAY
    return day
