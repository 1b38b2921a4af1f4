"""What a healthcare professional is called for and says, and when one must be called (Code C 9.5 to 9.15)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.sources_of_care import C_9_13, C_9_15


class CallPurpose(StrEnum):
    RISK = "risk"
    DETAINED = "fit-to-be-detained"
    INTERVIEW = "fit-for-interview"
    CHARGE = "fit-to-be-charged"
    RELEASE = "fit-to-be-released"
    MEDICATION = "medication"
    INJURY = "injury"
    FORENSIC = "forensic"
    EMERGENCY = "emergency"

    @property
    def label(self) -> str:
        return _PURPOSES[self]


_PURPOSES = {
    CallPurpose.RISK: "Risk, or a mental health concern",
    CallPurpose.DETAINED: "Fit to be detained",
    CallPurpose.INTERVIEW: "Fit to be interviewed",
    CallPurpose.CHARGE: "Fit to be charged",
    CallPurpose.RELEASE: "Fit to be released or moved",
    CallPurpose.MEDICATION: "Medicine",
    CallPurpose.INJURY: "Injury or complaint of injury",
    CallPurpose.FORENSIC: "Forensic samples or examination",
    CallPurpose.EMERGENCY: "Emergency: could not be roused, or collapsed",
}


class Fitness(StrEnum):
    FIT = "fit"
    CONDITIONS = "fit-with-conditions"
    NOT_FIT = "not-fit"

    @property
    def label(self) -> str:
        return {"fit": "Fit", "fit-with-conditions": "Fit, with conditions"}.get(self.value, "Not fit")


def check_visit(
    *, called_at: datetime, arrived_at: datetime | None, seen_at: datetime | None, left_at: datetime | None
) -> None:
    """A visit's times in their order: called, arrived, seen, left. Code C 9.15."""
    named = [("arrived_at", arrived_at), ("seen_at", seen_at), ("left_at", left_at)]
    last = called_at
    for field, at in named:
        if at is None:
            continue
        if to_minute(at) < to_minute(last):
            raise RuleBroken("This cannot come before the step before it", rule=C_9_15.section, field=field)
        last = at


def check_instruction(text: str) -> None:
    """Refuse an examination without what custody staff are to do. Code C 9.13, 9.15(d)."""
    if not text.strip():
        raise RuleBroken(
            "Say what custody staff are to do, or that nothing is needed", rule=C_9_13.section, field="todo"
        )
