"""What a 3x5x2 report must hold before it counts: grades, conditions of handling, who may release it (INT-1, INT-2)."""

from __future__ import annotations

import uuid
from enum import IntEnum, StrEnum
from typing import Final

from mips.core.errors import RuleBroken


class SourceEvaluation(StrEnum):
    """How far the source is to be trusted (INT-1)."""

    RELIABLE = "1"
    UNTESTED = "2"
    NOT_RELIABLE = "3"

    @property
    def label(self) -> str:
        return f"{self.value} {_SOURCES[self.value]}"


class Assessment(StrEnum):
    """How the source came to know one item of information (INT-1)."""

    DIRECT = "A"
    CORROBORATED = "B"
    INDIRECT = "C"
    NOT_KNOWN = "D"
    SUSPECTED_FALSE = "E"

    @property
    def label(self) -> str:
        return f"{self.value} {_ASSESSMENTS[self.value]}"


class ActionCode(StrEnum):
    """What may be done on information that is shared with conditions (INT-1)."""

    COVERT_DEVELOPMENT = "A1"
    COVERT_USE = "A2"
    OVERT_USE = "A3"

    @property
    def label(self) -> str:
        return f"{self.value} {_ACTIONS[self.value]}"


class Sanitisation(StrEnum):
    """Who may take more out of it before it goes on (INT-1)."""

    DELEGATED = "S1"
    CONSULT = "S2"

    @property
    def label(self) -> str:
        return f"{self.value} {_SANITISATIONS[self.value]}"


class SourceType(StrEnum):
    """What kind of source, never who (INT-2)."""

    OFFICER = "officer"
    PUBLIC = "public"
    ANONYMOUS = "anonymous"
    PARTNER = "partner"
    TECHNICAL = "technical"
    CONFIDENTIAL = "confidential"

    @property
    def label(self) -> str:
        return _SOURCE_TYPES[self.value]


class Priority(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        return _PRIORITIES[self.value]


class Purpose(StrEnum):
    """The policing purposes, without one of which nothing may be recorded (INT-8)."""

    PROTECT = "protect"
    ORDER = "order"
    PREVENT = "prevent"
    JUSTICE = "justice"
    DUTY = "duty"

    @property
    def label(self) -> str:
        return _PURPOSES[self.value]


class RetentionGroup(IntEnum):
    """The review, retention and disposal groups (INT-9), set when a report is assessed."""

    PUBLIC_PROTECTION = 1
    SERIOUS = 2
    OTHER = 3
    MISCELLANEOUS = 4

    @property
    def label(self) -> str:
        return f"{self.value} {_RETENTION[self.value]}"


class State(StrEnum):
    """How far a report has come (INT-2)."""

    REQUIRES_ASSESSMENT = "requires-assessment"
    RELEASED = "released"


_SOURCES: Final = {
    "1": "Reliable: competent, had access, right before",
    "2": "Untested: no history, or not known",
    "3": "Not reliable: doubts about motive, competence or past",
}
_ASSESSMENTS: Final = {
    "A": "Known directly to the source",
    "B": "Known indirectly, but corroborated",
    "C": "Known indirectly to the source",
    "D": "Not known how",
    "E": "Suspected to be false",
}
_ACTIONS: Final = {
    "A1": "Covert development: develop only, no action",
    "A2": "Covert use",
    "A3": "Overt use",
}
_SANITISATIONS: Final = {
    "S1": "Delegated: whoever receives it may sanitise further",
    "S2": "Ask the originator first",
}
_SOURCE_TYPES: Final = {
    "officer": "Police officer or staff",
    "public": "Member of the public",
    "anonymous": "Anonymous",
    "partner": "Another agency",
    "technical": "Camera, data or other technical source",
    "confidential": "Confidential source, by reference only",
}
_PRIORITIES: Final = {
    "high": "High: threat to life, serious harm, or about to happen",
    "medium": "Medium: time matters",
    "low": "Low",
}
_PURPOSES: Final = {
    "protect": "Protect life or property",
    "order": "Preserve order",
    "prevent": "Prevent crime",
    "justice": "Bring offenders to justice",
    "duty": "Another duty by common law or statute",
}
_RETENTION: Final = {
    1: "Certain public protection matters",
    2: "Other sexual, violent or serious",
    3: "All other offences",
    4: "Miscellaneous, intelligence only",
}
CONDITIONS: Final = "C"
HIGHER_MARKINGS: Final = frozenset({"SECRET", "TOP SECRET"})


def grade_code(source: SourceEvaluation, assessment: Assessment, handling: str) -> str:
    """The display form, '2 B C' (INT-1)."""
    return f"{source.value} {assessment.value} {handling}"


def missing_about_source(source: SourceEvaluation | None, reason: str | None) -> dict[str, str]:
    """A source called not reliable needs the reason (INT-1). By field; empty when nothing is missing."""
    if source == SourceEvaluation.NOT_RELIABLE and not (reason or "").strip():
        return {"source_reason": "Say why the source is not reliable"}
    return {}


def missing_about_item(
    *,
    assessment: Assessment | None,
    handling: str | None,
    assessment_reason: str | None = "",
    instructions: str | None = "",
    action_code: ActionCode | None = None,
    usage: str | None = "",
    sanitisation: Sanitisation | None = None,
) -> dict[str, str]:
    """E needs a reason; C its instructions, action and sanitisation codes; A3 its limits (INT-1). By field."""
    missing = {}
    if assessment == Assessment.SUSPECTED_FALSE and not (assessment_reason or "").strip():
        missing["assessment_reason"] = "Say why this is suspected to be false"
    if handling != CONDITIONS:
        return missing
    if not (instructions or "").strip():
        missing["instructions"] = "Enter the handling instructions: who may see it, and what may be passed on"
    if action_code is None:
        missing["action_code"] = "Select an action code"
    if action_code == ActionCode.OVERT_USE and not (usage or "").strip():
        missing["usage"] = "Enter on whom or what it may be used, and its limits"
    if sanitisation is None:
        missing["sanitisation"] = "Select a sanitisation code"
    return missing


def missing_about_urgency(priority: Priority | None, risk: str | None) -> dict[str, str]:
    """High priority means a threat to life or serious harm: the risk must be said (INT-2). By field."""
    if priority == Priority.HIGH and not (risk or "").strip():
        return {"risk": "Say what the risk is, to whom, and what has been done about it"}
    return {}


def check_marking(marking: str) -> None:
    """Nothing above OFFICIAL-SENSITIVE is held here (INT-5)."""
    if marking.replace("-", " ").replace("_", " ").strip().upper() in HIGHER_MARKINGS:
        raise RuleBroken(
            "This system holds nothing above OFFICIAL-SENSITIVE. Do not enter it here: use the system for that marking",
            rule="INT-5",
            field="marking",
        )


def check_release(state: State, *, submitted_by: uuid.UUID | None, released_by: uuid.UUID) -> None:
    """A report is released once, by somebody who did not submit it (INT-2, ROL-3 RL-1(d))."""
    if submitted_by == released_by:
        raise RuleBroken("You submitted this report: somebody else must assess it", rule="RL-1(d)")
    if state is not State.REQUIRES_ASSESSMENT:
        raise RuleBroken("This report has already been released", rule="INT-2")


def report_number(unit: str, year: int, serial: int) -> str:
    """URN unit/yyyy/serial (INT-2)."""
    return f"{unit}/{year}/{serial:05}"
