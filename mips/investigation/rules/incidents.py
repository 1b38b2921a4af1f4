"""What becomes of a report: a crime, a crime-related incident, no crime, or a crime of another force (INV-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.recording import RecordingRule, record_by

REASONS: Final = "not-recorded"
CATEGORIES: Final = "incident-category"
CAPACITIES: Final = "reporter-capacity"
N100: Final = "n100"
SPECIFIED: Final = "specified-offence"
"""Reference lists."""
ANONYMOUS: Final = "anonymous"
OFFICER: Final = "officer"
VICTIM: Final = "victim"
ELSEWHERE_N100: Final = "N100/3"


class Standing(StrEnum):
    """What a report is held to be."""

    UNDECIDED = "undecided"
    CRIME = "crime"
    CRIME_RELATED = "crime-related"
    NO_CRIME = "no-crime"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        return _SAID[self.value]


_SAID: Final = {
    "undecided": "Not decided",
    "crime": "Recorded as a crime",
    "crime-related": "Crime-related incident",
    "no-crime": "No crime",
    "elsewhere": "Recorded by another force",
}

CONFIRMED_RULE: Final = RecordingRule(
    code="NC-5",
    edition="from April 2015",
    text=(
        "A report by somebody else is recorded once the victim, or somebody who speaks for them, confirms it. A "
        "parent, doctor, teacher or social worker who reports in that role speaks even for a victim who declines."
    ),
)
INCIDENT_RULE: Final = RecordingRule(
    code="NC-6",
    edition="from April 2015",
    text=(
        "A report that is not recorded as a crime stays an incident with the reason why, and is looked at again when "
        "new facts come."
    ),
)
ELSEWHERE_RULE: Final = RecordingRule(
    code="NC-10",
    edition="from April 2015",
    text=(
        "A crime committed in the area of another force is transferred to it with the evidence and recorded there, and "
        "the victim is told."
    ),
)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """An item of the list `not-recorded`, as far as rules depend on it."""

    title: str
    standing: Standing
    needs_evidence: bool = False
    others_only: bool = False


def check_reporter(capacity: str, *, named: bool) -> None:
    """Whoever reports is named, unless they give no name or an officer reports (NC-1). Raises RuleBroken."""
    if capacity not in {ANONYMOUS, OFFICER} and not named:
        raise RuleBroken(
            "Enter who reported it. If they give no name, say so above",
            rule="NC-1",
            field="reporter-person_id",
        )
    if capacity == ANONYMOUS and named:
        raise RuleBroken(
            "You have named who reported it. Say above who they are", rule="NC-1", field="reporter-capacity"
        )


def check_not_recorded(reason: Reason, *, speaks: bool, evidence: str, rape: bool, n100: str) -> None:
    """Refuse to leave unrecorded what must be recorded, or without what must be said of it (NC-2, NC-5, NC-6, NC-7).

    `speaks`: the victim reports, or somebody who speaks for them. Raises RuleBroken with all that is wrong.
    """
    _raise(_not_recorded(reason, speaks=speaks, evidence=evidence, rape=rape, n100=n100))


def _not_recorded(reason: Reason, *, speaks: bool, evidence: str, rape: bool, n100: str) -> Iterable[RuleBroken]:
    if reason.others_only and speaks:
        yield RuleBroken(
            "The victim reports this, or somebody who speaks for them: that is confirmation enough. Record the crime, "
            "or choose another reason",
            rule="NC-5",
            field="reason",
        )
    if reason.needs_evidence and not evidence.strip():
        yield RuleBroken("Enter what shows this, and where it comes from", rule="NC-2", field="evidence")
    yield from _n100(rape, n100)


def _n100(rape: bool, n100: str) -> Iterable[RuleBroken]:
    if rape and not n100:
        yield RuleBroken("A rape is reported. Select why it is not recorded (N100)", rule="NC-7", field="n100")
    if n100 and not rape:
        yield RuleBroken("N100 is for a reported rape only. Clear it", rule="NC-7", field="n100")


def check_again(standing: Standing, *, new_facts: str, crimes: int) -> None:
    """Another decision than the last needs new facts (NC-6); one to record a crime is undone on the crime (INV-4)."""
    if crimes:
        raise RuleBroken(
            "It is recorded as a crime. Have that crime cancelled, with the grounds that allow it", rule="INV-4"
        )
    if standing is not Standing.UNDECIDED and not new_facts.strip():
        raise RuleBroken(
            "This has been decided. Enter the facts that have come to light since", rule="NC-6", field="new_facts"
        )


def check_recordable(standing: Standing) -> None:
    """What another force has accepted is recorded there and not here too (NC-10). Raises RuleBroken."""
    if standing is Standing.ELSEWHERE:
        raise RuleBroken("Another force has accepted this and records it", rule="NC-10")


def check_offered(*, open_offer: bool, own_force: bool, standing: Standing) -> None:
    """A report is offered to one other force at a time, and not once it is a crime here (NC-10). Raises RuleBroken."""
    if own_force:
        raise RuleBroken("This is our own force. Select the force where it happened", rule="NC-10", field="force")
    if open_offer:
        raise RuleBroken("It has been offered to a force that has not answered yet. Record its answer", rule="NC-10")
    if standing is Standing.CRIME:
        raise RuleBroken(
            "It is recorded as a crime here. Have that cancelled as C1: it is then transferred", rule="INV-4"
        )


def check_answer(*, accepted: bool, reference: str, why: str, crimes: int) -> None:
    """A force that accepts gives its crime number; one that refuses says why (NC-10). Raises RuleBroken.

    `crimes`: how many stand here of the same report, which would then be counted twice.
    """
    if accepted and crimes:
        raise RuleBroken("It has been recorded as a crime here meanwhile. Have that cancelled as C1", rule="INV-4")
    if accepted and not reference.strip():
        raise RuleBroken("Enter the crime number of the other force", rule="NC-10", field="their_reference")
    if not accepted and not why.strip():
        raise RuleBroken("Enter why they refuse it", rule="NC-10", field="why")


def decided_in_time(reported_at: datetime, decided_at: datetime) -> bool:
    """Whether a report was decided on within 24 hours: a crime must be on record by then (NC-4, NC-7)."""
    return decided_at <= record_by(reported_at)


def incident_number(force: str, serial: int, year: int) -> str:
    """FF/INNNNNNN/YY: as the crime number, with a serial of its own (NC-1, INV-13)."""
    return f"{force}/I{serial:07}/{year % 100:02}"


def under(ho_class: str, prefixes: Iterable[str]) -> bool:
    """Whether a Home Office class begins as one of these does; what has no class is under none (INV-2)."""
    return bool(ho_class) and any(ho_class.startswith(each) for each in prefixes)


def _raise(wrong: Iterable[RuleBroken]) -> None:
    found = list(wrong)
    if found:
        first, *also = found
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=also)
