"""The returns of crime, victims and stop and search: what each counts, in which version of its definition (INV-14)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from mips.returns.rules.definition import ADR, NOT_RECORDED, Definition
from mips.returns.rules.people import WHO


class CrimeReturn(StrEnum):
    """One return. The value stands in addresses and file names."""

    RECORDED = "recorded-crime"
    BY_MONTH = "recorded-crime-by-month"
    OUTCOMES = "outcomes-of-recorded-crime"
    OUTCOMES_GIVEN = "outcomes-in-the-period"
    DAYS_TO_OUTCOME = "days-to-outcome"
    MEDIAN_DAYS = "median-days-to-outcome"
    IN_TIME = "recorded-within-24-hours"
    HATE = "hate-crime"
    DOMESTIC = "domestic-abuse"
    KNIFE = "knife-enabled"
    FLAGS = "other-flags"
    VICTIMS = "victims"
    SEARCHES = "stop-and-search"
    SEARCHED = "people-searched"


_BEGAN: Final = date(2022, 4, 1)
_RULES: Final = "Home Office Crime Recording Rules"
_FRAMEWORK: Final = "Home Office crime outcomes framework"
_GROUPED: Final = (
    "Groups are those of recorded crime, by the Home Office class; a crime whose class is not known stands as not "
    "recorded."
)
_COHORT: Final = (
    "Notifiable crimes recorded in the period; of one that came from elsewhere without that day, the day it was "
    "reported, happened or was entered counts."
)
_COUNTED: Final = f"{_COHORT} Without those cancelled or transferred."

DEFINITIONS: Final[dict[CrimeReturn, tuple[Definition, ...]]] = {
    CrimeReturn.RECORDED: (
        Definition(
            title="Recorded crime",
            counts=f"{_COHORT} Those that count, were transferred to another force (C1) and were cancelled (C2 to C5) "
            f"stand apart. {_GROUPED}",
            source=f"{ADR}; {_RULES}",
            by=("offence_group", "offence_subgroup", "home_office_class", "standing"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.BY_MONTH: (
        Definition(
            title="Recorded crime by month",
            counts=f"{_COHORT} By the month in London; those transferred and cancelled stand apart, in the month in "
            f"which they were recorded. {_GROUPED}",
            source=f"{ADR}; {_RULES}",
            by=("month", "offence_group", "standing"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.OUTCOMES: (
        Definition(
            title="Outcomes of crimes recorded in the period",
            counts=f"{_COUNTED} By the outcome that each has now, 1 to 22, whenever it was given; none yet is no "
            f"outcome. An outcome whose number is not known stands by its words. {_GROUPED}",
            source=f"{ADR}; {_FRAMEWORK}",
            by=("offence_group", "outcome", "title"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.OUTCOMES_GIVEN: (
        Definition(
            title="Outcomes given in the period",
            counts="Notifiable crimes, whenever recorded, whose present outcome was decided on a day of the period. "
            f"Without those cancelled or transferred. {_GROUPED}",
            source=f"{ADR}; {_FRAMEWORK}",
            by=("offence_group", "outcome", "title"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.DAYS_TO_OUTCOME: (
        Definition(
            title="Days from recording to outcome",
            counts="Crimes of the return on outcomes given in the period, by the days from the one on which they were "
            f"recorded to the one on which the outcome was decided. {_GROUPED}",
            source=f"{ADR}; {_FRAMEWORK}",
            by=("offence_group", "days_taken"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.MEDIAN_DAYS: (
        Definition(
            title="Median days from recording to outcome",
            counts="Crimes of the return on outcomes given in the period; the middle one and the longest of their "
            f"days, of those whose day of recording is known. {_GROUPED}",
            source=f"{ADR}; {_FRAMEWORK}",
            by=("offence_group",),
            figures=("crimes", "median_days", "longest_days"),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.IN_TIME: (
        Definition(
            title="Recorded within 24 hours",
            counts=f"{_COUNTED} By whether they were recorded within 24 hours of the report; the percentage is of "
            f"those of the group of which that is known. {_GROUPED}",
            source=f"{_RULES}: National Crime Recording Standard",
            by=("offence_group", "within_24_hours"),
            figures=("crimes", "percent_of_known"),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.HATE: (
        Definition(
            title="Hate crime",
            counts=f"{_COUNTED} Those flagged as hate now, by monitored strand; a crime with two strands counts in "
            f"two rows, once in each. {_GROUPED}",
            source=ADR,
            by=("strand", "offence_group"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.DOMESTIC: (
        Definition(
            title="Domestic abuse",
            counts=f"{_COUNTED} Those flagged as domestic abuse now. {_GROUPED}",
            source=ADR,
            by=("offence_group", "offence_subgroup"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.KNIFE: (
        Definition(
            title="Knife-enabled crime",
            counts=f"{_COUNTED} Those flagged as knife now, of every group: the Home Office publishes some groups "
            f"only. {_GROUPED}",
            source=ADR,
            by=("offence_group", "offence_subgroup"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.FLAGS: (
        Definition(
            title="Other flags",
            counts=f"{_COUNTED} Those with any flag but hate, domestic abuse and knife, such as modern slavery, child "
            f"sexual or criminal exploitation; a crime with two flags counts in two rows, once in each. {_GROUPED}",
            source=ADR,
            by=("flag", "offence_group"),
            figures=("crimes",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.VICTIMS: (
        Definition(
            title="Victims",
            counts=f"People who are victims of these crimes, once for each crime. {_COUNTED} Age is that when it "
            "happened, or began to, by the latest day the date of birth can mean; ethnicity is as the person defines "
            "it. Organisations are not counted.",
            source=ADR,
            by=WHO,
            figures=("victims",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.SEARCHES: (
        Definition(
            title="Stop and search",
            counts="Searches of people and vehicles made in the period, by power, object and outcome, in the words "
            "they are published in. A stop without a search is not counted.",
            source=f"{ADR}; PACE 1984 s.3, s.5",
            by=("power", "object", "outcome"),
            figures=("searches",),
            since=_BEGAN,
        ),
    ),
    CrimeReturn.SEARCHED: (
        Definition(
            title="People stopped and searched",
            counts="The same searches, by whom: age range, sex, and ethnicity as they defined it. Of a vehicle with "
            f"nobody searched these are {NOT_RECORDED}.",
            source=f"{ADR}; PACE 1984 s.3, s.5",
            by=("age_range", "sex", "self_defined_ethnicity"),
            figures=("searches",),
            since=_BEGAN,
        ),
    ),
}

NONE_YET: Final = "none yet"
NO_OUTCOME: Final = "No outcome yet"
"""What stands in place of the number and of the title while there is none: it is never counted as one (INV-3)."""
LESS_THAN: Final = (
    (0, "before it was recorded"),
    (1, "same day"),
    (6, "1 to 5 days"),
    (11, "6 to 10 days"),
    (31, "11 to 30 days"),
    (101, "31 to 100 days"),
)
"""Days, and what is said of fewer; shortest first. The spans are those of the outcomes framework (INV-14)."""
LONGER: Final = "more than 100 days"
SPANS: Final = (*(title for _, title in LESS_THAN), LONGER, NOT_RECORDED)
STANDINGS: Final = ("counted", "transferred", "cancelled")
"""What is counted, what went to another force (C1), and what was cancelled otherwise (INV-4)."""


def percent_of_known(count: int, known: int) -> float:
    """To one decimal, of those of which it is known whether they were recorded in time (NC-4, INV-14)."""
    return round(100 * count / known, 1)
