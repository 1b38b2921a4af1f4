"""The groups of people that returns tell apart."""

from __future__ import annotations

from typing import Final

from mips.returns.rules.definition import NOT_RECORDED

WHO: Final = ("age_group", "sex", "ethnicity")
"""The columns that say of whom a row is."""

YOUNGER_THAN: Final = (
    (10, "under 10"),
    (14, "10 to 13"),
    (18, "14 to 17"),
    (21, "18 to 20"),
    (25, "21 to 24"),
    (35, "25 to 34"),
    (45, "35 to 44"),
    (55, "45 to 54"),
)
"""Years of age and the group of those younger than that, youngest first."""
OLDEST: Final = "55 and over"
AGE_BANDS: Final = (*(group for _, group in YOUNGER_THAN), OLDEST, NOT_RECORDED)
"""Every group, youngest first."""


def age_band(age: int | None) -> str:
    """The age group of whole years: '14 to 17'. CUS-23, INV-14, PACE 1984 s.37(15)."""
    if age is None:
        return NOT_RECORDED
    return next((group for years, group in YOUNGER_THAN if age < years), OLDEST)
