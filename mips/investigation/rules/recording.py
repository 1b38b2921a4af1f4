"""Whether and when a report is recorded as a crime: the national standard, its clock and the crime number (INV-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken


class Basis(StrEnum):
    """Against whom an offence is: a victim, or the state (INV-2)."""

    VICTIM = "victim-based"
    STATE = "state-based"

    @property
    def label(self) -> str:
        return _BASES[self.value]


class Channel(StrEnum):
    """How a report came in (NC-1)."""

    EMERGENCY = "emergency-call"
    CALL = "call"
    COUNTER = "counter"
    ONLINE = "online"
    OFFICER = "officer"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        return _CHANNELS[self.value]


@dataclass(frozen=True, kw_only=True)
class RecordingRule:
    """A rule as it stood when it was applied; kept with every decision taken by it."""

    code: str
    edition: str
    text: str


_BASES: Final = {
    "victim-based": "Somebody is the victim",
    "state-based": "Against the state: no particular victim",
}
_CHANNELS: Final = {
    "emergency-call": "999 call",
    "call": "101 or other call",
    "counter": "Front counter",
    "online": "Online",
    "officer": "To an officer, or found by one",
    "partner": "From another agency",
}

VICTIM_RULE: Final = RecordingRule(
    code="NC-2",
    edition="from April 2015",
    text=(
        "A crime is recorded when, on the balance of probability, what was reported amounts to a crime in law "
        "and there is no credible evidence to the contrary. The victim's belief is enough."
    ),
)
STATE_RULE: Final = RecordingRule(
    code="NC-3",
    edition="from April 2015",
    text="A crime against the state is recorded when there is evidence that proves the points of the offence.",
)
TIME_ALLOWED: Final = timedelta(hours=24)
"""From the report to the record (NC-4)."""


def rule_for(basis: Basis) -> RecordingRule:
    """The rule a crime of this basis is recorded by (NC-2, NC-3)."""
    return VICTIM_RULE if basis == Basis.VICTIM else STATE_RULE


def check_decision(basis: Basis, *, amounts_to_crime: bool, evidence: str) -> None:
    """Refuse to record what the standard does not let be recorded (NC-2, NC-3, NC-6)."""
    if not amounts_to_crime:
        raise RuleBroken(
            "Without this decision it is an incident and not a crime. Confirm it, or do not record a crime",
            rule="NC-6",
            field="amounts_to_crime",
        )
    if basis == Basis.STATE and not evidence.strip():
        raise RuleBroken("Enter the evidence that proves the points of the offence", rule="NC-3", field="evidence")


def check_victims(basis: Basis, victims: int) -> None:
    """A crime against somebody has a victim, one against the state has none (NC-3, NC-8)."""
    if basis == Basis.VICTIM and victims == 0:
        raise RuleBroken("Enter the victim: a person or an organisation", rule="NC-8", field="victims")
    if basis == Basis.STATE and victims:
        raise RuleBroken(
            "An offence against the state has no victim. Remove the victim, or change whom it is against",
            rule="NC-3",
            field="basis",
        )


def check_times(occurred_from: datetime, occurred_until: datetime | None, reported_at: datetime) -> None:
    """A crime ends after it begins and is reported after it begins (NC-1)."""
    if occurred_until is not None and occurred_until < occurred_from:
        raise RuleBroken("It cannot end before it begins", rule="NC-1", field="occurred_until")
    if reported_at < occurred_from:
        raise RuleBroken("It cannot be reported before it happened", rule="NC-1", field="reported_at")


def record_by(reported_at: datetime) -> datetime:
    """When a report must have been recorded (NC-4)."""
    return reported_at + TIME_ALLOWED


def recorded_in_time(reported_at: datetime, recorded_at: datetime) -> bool:
    """Whether it was recorded within 24 hours of the report (NC-4)."""
    return recorded_at - reported_at <= TIME_ALLOWED


def crime_number(force: str, serial: int, year: int) -> str:
    """FF/NNNNNNN/YY (INV-13)."""
    return f"{force}/{serial:07}/{year % 100:02}"
