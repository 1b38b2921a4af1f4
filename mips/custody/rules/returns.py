"""The yearly returns from custody: what each counts, in which version of its definition (CUS-23, PACE 1984 s.50)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from mips.returns.rules.definition import ADR, Definition
from mips.returns.rules.people import WHO

DAYS_UNDER_INVESTIGATION: Final = date(2026, 4, 1)
"""From this day on a release under investigation has an end on the record."""
HOURS_USED: Final = date(2026, 4, 1)
"""From this day on the hours that were spent on a warrant are counted beside those it gave."""
BEFORE_WHOM: Final = date(2026, 4, 1)
"""From this day on it is asked whether a doctor or nurse was there at an intimate search by a constable."""
_FORCE_EVERYWHERE: Final = date(2026, 4, 1)
"""From this day on officers write their forms here for force used outside custody too."""


class Return(StrEnum):
    """One yearly return. The value stands in addresses and file names."""

    DETENTIONS = "detentions"
    VULNERABLE_ADULTS = "vulnerable-adults"
    APPROPRIATE_ADULTS = "appropriate-adults"
    CHILDREN_OVERNIGHT = "children-overnight"
    STRIP_SEARCHES = "strip-searches"
    INTIMATE_SEARCHES = "intimate-searches"
    SCANS = "x-rays-and-scans"
    OVER_24_HOURS = "over-24-hours"
    WARRANTS = "warrants"
    BAIL = "bail-and-release"
    SECTION_136 = "section-136"
    FORCE = "use-of-force"
    FORCE_TACTICS = "use-of-force-tactics"
    OFFENCES = "offences-held-for"
    INCIDENTS = "adverse-incidents"


DEFINITIONS: Final[dict[Return, tuple[Definition, ...]]] = {
    Return.DETENTIONS: (
        Definition(
            title="Detentions",
            counts="Custody records on which detention was authorised, of people who arrived in the year. Counted "
            "once, under the first of the offences held for; age is that on arrival, by the latest day the date of "
            "birth can mean; ethnicity is as the person defines it.",
            source=ADR,
            by=(*WHO, "offence_code", "offence"),
            figures=("detentions",),
        ),
    ),
    Return.VULNERABLE_ADULTS: (
        Definition(
            title="Adults declared vulnerable",
            counts="Detentions of adults, by whether the custody officer decided that they are vulnerable, as the "
            "latest decision on the record says. No decision is not recorded.",
            source=f"{ADR}; Code C 1.13(d)",
            by=("declared_vulnerable",),
            figures=("detentions",),
        ),
    ),
    Return.APPROPRIATE_ADULTS: (
        Definition(
            title="Appropriate adults",
            counts="Detentions of children, and of adults declared vulnerable; in how many of them an appropriate "
            "adult was called and came; minutes from the first request to the first arrival, the middle one and the "
            "longest.",
            source=f"{ADR}; Code C 3.15",
            by=("of",),
            figures=("detentions", "called", "arrived", "median_minutes", "longest_minutes"),
        ),
    ),
    Return.CHILDREN_OVERNIGHT: (
        Definition(
            title="Children held overnight",
            counts="Detentions of people under 18 on arrival, held in a suite for at least four hours between 22:00 "
            "and 07:00 on any one night, by whether they had been charged when those four hours began. Time on bail is "
            "not counted. A detention may count before charge and after it.",
            source=ADR,
            by=WHO,
            figures=("before_charge", "after_charge"),
        ),
    ),
    Return.STRIP_SEARCHES: (
        Definition(
            title="Strip searches",
            counts="Searches in custody that removed more than outer clothing, of people who arrived in the year.",
            source=f"{ADR}; Code C Annex A",
            by=WHO,
            figures=("strip_searches",),
        ),
    ),
    Return.INTIMATE_SEARCHES: (
        Definition(
            title="Intimate searches",
            counts="Intimate searches, those for drugs apart, by who made them and whether anything was found.",
            source=f"{ADR}; PACE 1984 s.55(14)-(16)",
            by=("for_drugs", "made_by", "item_found"),
            figures=("searches",),
        ),
        Definition(
            title="Intimate searches",
            counts="Intimate searches, those for drugs apart, by who made them, whether a doctor or nurse was there at "
            "those made by a constable, and whether anything was found. Of searches before it was asked nobody is "
            "counted as having been there.",
            source=f"{ADR}; PACE 1984 s.55(14)-(16)",
            by=("for_drugs", "made_by", "doctor_or_nurse_there", "item_found"),
            figures=("searches",),
            version=2,
            since=BEFORE_WHOM,
        ),
    ),
    Return.SCANS: (
        Definition(
            title="X-rays and ultrasound scans",
            counts="X-rays and ultrasound scans for a swallowed Class A drug, of people who arrived in the year, by "
            "whether anything was found. Which of the two is not recorded of those before it was asked.",
            source=f"{ADR}; PACE 1984 s.55A(7)-(8)",
            by=("made_by_way_of", "item_found"),
            figures=("scans",),
        ),
    ),
    Return.OVER_24_HOURS: (
        Definition(
            title="Held over 24 hours and released without charge",
            counts="Detentions in which more than 24 hours counted on the detention clock before the person left "
            "without charge, of people who arrived in the year. A release on bail before charge is one without charge.",
            source="PACE 1984 s.50(2)(a)",
            by=("counted",),
            figures=("detentions",),
        ),
    ),
    Return.WARRANTS: (
        Definition(
            title="Warrants of further detention",
            counts="Applications that a court decided, for warrants and to extend them, of people who arrived in the "
            "year; hours authorised; and of the detentions with a warrant, how many ended in a charge.",
            source="PACE 1984 s.50(2)(b)-(c)",
            figures=("applied_for", "granted", "refused", "hours_authorised", "detentions", "charged_after"),
        ),
        Definition(
            title="Warrants of further detention",
            counts="Applications that a court decided, for warrants and to extend them, of people who arrived in the "
            "year; hours authorised, and of them those spent in detention on the warrant until charge, release or its "
            "end, to a tenth; and of the detentions with a warrant, how many ended in a charge.",
            source="PACE 1984 s.50(2)(b)-(c)",
            figures=(
                "applied_for",
                "granted",
                "refused",
                "hours_authorised",
                "hours_used",
                "detentions",
                "charged_after",
            ),
            version=2,
            since=HOURS_USED,
        ),
    ),
    Return.BAIL: (
        Definition(
            title="Pre-charge bail and release under investigation",
            counts="Releases on bail before charge in the year, and detentions that ended in the year in release under "
            "investigation. Days on bail are from release to its end, of bail that has ended; a release under "
            "investigation has no recorded end, so its days are not recorded.",
            source=f"{ADR}; PACE 1984 s.50A, s.37(7)(c)",
            by=("kind",),
            figures=("releases", "ended", "median_days", "longest_days"),
        ),
        Definition(
            title="Pre-charge bail and release under investigation",
            counts="Releases on bail before charge in the year, and detentions that ended in the year in release under "
            "investigation. Days are from release to the end of the bail, or to the decision that ended the release "
            "under investigation, of those that have ended.",
            source=f"{ADR}; PACE 1984 s.50A, s.37(7)(c)",
            by=("kind",),
            figures=("releases", "ended", "median_days", "longest_days"),
            version=2,
            since=DAYS_UNDER_INVESTIGATION,
        ),
    ),
    Return.SECTION_136: (
        Definition(
            title="A station as place of safety",
            counts="Arrivals in the year of people brought under s.136 of the Mental Health Act 1983, detained or not.",
            source=f"{ADR}; MHA 1983 s.136, s.136A",
            by=WHO,
            figures=("arrivals",),
        ),
    ),
    Return.FORCE: (
        Definition(
            title="Use of force",
            counts="Forms that officers made about force they used on a day of the year, one for each officer and each "
            "person: in custody those on custody records, elsewhere each officer\u2019s own. Age is that on the day, "
            "by the latest day the date of birth can mean; of somebody whose name is not known nothing of these is "
            "recorded. Somebody is injured where the form says so.",
            source=f"{ADR}; PACE 1984 s.117",
            by=("where", *WHO),
            figures=("forms", "not_effective", "person_injured", "officer_injured"),
            since=_FORCE_EVERYWHERE,
        ),
    ),
    Return.FORCE_TACTICS: (
        Definition(
            title="Use of force: tactics",
            counts="Tactics on the forms that the return on use of force counts; a form with two of them counts in two "
            "rows, each once.",
            source=f"{ADR}; PACE 1984 s.117",
            by=("where", "tactic"),
            figures=("forms",),
            since=_FORCE_EVERYWHERE,
        ),
    ),
    Return.OFFENCES: (
        Definition(
            title="Offences that people were detained for",
            counts="Every offence held for of the detentions that the return on detentions counts under the first "
            "alone; a detention counts once for each offence.",
            source=ADR,
            by=("offence_code", "offence"),
            figures=("detentions",),
        ),
    ),
    Return.INCIDENTS: (
        Definition(
            title="Adverse incidents and complaints",
            counts="Incidents written on custody records of people who arrived in the year, by kind; of deaths and "
            "serious injuries how many were referred to the IOPC, and how many of those after the day after they came "
            "to notice. Complaints of treatment beside them, those that allege an assault apart.",
            source="Police Reform Act 2002 Sch.3, Code C 9.2",
            by=("incident",),
            figures=("incidents", "referred", "referred_late"),
        ),
    ),
}
